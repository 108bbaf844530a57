import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkManifest } from '../../scripts/compile/check-manifest.ts';
import { isPlainObject, type Json } from '../../scripts/core/json.ts';
import type { JsonPath } from '../../scripts/core/paths.ts';
import { applyEdits, fixFor } from '../../scripts/lint/edit.ts';
import { lintManifest } from '../../scripts/lint/lint-manifest.ts';
import { type AppPatch, minimalApp } from '../../scripts/lint/minimal-app.ts';
import { rules } from '../../scripts/lint/rules.ts';
import type { Component, Manifest } from '../../scripts/manifest/manifest.ts';
import { COMPONENT_KINDS, componentPath, componentsOf, PLURALS } from '../../scripts/manifest/manifest.ts';

/** Keys and texts the rules look for, so that odd values meet them. */
const word = fc.constantFrom(
  'url',
  'qs',
  'headers',
  'body',
  'response',
  'output',
  'iterate',
  'limit',
  'pagination',
  'condition',
  'temp',
  'error',
  'authorization',
  'name',
  'type',
  'options',
  'nested',
  'spec',
  'store',
  'validate',
  'pattern',
  'token',
  'log',
  'sanitize',
  '{{...}}',
  '__proto__',
  'constructor',
  '401',
  '',
);
const text = fc.constantFrom(
  '{{body}}',
  '{{item.id}}',
  '{{parameters.x}}',
  '{{connection.apiKey}}',
  'https://{{parameters.x}}/{{',
  '{{if(a;b',
  '{{a === b}}',
  'rpc://listItems',
  'rpc://',
  'select',
  'array',
  'text',
  '{{add(body.page, 1)}}',
  'é😀{{a;b}}',
  '(?!http',
  '',
);
const { value: odd } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    word,
    fc.constantFrom(null, true, false, 0, 1, -1.5),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(word, fc.string({ maxLength: 3 })), tie('value'), { maxKeys: 6 }),
  ) as fc.Arbitrary<Json>,
}));

/** Puts odd values into sections of the minimal app, and some at places inside them. */
function withOddSections(values: readonly Json[]): Manifest {
  const app = minimalApp();
  let index = 0;
  const next = (): Json => values[index++ % values.length] ?? null;
  const replaced = <C extends Component>(components: Readonly<Record<string, C>>): Record<string, C> =>
    Object.fromEntries(
      Object.entries(components).map(([name, component]) => [
        name,
        { ...component, sections: Object.fromEntries(Object.keys(component.sections).map((key) => [key, next()])) },
      ]),
    );
  const kinds = Object.fromEntries(
    COMPONENT_KINDS.map((kind) => [PLURALS[kind], replaced<Component>(app[PLURALS[kind]])]),
  );
  return { ...app, sections: { base: next(), common: next(), groups: next() }, ...kinds };
}

/** Every place of a JSON value. */
function placesIn(value: Json, path: JsonPath = []): JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

const places = componentsOf(minimalApp()).flatMap((component) =>
  Object.entries(component.sections).flatMap(([section, value]) =>
    placesIn(value).map((path) => ({ component: componentPath(component), section, path })),
  ),
);

/** Changes laid over each other, component by component. */
function merged(patches: readonly AppPatch[]): AppPatch {
  const all: Record<string, Record<string, unknown>> = {};
  for (const patch of patches) {
    for (const [kind, parts] of Object.entries(patch)) {
      const known = all[kind] ?? {};
      all[kind] = known;
      for (const [name, part] of Object.entries(parts ?? {})) {
        const before = known[name];
        known[name] = isPlainObject(before) && isPlainObject(part) ? { ...before, ...part } : part;
      }
    }
  }
  return all as AppPatch; // Made of patches, member by member.
}

describe('lintManifest', () => {
  test('survives odd values inside sections', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...places), odd), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(changes, (edits) => {
        const manifest = applyEdits(
          minimalApp(),
          edits.map(([place, set]) => ({ ...place, set })),
        );

        expect(Array.isArray(lintManifest(manifest, { advice: true }))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves the checks of shape and references standing, whatever stands in a section', () => {
    fc.assert(
      fc.property(fc.array(odd, { minLength: 5, maxLength: 25 }), (values) => {
        expect(Array.isArray(checkManifest(withOddSections(values)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('survives whatever stands in a section', () => {
    fc.assert(
      fc.property(fc.array(odd, { minLength: 5, maxLength: 25 }), (values) => {
        const manifest = withOddSections(values);

        expect(Array.isArray(lintManifest(manifest, { advice: true }))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('survives every valid app its examples can make up', () => {
    const patches = rules.flatMap(({ examples }) => [examples.bad, examples.good]);
    fc.assert(
      fc.property(fc.shuffledSubarray(patches, { minLength: 2, maxLength: 8 }), (some) => {
        const manifest = minimalApp(merged(some));

        expect(Array.isArray(lintManifest(manifest, { advice: true }))).toBe(true);
        expect(Array.isArray(checkManifest(manifest))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('gives fixes that are the same when applied twice', () => {
    fc.assert(
      fc.property(fc.array(odd, { minLength: 5, maxLength: 25 }), (values) => {
        const manifest = withOddSections(values);
        for (const problem of lintManifest(manifest, { advice: true })) {
          const edit = fixFor(problem);
          if (!edit || 'remove' in edit) continue;
          const once = applyEdits(manifest, [edit]);

          expect(applyEdits(once, [edit])).toEqual(once);
        }
      }),
      { numRuns: 25 },
    );
  });
});

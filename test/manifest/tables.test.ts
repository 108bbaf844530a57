import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MANIFEST_CODES } from '../../scripts/manifest/codes.ts';
import { isReservedWord, NAME_RULES } from '../../scripts/manifest/names.ts';
import {
  ALL_ATTRIBUTES,
  PARAMETER_TYPES,
  parameterType,
  USABLE_TYPES,
} from '../../scripts/manifest/parameter-types.ts';
import { ROOTS, rootsOf, SLOT_ROOTS } from '../../scripts/manifest/roots.ts';
import { SCHEMA_FILES } from '../../scripts/manifest/schema-files.ts';
import { SCHEMA_NAMES } from '../../scripts/manifest/schema-names.ts';
import {
  archivedRowsOf,
  emptyText,
  filedRowsOf,
  SECTIONS,
  sectionRow,
  sectionRowsOf,
  withEmptySections,
} from '../../scripts/manifest/sections.ts';
import { validateSection } from '../../scripts/manifest/validate-section.ts';
import { appOf, connection, module } from './support/app.ts';

const namesOf = (rows: readonly { readonly section: string }[]): string => rows.map(({ section }) => section).join(' ');

describe('sections', () => {
  test.each([
    ['action', 'communication staticParams mappableParams interface samples scope'],
    ['search', 'communication staticParams mappableParams interface samples scope'],
    ['universal', 'communication staticParams mappableParams interface samples scope'],
    ['trigger', 'communication epoch staticParams interface samples scope'],
    ['instant_trigger', 'communication staticParams interface samples'],
    ['responder', 'communication staticParams mappableParams'],
  ] as const)('of a module of type %s are those an archive keeps', (moduleType, expected) => {
    const component = { kind: 'module', moduleType } as const;

    expect([namesOf(sectionRowsOf(component)), namesOf(archivedRowsOf(component))]).toEqual([expected, expected]);
  });

  test.each([
    ['action', 'communication staticParams mappableParams interface samples scope'],
    ['trigger', 'communication epoch staticParams mappableParams interface samples scope'],
    ['responder', 'communication staticParams mappableParams interface samples scope'],
  ] as const)('have a file each in the local layout of a %s, also where they mean nothing', (moduleType, expected) => {
    expect(namesOf(filedRowsOf({ kind: 'module', moduleType }))).toBe(expected);
  });

  test.each([
    ['basic', 'communication params common', 'communication.iml.json', 'connection'],
    [
      'oauth',
      'communication params common scopeList defaultScope installSpec installDirectives',
      'oauth-communication.iml.json',
      'oauth',
    ],
  ] as const)('of a connection of type %s depend on the type', (connectionType, expected, suffix, schema) => {
    const component = { kind: 'connection', connectionType } as const;

    expect(namesOf(sectionRowsOf(component))).toBe(expected);
    expect(sectionRow(component, 'communication')).toMatchObject({ suffix, schema, api: 'api' });
  });

  test('name a schema there is, and start with a value it takes', () => {
    for (const { schema, empty, section } of SECTIONS) {
      if (schema === null) continue;
      expect(SCHEMA_NAMES).toContain(schema);
      expect([section, validateSection(schema, empty, {})]).toEqual([section, []]);
    }
  });

  test('are written empty as the editor does', () => {
    const texts = new Set(SECTIONS.filter(({ format }) => format === 'jsonc').map(emptyText));

    expect([...texts].sort()).toEqual(['[]\n', '{ }\n']);
  });

  test('can be filled in', () => {
    const app = withEmptySections(
      appOf([connection({ name: 'harbour' }), module({ name: 'getShip', sections: { scope: ['a'] } })]),
    );

    expect(app.connections.harbour?.sections).toEqual({ communication: {}, params: [], common: {} });
    expect(app.modules.getShip?.sections).toMatchObject({ scope: ['a'], samples: {}, interface: [] });
    expect(Object.keys(app.sections).sort()).toEqual(['base', 'common', 'groups', 'readme']);
  });
});

describe('roots', () => {
  test('of every slot are known', () => {
    const used = Object.values(SLOT_ROOTS).flatMap((slots) => Object.values(slots).flat());

    expect(used.filter((root) => !(root in ROOTS))).toEqual([]);
    expect(Object.keys(ROOTS).filter((root) => !used.some((name) => name === root))).toEqual([]);
  });

  test.each([
    ['module', 'request', 'body', false],
    ['module', 'laterRequest', 'body', true],
    ['module', 'response', 'item', false],
    ['module', 'item', 'item', true],
    ['module', 'wrapper', 'output', true],
    ['module', 'error', 'pagination', false],
    ['module', 'pagination', 'iterate', true],
    ['instantTrigger', 'request', 'payload', true],
    ['instantTrigger', 'item', 'item', false],
    ['webhook', 'request', 'connection', false],
    ['webhook', 'item', 'item', true],
    ['attach', 'request', 'webhook', true],
    ['oauth', 'request', 'oauth', true],
    ['connection', 'request', 'oauth', false],
    ['responder', 'response', 'parameters', true],
    ['responder', 'response', 'connection', false],
    ['trigger', 'request', 'trigger', true],
  ] as const)('in %s, %s: %s is %s', (context, phase, root, expected) => {
    expect(rootsOf(context, phase).includes(root)).toBe(expected);
  });
});

describe('parameter types', () => {
  test('are those of the schema', () => {
    const { definitions } = SCHEMA_FILES['parameter.json'] as {
      definitions: { type: { anyOf: { enum?: string[] }[] }; parameter: { properties: object } };
    };

    expect(definitions.type.anyOf.flatMap((branch) => branch.enum ?? []).sort()).toEqual([...USABLE_TYPES].sort());
    expect(Object.keys(definitions.parameter.properties).sort()).toEqual([...ALL_ATTRIBUTES].sort());
  });

  test('are unique, and found by name', () => {
    expect(new Set(PARAMETER_TYPES.map(({ name }) => name)).size).toBe(PARAMETER_TYPES.length);
    expect(parameterType('uinteger')).toMatchObject({ form: 'number', use: 'offered' });
    expect(parameterType('account:harbour')).toMatchObject({ name: 'account', use: 'platform' });
    expect([parameterType('account'), parameterType('text:a'), parameterType('{{x}}')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('names', () => {
  test.each([
    ['app', ['abc', 'my-app-2', 'a'.repeat(30)], ['ab', 'My-app', 'app-', '2app', 'a'.repeat(31), 'a_b']],
    ['connection', ['abc', 'My-key-2', 'k'.repeat(35)], ['ab', 'k-', '-kk', 'k'.repeat(36), 'a_b']],
    ['module', ['abc', 'getShip2', 'g'.repeat(64)], ['ab', 'get-ship', '2get', 'g'.repeat(65)]],
    ['function', ['abc', 'f'.repeat(96)], ['ab', 'f'.repeat(97), 'f-f']],
    ['endpoint', ['abc', 'e'.repeat(128)], ['ab', 'e'.repeat(129), 'e.e']],
  ] as const)('of a kind %s are told from others', (kind, good, bad) => {
    const { pattern } = NAME_RULES[kind];

    expect(good.filter((name) => !pattern.test(name))).toEqual([]);
    expect(bad.filter((name) => pattern.test(name))).toEqual([]);
  });

  test('know the words of JavaScript', () => {
    expect(['class', 'yield', 'null', 'await'].map(isReservedWord)).toEqual([true, true, true, true]);
    expect(['get', 'of', 'getClass'].map(isReservedWord)).toEqual([false, false, false]);
  });
});

describe('codes', () => {
  test('of everything reported here are in the table, and the table holds no other', () => {
    const sources = ['scripts/manifest', 'scripts/layouts'].flatMap((dir) =>
      readdirSync(dir)
        .filter((file) => file.endsWith('.ts') && file !== 'codes.ts')
        .map((file) => readFileSync(join(dir, file), 'utf8')),
    );
    const used = new Set(
      sources.flatMap((text) => text.match(/'(?:MAN|REF)\d{3}'/g) ?? []).map((code) => code.slice(1, -1)),
    );

    expect([...used].sort()).toEqual(Object.keys(MANIFEST_CODES).sort());
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../scripts/core/problems.ts';
import { SCHEMA_NAMES } from '../../scripts/manifest/schema-names.ts';
import { validateSection } from '../../scripts/manifest/validate-section.ts';

describe('validateSection', () => {
  test('places what it finds inside the given place', () => {
    const place = { component: 'modules.getShip', section: 'communication', path: ['outer', 0] };

    const [problem] = validateSection('communication', [{ url: '/a', response: { 'a/b~c': 1 } }], place);

    expect(problem).toMatchObject({
      component: 'modules.getShip',
      section: 'communication',
      path: ['outer', 0, 0, 'response', 'a/b~c'],
    });
  });

  test('takes a key of digits for a key, and a position for a position', () => {
    const paths = [
      ...validateSection('communication', { response: { error: { '404': 1 } } }, {}),
      ...validateSection('scope', ['a', 1], {}),
    ].map(({ path }) => path);

    expect(paths).toEqual([['response', 'error', '404'], [1]]);
  });

  test('does not repeat long or secret values', () => {
    const [typed, formed] = [
      ...validateSection('communication', { log: 'sk-live-123456' }, {}),
      ...validateSection('parameters', `x${'long'.repeat(40)}`, {}),
    ].map(({ message }) => message);
    const [header] = validateSection('communication', { headers: 'Bearer sk-live-123456' }, {});

    expect(typed).toBe('"log" is text, but must be a collection.');
    expect(formed?.length).toBeLessThan(160);
    expect(header?.message).toBe('"headers" is not a collection or an IML expression that yields one.');
  });

  test('never speaks in terms of JSON Schema', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCHEMA_NAMES), fc.jsonValue(), (name, value) => {
        for (const problem of validateSection(name, value, {})) {
          expect(problem.code).toMatch(/^MAN0\d\d$/);
          expect(formatProblem(problem)).not.toMatch(/must NOT|JSON Schema|additional propert|undefined|\[object/);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('reports nothing twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCHEMA_NAMES), fc.jsonValue(), (name, value) => {
        const texts = validateSection(name, value, {}).map((problem) => JSON.stringify(problem));
        expect(new Set(texts).size).toBe(texts.length);
      }),
      { numRuns: 60 },
    );
  });
});

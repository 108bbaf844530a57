import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SchemaName } from '../../scripts/manifest/schema-names.ts';
import { SCHEMA_NAMES } from '../../scripts/manifest/schema-names.ts';
import { standaloneValidators } from '../../scripts/manifest/standalone.ts';
import type { SchemaError, Validator } from '../../scripts/manifest/validators.ts';
import { validatorFor } from '../../scripts/manifest/validators.ts';

let code = '';
let generated: (name: SchemaName) => Validator;

beforeAll(async () => {
  code = standaloneValidators();
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    validatorFor: typeof validatorFor;
  };
  generated = module.validatorFor;
});

/** What a report is made of. */
const shown = (errors: readonly SchemaError[]) =>
  errors.map(({ keyword, instancePath, params, parentSchema, data }) => ({
    keyword,
    instancePath,
    params,
    parentSchema,
    data,
  }));

/** Values that look like sections: known keys, wrong and right values. */
const KEYS = [
  'url',
  'method',
  'response',
  'error',
  'output',
  'iterate',
  'type',
  'name',
  'spec',
  'options',
  'nested',
  'endpoint',
  'isc',
  'codeFiles',
  'label',
];
const WORDS = ['GET', 'POST', '{{body.id}}', 'rpc://list', 'text', 'select', 'json', '', 'DataError', 'a b'];
const { value: sectionLike } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS),
    fc.integer({ min: -5, max: 400_000 }),
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
  ),
}));

describe('standaloneValidators', () => {
  test('need nothing but themselves', () => {
    expect(code).not.toMatch(/\brequire\(|\bimport\(|[;\n]\s*import\b/);
  });

  test('carry nothing only ajv reads', () => {
    expect(code).not.toMatch(/schemaPath|parentDataProperty|rootData/);
  });

  test('exist for every kind of document', () => {
    expect(SCHEMA_NAMES.filter((name) => typeof generated(name) !== 'function')).toEqual([]);
  });

  test('refuse a name there is no schema for', () => {
    expect(() => generated('nothing' as SchemaName)).toThrow('No schema is called "nothing".');
    expect(() => validatorFor('nothing' as SchemaName)).toThrow('No schema is called "nothing".');
  });

  test('agree with the validators compiled at run time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCHEMA_NAMES), sectionLike, (name, value) => {
        expect(shown(generated(name)(value))).toEqual(shown(validatorFor(name)(value)));
      }),
      { numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { PARAMETER_TYPES } from '../../scripts/manifest/parameter-types.ts';
import { declaredNames } from '../../scripts/parameters/declared.ts';
import { schemaOfFields } from '../../scripts/parameters/json-schema.ts';
import { prepareParameters } from '../../scripts/parameters/prepare.ts';
import { bundleValidationMessage, isParameterError } from '../../scripts/parameters/problems.ts';
import { secretNames } from '../../scripts/parameters/secrets.ts';
import { walkFields } from '../../scripts/parameters/walk.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const name = fc.constantFrom(...NAMES);
const type = fc.constantFrom(...PARAMETER_TYPES.map((row) => row.name), 'account:x', 'string', '{{x}}');
const scalar = fc.oneof(fc.string({ maxLength: 4 }), fc.integer({ min: -3, max: 3 }), fc.boolean());

const validate = fc.record(
  {
    min: fc.integer({ min: -2, max: 2 }),
    max: fc.integer({ min: -2, max: 4 }),
    pattern: fc.constantFrom('^a', '[', ''),
    enum: fc.array(scalar, { maxLength: 2 }),
    minItems: fc.integer({ min: 0, max: 2 }),
    maxItems: fc.integer({ min: 0, max: 2 }),
    past: fc.boolean(),
    unique: fc.oneof(fc.boolean(), fc.constant({ by: 'a' })),
  },
  { requiredKeys: [] },
);

/** Sections that make sense more often than not. */
const { section } = fc.letrec<{ section: Json; field: Json; options: Json }>((tie) => ({
  section: fc.oneof(
    { depthSize: 'small' },
    fc.constant([]),
    fc.array(fc.oneof({ weight: 9, arbitrary: tie('field') }, { weight: 1, arbitrary: fc.constant('rpc://more') }), {
      maxLength: 4,
    }),
  ) as fc.Arbitrary<Json>,
  options: fc.oneof(
    fc.constantFrom('rpc://options', undefined),
    fc.array(fc.record({ value: scalar, label: fc.string(), nested: tie('section') }, { requiredKeys: ['value'] }), {
      maxLength: 3,
    }),
  ) as fc.Arbitrary<Json>,
  field: fc.record(
    {
      name,
      type,
      label: fc.string({ maxLength: 5 }),
      required: fc.boolean(),
      default: scalar,
      validate: fc.oneof(validate, fc.constant(false)),
      options: tie('options'),
      multiple: fc.boolean(),
      editable: fc.boolean(),
      mappable: fc.boolean(),
      disabled: fc.constant(false),
      nested: tie('section'),
      spec: fc.oneof(tie('section'), tie('field')),
      reversedNested: fc.boolean(),
    },
    { requiredKeys: ['name', 'type'] },
  ) as fc.Arbitrary<Json>,
}));

const inputValue = fc.oneof(
  scalar,
  fc.constantFrom(null, '', '2024-05-17', '#aabbcc', '10:30', '{{1.a}}', 'https://a.example', 'x@y', '{"j":1}', 'UTC'),
  fc.date({ noInvalidDate: true }),
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(name, scalar, { maxKeys: 3 }),
  fc.array(fc.dictionary(name, scalar, { maxKeys: 3 }), { maxLength: 2 }),
);

const input = fc.dictionary(fc.constantFrom(...NAMES, 'e'), inputValue);

/** Names every field of a section f0, f1, … in document order: of two equal names that show at once, one reading would feed the other. */
function withDistinctNames(fields: Json): Json {
  const copy = structuredClone(fields);
  let count = 0;
  walkFields(copy, ({ field }) => Object.assign(field, { name: `f${count++}` }));
  return copy;
}

/** Input for the first fields of such a section. */
const inputByNumber = fc
  .array(inputValue, { maxLength: 12 })
  .map((items) => Object.fromEntries(items.map((item, at) => [`f${at}`, item])));

const options = { now: () => new Date('2024-06-15T12:00:00Z') };

describe('prepareParameters', () => {
  test('never throws, whatever section and input are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(section, fc.jsonValue()), fc.oneof(input, fc.anything()), async (fields, given) => {
        const { values, problems } = await prepareParameters(fields, given, options);

        expect(typeof values).toBe('object');
        expect(typeof bundleValidationMessage(problems)).toMatch(/string|undefined/);
      }),
      { numRuns: 600 },
    );
  });

  test('never throws on values of any kind for fields of any type', async () => {
    await fc.assert(
      fc.asyncProperty(
        type,
        fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }),
        async (kind, value) => {
          const { problems } = await prepareParameters([{ name: 'x', type: kind, options: [] }], { x: value }, options);

          expect(Array.isArray(problems)).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('changes nothing in values it has prepared', async () => {
    let prepared = 0;
    await fc.assert(
      fc.asyncProperty(section.map(withDistinctNames), inputByNumber, async (fields, given) => {
        const first = await prepareParameters(fields, given, options);
        if (first.problems.some(isParameterError)) return;
        prepared++;

        const second = await prepareParameters(fields, first.values, options);

        expect(second.problems.filter(isParameterError)).toEqual([]);
        expect(second.values).toEqual(first.values);
      }),
      { numRuns: 800 },
    );
    expect(prepared).toBeGreaterThan(50);
  });

  test('does not change its input', async () => {
    await fc.assert(
      fc.asyncProperty(section, input, async (fields, given) => {
        const before = [structuredClone(fields), structuredClone(given)];

        await prepareParameters(fields, given, options);

        expect([fields, given]).toEqual(before);
      }),
    );
  });

  test('never shows a secret', async () => {
    const SECRET = 'tok_5f2e9c71';
    const resolveRpc = async (_: unknown, values: object) => {
      throw new Error(`refused: ${JSON.stringify(values)}`);
    };
    let withProblems = 0;
    await fc.assert(
      fc.asyncProperty(section, name, input, async (fields, secret, given) => {
        const password = { name: secret, type: 'password', validate: { enum: ['x'] } };
        const all = Array.isArray(fields) ? [...fields, password] : [password];

        const { problems } = await prepareParameters(all, { ...given, [secret]: SECRET }, { ...options, resolveRpc });

        withProblems += problems.length > 0 ? 1 : 0;
        expect(JSON.stringify(problems)).not.toContain(SECRET);
        expect(secretNames(all)).toContainEqual([secret]);
      }),
      { numRuns: 400 },
    );
    expect(withProblems).toBeGreaterThan(50);
  });

  test('gives no names but declared ones, unless an RPC may add some', async () => {
    await fc.assert(
      fc.asyncProperty(section, input, async (fields, given) => {
        const { names, isOpen, optionReferences } = declaredNames(fields);
        const { values } = await prepareParameters(fields, given, options);

        if (isOpen || optionReferences.length > 0) return;
        expect(Object.keys(values).filter((key) => !names.has(key))).toEqual([]);
      }),
    );
  });
});

test('schemaOfFields gives JSON for any section', () => {
  fc.assert(
    fc.property(fc.oneof(section, fc.jsonValue()), (fields) => {
      const schema = schemaOfFields(fields, { purpose: 'parameters' });

      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    }),
  );
});

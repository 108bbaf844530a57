import { describe, expect, test } from 'vitest';
import { COMMON_ATTRIBUTES, PARAMETER_TYPES } from '../../scripts/manifest/parameter-types.ts';
import { prepareOne } from './rows.ts';

const MOMENT = new Date('2024-05-17T08:00:00.000Z');
const FILTER = [[{ a: 'name', o: 'text:equal', b: 'x' }]];

/** For every type a value an app may get, and what else its field needs. */
const SAMPLES: Readonly<
  Record<string, { readonly given: unknown; readonly value?: unknown; readonly field?: object }>
> = {
  any: { given: { a: [1] } },
  array: { given: ['a'], field: { spec: { type: 'text' } } },
  boolean: { given: 'true', value: true },
  buffer: { given: 'abc', value: Buffer.from('abc') },
  cert: { given: '-----BEGIN CERTIFICATE-----' },
  collection: { given: { a: '1' }, value: { a: 1 }, field: { spec: [{ name: 'a', type: 'number' }] } },
  color: { given: '#aabbcc' },
  date: { given: '2024-05-17T10:00:00+02:00', value: MOMENT },
  email: { given: 'eva@firma.example' },
  file: { given: '/docs/a.txt' },
  filename: { given: 'a.txt' },
  filter: { given: FILTER },
  folder: { given: '/docs' },
  hidden: { given: 'kept' },
  integer: { given: '-5', value: -5 },
  json: { given: '{"a":1}' },
  number: { given: '1.5', value: 1.5 },
  password: { given: 'hush' },
  path: { given: 'a/b' },
  pkey: { given: '-----BEGIN PRIVATE KEY-----' },
  port: { given: 443 },
  select: { given: 'b', field: { options: [{ value: 'a' }, { value: 'b' }] } },
  text: { given: 'x' },
  time: { given: '10:30' },
  timestamp: { given: MOMENT, value: 1715932800 },
  timezone: { given: 'Europe/Prague' },
  udt: { given: 7 },
  uinteger: { given: 5 },
  upload: { given: ['a'] },
  url: { given: 'https://a.example' },
  uuid: { given: '0d9f0c61-6a2e-4f3c-9a51-5d9c9c6f1a11' },
  checkbox: { given: true },
  radio: { given: 'a', field: { options: [{ value: 'a' }] } },
  list: { given: 'a', field: { options: [{ value: 'a' }] } },
};

const offered = PARAMETER_TYPES.filter(({ use, visual }) => use !== 'platform' && !visual);

test('there is a sample of every type an app may use', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(offered.map(({ name }) => name).sort());
});

describe('§4.3: a field of type', () => {
  test.each(Object.entries(SAMPLES))('%s takes its value', async (type, { given, field, value = given }) => {
    const { values, problems } = await prepareOne({ type, ...field }, given);

    expect([values, problems]).toEqual([{ x: value }, []]);
  });

  test.each(Object.entries(SAMPLES))(
    '%s is absent when nobody fills it in, whatever its default (ASM-56)',
    async (type, { given, field }) => {
      const { values, problems } = await prepareOne({ type, ...field }, undefined);
      expect([values, problems]).toEqual([{}, []]);

      const preset = await prepareOne({ type, ...field, default: given as never }, undefined);
      expect(Object.keys(preset.values)).toEqual(type === 'hidden' ? ['x'] : []);
    },
  );

  test.each(Object.entries(SAMPLES))('%s is mandatory when required', async (type, { given, field }) => {
    const required = { type, ...field, required: true };

    for (const nothing of [undefined, null, '']) {
      const { problems } = await prepareOne(required, nothing);
      expect(
        problems.map(({ kind }) => kind),
        String(nothing),
      ).toEqual(['mandatory']);
    }
    expect((await prepareOne(required, given)).problems).toEqual([]);
  });

  test.each(PARAMETER_TYPES.filter(({ visual }) => visual).map(({ name }) => name))(
    '%s is only looked at',
    async (type) => {
      const { values, problems } = await prepareOne({ type, required: true, label: 'L' }, undefined);

      expect([values, problems]).toEqual([{}, []]);
    },
  );

  test.each(PARAMETER_TYPES.filter(({ use }) => use === 'platform').map(({ name }) => name))(
    '%s, which only the platform sets, is passed on',
    async (type) => {
      expect((await prepareOne({ type }, 12)).values).toEqual({ x: 12 });
    },
  );
});

/** Attributes that change nothing of a value, each with what an author may write. */
const INERT: Readonly<Record<string, unknown>> = {
  label: 'Label',
  help: '**Help**',
  advanced: true,
  readonly: true,
  mappable: { help: 'Map it.' },
  editable: { enabled: true, help: 'Type it.' },
  mode: 'edit',
  nested: [{ name: 'inner', type: 'text' }],
  rpc: { label: 'Find', url: 'rpc://find' },
  validate: {},
  semantic: 'file:name',
  metadata: { a: 1 },
  labels: { add: 'Add' },
  visible: '{{true}}',
  convert: { type: 'text' },
  required: true,
  default: 'other',
};
const ACTIVE = ['name', 'type', 'disabled', 'omit'];

test('every common attribute is known to change values or not to', () => {
  expect([...Object.keys(INERT), ...ACTIVE].sort()).toEqual([...COMMON_ATTRIBUTES].sort());
});

test.each(Object.entries(INERT))('§4.2: %s leaves a value alone', async (name, attribute) => {
  const { values, problems } = await prepareOne({ type: 'text', [name]: attribute } as never, 'x');

  expect([values, problems]).toEqual([{ x: 'x' }, []]);
});

test.each(['disabled', 'omit'])('§14: a field that is %s is not submitted', async (name) => {
  expect((await prepareOne({ type: 'text', [name]: true }, 'x')).values).toEqual({});
});

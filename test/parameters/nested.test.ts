import { describe, expect, test } from 'vitest';
import { prepareModuleParameters, prepareParameters } from '../../scripts/parameters/prepare.ts';

const messages = ({ problems }: { problems: readonly { name: string; message: string }[] }) =>
  problems.map(({ name, message }) => `${name}: ${message}`);

const id = { name: 'roomId', type: 'text', required: true };
const email = { name: 'email', type: 'email' };

/** Each way to hold nested fields, whose value shows `roomId`. */
const HOLDERS = [
  ['an option', { type: 'select', options: [{ value: 'room', nested: [id] }, { value: 'none' }] }, 'room', 'none'],
  [
    'an option in a group',
    { type: 'select', options: [{ label: 'G', options: [{ value: 'room', nested: [id] }, { value: 'none' }] }] },
    'room',
    'none',
  ],
  [
    'an option of a store',
    { type: 'select', options: { store: [{ value: 'room', nested: [id] }, { value: 'none' }] } },
    'room',
    'none',
  ],
  [
    'the options together',
    { type: 'select', options: { store: [{ value: 'room' }], nested: [id] } },
    'room',
    undefined,
  ],
  ['the select itself', { type: 'select', options: [{ value: 'room' }], nested: [id] }, 'room', undefined],
  ['a boolean', { type: 'boolean', nested: [id] }, true, false],
  ['a reversed boolean', { type: 'boolean', nested: [id], reversedNested: true }, false, true],
  ['the true side of a boolean', { type: 'boolean', nested: { true: [id], false: [email] } }, true, false],
  ['the false side of a boolean', { type: 'boolean', nested: { true: [email], false: [id] } }, false, true],
  ['an unset boolean', { type: 'boolean', nested: [id] }, true, undefined],
  ['a checkbox', { type: 'checkbox', nested: [id] }, true, false],
  ['a text', { type: 'text', nested: [id] }, 'anything', undefined],
  ['a store with a domain', { type: 'boolean', nested: { store: [id], domain: 'expect' } }, true, false],
  [
    'the files of a store',
    { type: 'file', options: { store: [{ value: 'a.txt' }], nested: [id] } },
    'a.txt',
    undefined,
  ],
  [
    'a placeholder',
    { type: 'select', options: { store: [{ value: 'a' }], placeholder: { label: 'New', nested: [id] } } },
    undefined,
    'a',
  ],
] as const;

describe('nested fields', () => {
  test.each(HOLDERS)('of %s land beside it', async (_, holder, shown) => {
    const section = [{ name: 'mode', ...holder }];
    const input = { ...(shown !== undefined && { mode: shown }), roomId: 'r1' };

    const prepared = await prepareParameters(section, input);

    expect(prepared).toMatchObject({ values: input, problems: [] });
  });

  test.each(HOLDERS)('of %s are required while they show', async (_, holder, shown) => {
    const prepared = await prepareParameters([{ name: 'mode', ...holder }], shown === undefined ? {} : { mode: shown });

    expect(messages(prepared)).toEqual(['roomId: Field is mandatory.']);
  });

  test.each(HOLDERS)('of %s are not required while hidden', async (_, holder, __, hidden) => {
    const prepared = await prepareParameters(
      [{ name: 'mode', ...holder }],
      hidden === undefined ? {} : { mode: hidden },
    );

    expect(prepared.problems).toEqual([]);
  });

  test.each(HOLDERS)('of %s are ignored, with a warning, while hidden', async (_, holder, __, hidden) => {
    const input = { ...(hidden !== undefined && { mode: hidden }), roomId: 'r1' };

    const { values, problems } = await prepareParameters([{ name: 'mode', ...holder }], input);

    expect(values).not.toHaveProperty('roomId');
    expect(problems).toMatchObject([{ kind: 'inactive', severity: 'warning', path: ['roomId'] }]);
  });

  test('nest in each other', async () => {
    const inner = { name: 'kind', type: 'select', options: [{ value: 'x', nested: [id] }] };
    const section = [{ name: 'mode', type: 'boolean', nested: [inner] }];

    const prepared = await prepareParameters(section, { mode: true, kind: 'x', roomId: '1' });

    expect(prepared).toMatchObject({ values: { mode: true, kind: 'x', roomId: '1' }, problems: [] });
  });

  test('of a multiple select show for every chosen option', async () => {
    const options = [
      { value: 'a', nested: [id] },
      { value: 'b', nested: [email] },
    ];
    const section = [{ name: 'mode', type: 'select', multiple: true, options }];

    const { values } = await prepareParameters(section, { mode: ['a', 'b'], roomId: '1', email: 'a@b.example' });

    expect(values).toEqual({ mode: ['a', 'b'], roomId: '1', email: 'a@b.example' });
  });

  test('live in the items of an array', async () => {
    const kind = { name: 'kind', type: 'select', options: [{ value: 'x', nested: [{ name: 'n', type: 'number' }] }] };
    const section = [{ name: 'filters', type: 'array', spec: [kind] }];

    const { values } = await prepareParameters(section, { filters: [{ kind: 'x', n: '5' }] });

    expect(values).toEqual({ filters: [{ kind: 'x', n: 5 }] });
  });

  test('of the same name take the reading of the branch that shows', async () => {
    const options = [
      { value: 'number', nested: [{ name: 'v', type: 'number' }] },
      { value: 'flag', nested: [{ name: 'v', type: 'boolean' }] },
    ];
    const section = [{ name: 'kind', type: 'select', options }];

    expect((await prepareParameters(section, { kind: 'number', v: '1' })).values).toEqual({ kind: 'number', v: 1 });
    expect((await prepareParameters(section, { kind: 'flag', v: '1' })).values).toEqual({ kind: 'flag', v: true });
  });

  describe('of a select: precedence', () => {
    const own = { name: 'own', type: 'text' };
    const general = { name: 'general', type: 'text' };
    const fallback = { name: 'fallback', type: 'text' };
    const store = [{ value: 'rich', nested: [own] }, { value: 'plain' }];
    const select = {
      name: 'x',
      type: 'select',
      editable: true,
      options: { store, nested: [general], placeholder: { nested: [fallback] } },
    };
    const all = { own: '1', general: '2', fallback: '3' };

    test.each([
      ["an option's own", 'rich', { own: '1' }],
      ['the general ones for other options', 'plain', { general: '2' }],
      ['the general ones for a typed value', 'typed', { general: '2' }],
      ["the placeholder's for an empty select", undefined, { fallback: '3' }],
    ])('%s', async (_, value, expected) => {
      const { values } = await prepareParameters([select], { ...(value && { x: value }), ...all });

      expect(values).toEqual({ ...(value && { x: value }), ...expected });
    });

    test("the placeholder's for a typed value when there are no general ones", async () => {
      const section = [{ ...select, options: { store, placeholder: { nested: [fallback] } } }];

      expect((await prepareParameters(section, { x: 'typed', ...all })).values).toEqual({ x: 'typed', fallback: '3' });
    });

    test('the general ones for a choice mapped at design time', async () => {
      const { values } = await prepareParameters([select], { x: '{{1.a}}', ...all }, { iml: 'unresolved' });

      expect(values).toEqual({ x: '{{1.a}}', general: '2' });
    });
  });
});

describe('prepareModuleParameters', () => {
  const sections = {
    staticParameters: [
      { name: 'table', type: 'text' },
      { name: 'shared', type: 'number' },
    ],
    mappableParameters: [
      { name: 'row', type: 'text' },
      { name: 'shared', type: 'text' },
    ],
  };

  test('fills one namespace from both sections, the mappable one winning', async () => {
    const prepared = await prepareModuleParameters(sections, { table: 't', row: 'r', shared: '5' });

    expect(prepared).toMatchObject({ values: { table: 't', row: 'r', shared: '5' }, problems: [] });
  });

  test('lets nobody map static parameters', async () => {
    const prepared = await prepareModuleParameters(sections, { table: '{{1.t}}', row: '{{1.r}}' });

    expect(prepared.values).toEqual({ row: '{{1.r}}' });
    expect(messages(prepared)).toEqual(['table: Value contains prohibited IML expression.']);
  });

  test('reports a name neither section has', async () => {
    const prepared = await prepareModuleParameters(sections, { tabel: 't' });

    expect(prepared.problems).toMatchObject([{ kind: 'unknown', fix: 'did you mean "table"?' }]);
  });
});

describe('input nobody asked for', () => {
  const section = [{ name: 'limit', type: 'number' }];

  test('is dropped with a warning and a suggestion', async () => {
    const { values, problems } = await prepareParameters(section, { limt: 5 });

    expect(values).toEqual({});
    expect(problems).toMatchInlineSnapshot(`
      [
        {
          "fix": "did you mean "limit"?",
          "kind": "unknown",
          "label": "limt",
          "message": "Unknown field 'limt'.",
          "name": "limt",
          "path": [
            "limt",
          ],
          "severity": "warning",
        },
      ]
    `);
  });

  test('is an error when strict', async () => {
    const { problems } = await prepareParameters(section, { limt: 5 }, { strict: true });

    expect(problems).toMatchObject([{ severity: 'error' }]);
  });

  test('names what there is when nothing is near', async () => {
    const { problems } = await prepareParameters(section, { colour: 5 });

    expect(problems).toMatchObject([{ fix: 'the parameters here are limit.' }]);
  });

  test('is passed over when the platform put it there', async () => {
    expect(await prepareParameters(section, { __IMTCONN__: 12 })).toMatchObject({ values: {}, problems: [] });
  });

  test('does not reach the prototype', async () => {
    const input = JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>;
    const { values } = await prepareParameters([{ name: '__proto__', type: 'any' }], input);

    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    expect(Object.hasOwn(values, '__proto__')).toBe(true);
  });

  test('is nothing when the input is no collection', async () => {
    expect((await prepareParameters(section, 'limit=5')).values).toEqual({});
  });
});

describe('the order of values', () => {
  test('is the declared one', async () => {
    const { values } = await prepareParameters([{ name: 'a' }, { name: 'b' }, { name: 'c' }], {
      c: '3',
      a: '1',
      b: '2',
    });

    expect(Object.keys(values)).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['given', false, ['b', 'a']],
    ['declared, with sequence', true, ['a', 'b']],
  ])('in a collection is the one %s', async (_, sequence, expected) => {
    const section = [{ name: 'c', type: 'collection', sequence, spec: [{ name: 'a' }, { name: 'b' }] }];

    const { values } = await prepareParameters(section, { c: { b: '1', a: '2' } });

    expect(Object.keys(values.c as object)).toEqual(expected);
  });
});

test('a field without a name is reported, not fatal', async () => {
  const { problems } = await prepareParameters([{ type: 'text' }, { type: 'banner', text: 'Hi' }], {});

  expect(problems).toMatchObject([
    { kind: 'definition', severity: 'warning', message: 'Object contains field with unknown name.' },
  ]);
});

import { describe, expect, test } from 'vitest';
import type { ResolveRpc } from '../../scripts/parameters/preparation.ts';
import { prepareParameters } from '../../scripts/parameters/prepare.ts';

/** Answers RPCs from a table and remembers what was asked. */
function answering(answers: Readonly<Record<string, unknown>>) {
  const asked: { name: string; values: unknown }[] = [];
  const resolveRpc: ResolveRpc = async ({ name }, values) => {
    asked.push({ name, values });
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, resolveRpc };
}

const findings = ({ problems }: { problems: readonly { severity: string; message: string }[] }) =>
  problems.map(({ severity, message }) => `${severity}: ${message}`);

describe('fields from an RPC', () => {
  const section = [{ name: 'board', type: 'text' }, 'rpc://columns?kind=text', { name: 'last', type: 'number' }];

  test('take the place of the reference', async () => {
    const { resolveRpc } = answering({ columns: [{ name: 'price', type: 'number' }] });

    const { values, problems } = await prepareParameters(
      section,
      { last: '2', price: '1', board: 'b' },
      { resolveRpc },
    );

    expect(Object.entries(values)).toEqual([
      ['board', 'b'],
      ['price', 1],
      ['last', 2],
    ]);
    expect(problems).toEqual([]);
  });

  test('are asked for with the values so far, the query on top', async () => {
    const { asked, resolveRpc } = answering({ columns: [] });

    await prepareParameters(section, { board: 'b', kind: 'mine' }, { resolveRpc });

    expect(asked).toEqual([{ name: 'columns', values: { board: 'b', kind: 'text' } }]);
  });

  test('may be the whole section', async () => {
    const { resolveRpc } = answering({ columns: [{ name: 'price', type: 'number' }] });

    expect((await prepareParameters('rpc://columns', { price: '1' }, { resolveRpc })).values).toEqual({ price: 1 });
  });

  test('may be a single one', async () => {
    const { resolveRpc } = answering({ columns: { name: 'price', type: 'number' } });

    expect((await prepareParameters('rpc://columns', { price: '1' }, { resolveRpc })).values).toEqual({ price: 1 });
  });

  test('may be nested under an option', async () => {
    const { asked, resolveRpc } = answering({ columns: [{ name: 'price', type: 'number' }] });
    const select = { name: 'mode', type: 'select', options: [{ value: 'a', nested: 'rpc://columns' }, { value: 'b' }] };

    expect((await prepareParameters([select], { mode: 'a', price: '1' }, { resolveRpc })).values).toEqual({
      mode: 'a',
      price: 1,
    });
    expect((await prepareParameters([select], { mode: 'b' }, { resolveRpc })).values).toEqual({ mode: 'b' });
    expect(asked).toHaveLength(1);
  });

  test('inside a collection see the values around it', async () => {
    const { asked, resolveRpc } = answering({ columns: [] });
    const inner = [{ name: 'board' }, { name: 'row', type: 'collection', spec: [{ name: 'id' }, 'rpc://columns'] }];

    await prepareParameters(inner, { board: 'b', row: { id: '1' } }, { resolveRpc });

    expect(asked[0]?.values).toEqual({ board: 'b', row: { id: '1' }, id: '1' });
  });

  test('are accepted with a note when nobody is asked', async () => {
    const prepared = await prepareParameters(section, { board: 'b', price: '1' });

    expect(prepared.values).toEqual({ board: 'b', price: '1' });
    expect(findings(prepared)).toEqual([
      'info: Accepted as it is: only rpc://columns?kind=text could tell whether this parameter exists.',
    ]);
  });

  test('that call themselves come to an end', async () => {
    const { asked, resolveRpc } = answering({ loop: ['rpc://loop', { name: 'a' }] });

    const prepared = await prepareParameters('rpc://loop', { a: '1' }, { resolveRpc });

    expect(findings(prepared)).toEqual(['warning: rpc://loop answers with references to RPCs without end.']);
    expect(asked.length).toBeLessThan(20);
    expect(prepared.values).toEqual({ a: '1' });
  });
});

describe('an RPC that gives nothing', () => {
  test.each([
    ['no data', undefined, 'warning: Remote resource rpc://columns returned no data.'],
    ['an error', new Error('[500] down'), 'warning: Failed to resolve remote resource rpc://columns: [500] down'],
  ])('is reported: %s', async (_, answer, expected) => {
    const { resolveRpc } = answering({ columns: answer });

    expect(findings(await prepareParameters('rpc://columns', {}, { resolveRpc }))).toEqual([expected]);
  });

  test('does not pass a secret on in its message', async () => {
    const { resolveRpc } = answering({ columns: new Error('bad token tok-9f8e7d') });
    const section = ['rpc://columns', { name: 'token', type: 'password' }];

    expect(findings(await prepareParameters(section, { token: 'tok-9f8e7d' }, { resolveRpc }))).toEqual([
      'warning: Failed to resolve remote resource rpc://columns: bad token ***',
    ]);
  });
});

describe('options from an RPC', () => {
  const select = { name: 'room', type: 'select', options: 'rpc://rooms' };
  const rooms = [
    { label: 'Hall', value: 'r1' },
    { label: 'Attic', value: 'r2', nested: [{ name: 'floor', type: 'number' }] },
  ];

  test('are matched', async () => {
    const { resolveRpc } = answering({ rooms });

    expect(await prepareParameters([select], { room: 'r1' }, { resolveRpc })).toMatchObject({
      values: { room: 'r1' },
      problems: [],
    });
  });

  test('may bring nested fields', async () => {
    const { resolveRpc } = answering({ rooms });

    expect((await prepareParameters([select], { room: 'r2', floor: '3' }, { resolveRpc })).values).toEqual({
      room: 'r2',
      floor: 3,
    });
  });

  test('win over static options with their nested fields', async () => {
    const { resolveRpc } = answering({ rooms });
    const both = { ...select, options: [{ value: 'r2', nested: [{ name: 'stairs' }] }, 'rpc://rooms'] };

    expect((await prepareParameters([both], { room: 'r2', floor: '3', stairs: 'x' }, { resolveRpc })).values).toEqual({
      room: 'r2',
      floor: 3,
    });
  });

  test.each([
    ['only a warning where values may be mapped', {}, 'warning'],
    ['an error where they may not', { mappable: false }, 'error'],
    ['only a warning where they may be typed', { mappable: false, editable: true }, 'warning'],
  ])('missing the value: %s', async (_, attributes, severity) => {
    const { resolveRpc } = answering({ rooms });

    const prepared = await prepareParameters([{ ...select, ...attributes }], { room: 'r9' }, { resolveRpc });

    expect(findings(prepared)).toEqual([`${severity}: Value 'r9' not found in options.`]);
  });

  test('are asked for once for many items', async () => {
    const { asked, resolveRpc } = answering({ rooms });
    const section = [{ name: 'list', type: 'array', spec: { type: 'select', options: 'rpc://rooms' } }];

    await prepareParameters(section, { list: ['r1', 'r2', 'r1'] }, { resolveRpc });

    expect(asked).toHaveLength(1);
  });

  test('are not asked for when nothing is chosen', async () => {
    const { asked, resolveRpc } = answering({ rooms });

    await prepareParameters([select], {}, { resolveRpc });

    expect(asked).toEqual([]);
  });

  test('take a misspelt name for a field of an option, but warn', async () => {
    const prepared = await prepareParameters([select, { name: 'limit' }], { room: 'r1', limt: 5 });

    expect(prepared.problems.at(-1)).toMatchObject({ severity: 'warning', name: 'limt', fix: 'did you mean "limit"?' });
  });
});

describe('a file store', () => {
  const field = { name: 'file', type: 'file', options: 'rpc://list' };
  const folders: Readonly<Record<string, readonly string[]>> = { '': ['docs'], '/docs': ['a.txt'] };
  const resolveRpc: ResolveRpc = async (_, { file }) => folders[String(file)]?.map((value) => ({ value }));

  test('is looked up level by level', async () => {
    expect(await prepareParameters([field], { file: '/docs/a.txt' }, { resolveRpc })).toMatchObject({
      values: { file: '/docs/a.txt' },
      problems: [],
    });
  });

  test('warns of a path it does not have', async () => {
    expect(findings(await prepareParameters([field], { file: '/docs/b.txt' }, { resolveRpc }))).toEqual([
      "warning: Path '/docs/b.txt' not found in options.",
    ]);
  });

  test('refuses such a path where nobody may map one', async () => {
    const fixed = { ...field, mappable: false };

    expect(findings(await prepareParameters([fixed], { file: '/music' }, { resolveRpc }))).toEqual([
      "error: Path '/music' not found in options.",
    ]);
  });
});

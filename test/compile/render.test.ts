import { describe, expect, test } from 'vitest';
import * as dsl from '#dsl';
import { renderFields } from '../../scripts/compile/render-fields.ts';
import { renderValue, type Spot } from '../../scripts/compile/render-value.ts';
import type { Problem } from '../../scripts/core/problems.ts';

const {
  array,
  boolean,
  collection,
  defineRpc,
  fieldsFrom,
  file,
  fn,
  iml,
  parameters,
  reply,
  request,
  select,
  spread,
  text,
  uinteger,
  withQuery,
} = dsl;

function spot(problems: Problem[] = []): Spot {
  return {
    component: 'modules.x',
    section: 'communication',
    path: [],
    sink: { problem: (problem) => problems.push(problem) },
  };
}

/** What the build would write, as text, so that the order of keys counts. */
const rendered = (value: unknown): string | undefined => JSON.stringify(renderValue(value, spot()));
const fields = (set: unknown): string | undefined => JSON.stringify(renderFields(set, spot()));

const p = parameters({
  id: text(),
  tags: array({ spec: { k: text(), v: text() } }),
  count: uinteger(),
  'odd key': text(),
});
const { body } = reply<{ data: { id: string }[]; next?: string }>();
const list = defineRpc({ name: 'list', label: 'List', communication: { url: '/list' } });
const step = request({ url: '/first', response: { temp: { next: body.next } } });

describe('renderValue', () => {
  test.each<[string, unknown, string]>([
    ['a reference', p.id, '"{{parameters.id}}"'],
    ['a name that needs backticks', p['odd key'], '"{{parameters.`odd key`}}"'],
    ['a template', iml`/users/${fn.ifempty(p.id, 'me')}`, `"/users/{{ifempty(parameters.id, 'me')}}"`],
    ['a call', fn.length(p.tags), '"{{length(parameters.tags)}}"'],
    ['a whole set of parameters', p, '"{{parameters}}"'],
    ['hand-written IML, as it is', '{{ body.a }} b', '"{{ body.a }} b"'],
    ['plain values', [true, null, 0, -1.5, ''], '[true,null,0,-1.5,""]'],
    ['keys in the order written', { b: 1, a: { d: p.count, c: 2 } }, '{"b":1,"a":{"d":"{{parameters.count}}","c":2}}'],
    [
      'two spreads side by side as one of their merger',
      { a: 1, ...spread(body), ...spread(p), b: 2 },
      '{"a":1,"{{...}}":"{{mergeCollections(body, parameters)}}","b":2}',
    ],
    ['no key for undefined', { a: undefined, b: { c: undefined } }, '{"b":{}}'],
    ['null', { a: null }, '{"a":null}'],
    [
      'a spread key where it stands',
      { a: 1, ...spread(fn.toCollection(p.tags, 'k', 'v')), b: 2 },
      `{"a":1,"{{...}}":"{{toCollection(parameters.tags, 'k', 'v')}}","b":2}`,
    ],
    [
      'an earlier request',
      [step, { url: '/second' }],
      '[{"url":"/first","response":{"temp":{"next":"{{body.next}}"}}},{"url":"/second"}]',
    ],
    ['an RPC', list, '"rpc://list"'],
    ['an RPC with a query', withQuery(list, { kind: 'a b', n: 1 }), '"rpc://list?kind=a%20b&n=1"'],
  ])('writes %s', (_, value, expected) => {
    expect(rendered(value)).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['a function', () => 1],
    ['an instance of a class', new Map()],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['a field', text()],
    ['undefined in a list', [undefined]],
  ])('refuses %s', (_, value) => {
    const problems: Problem[] = [];

    renderValue({ at: value }, spot(problems));

    expect(problems).toMatchObject([
      { code: 'MAN210', severity: 'error', component: 'modules.x', section: 'communication' },
    ]);
  });

  test('ends on a value that holds itself', () => {
    const problems: Problem[] = [];
    const loop: Record<string, unknown> = {};
    loop.again = loop;

    renderValue(loop, spot(problems));

    expect(problems).toMatchObject([
      { code: 'MAN210', message: 'JSON cannot carry a value nested deeper than 100 levels.' },
    ]);
  });

  test('reports spreads that cannot become one', () => {
    const problems: Problem[] = [];

    renderValue({ ...spread(p), a: 1, ...spread(body) }, spot(problems));

    expect(problems.map(({ code, fix }) => `${code} ${fix}`)).toEqual([
      'MAN215 write the spreads side by side, or merge the collections with fn.mergeCollections(a, b).',
    ]);
  });

  test('merges what is spread without spread()', () => {
    expect(renderValue({ a: 1, ...p, ...body }, spot([]))).toEqual({
      a: 1,
      '{{...}}': '{{mergeCollections(parameters, body)}}',
    });
    expect(renderValue({ ...body, ...body }, spot([]))).toEqual({ '{{...}}': '{{body}}' });
  });

  test('reports what is spread without spread() and cannot be merged', () => {
    const problems: Problem[] = [];

    renderValue({ ...p, a: 1, ...body }, spot(problems));

    expect(problems.map(({ code }) => code)).toEqual(['MAN215']);
  });

  test('hands on what is wrong with a DSL value', () => {
    const problems: Problem[] = [];

    renderValue({ a: iml`${fn.ifempty(p.id, '')}` }, spot(problems));

    expect(problems).toMatchObject([{ severity: 'error', component: 'modules.x', path: ['a'] }]);
  });
});

describe('renderFields', () => {
  test.each<[string, unknown, string]>([
    [
      'fields as a list, attributes as written',
      parameters({ a: text({ label: 'A', required: true }), b: uinteger({ default: 0, label: 'B' }) }),
      '[{"name":"a","type":"text","label":"A","required":true},{"name":"b","type":"uinteger","default":0,"label":"B"}]',
    ],
    ['a plain set of fields', { a: text() }, '[{"name":"a","type":"text"}]'],
    ['no fields', {}, '[]'],
    [
      'a list of plain values',
      { a: array({ spec: text({ label: 'X' }) }) },
      '[{"name":"a","type":"array","spec":{"type":"text","label":"X"}}]',
    ],
    [
      'a list of collections',
      { a: array({ spec: { b: text() } }) },
      '[{"name":"a","type":"array","spec":[{"name":"b","type":"text"}]}]',
    ],
    [
      'collections in collections',
      { a: collection({ spec: { b: collection({ spec: { c: text() } }) } }) },
      '[{"name":"a","type":"collection","spec":[{"name":"b","type":"collection","spec":[{"name":"c","type":"text"}]}]}]',
    ],
    [
      'fields of an RPC among others',
      { a: text(), more: fieldsFrom(list) },
      '[{"name":"a","type":"text"},"rpc://list"]',
    ],
    [
      'fields of an RPC inside a collection',
      { a: collection({ spec: list }) },
      '[{"name":"a","type":"collection","spec":["rpc://list"]}]',
    ],
    ['a whole section of an RPC', list, '"rpc://list"'],
    ['a hand-written reference', 'rpc://list?x=1', '"rpc://list?x=1"'],
    ['options of an RPC', { a: select({ options: list }) }, '[{"name":"a","type":"select","options":"rpc://list"}]'],
    [
      'a store of options',
      { a: select({ options: { store: list, label: 'title', nested: { b: text() } } }) },
      '[{"name":"a","type":"select","options":{"store":"rpc://list","label":"title","nested":[{"name":"b","type":"text"}]}}]',
    ],
    [
      'a placeholder with fields',
      { a: select({ options: { store: [{ value: 1 }], placeholder: { label: '-', nested: { b: text() } } } }) },
      '[{"name":"a","type":"select","options":{"store":[{"value":1}],"placeholder":{"label":"-","nested":[{"name":"b","type":"text"}]}}}]',
    ],
    [
      'groups of options',
      { a: select({ grouped: true, options: [{ label: 'G', options: [{ value: 1, nested: { b: text() } }] }] }) },
      '[{"name":"a","type":"select","grouped":true,"options":[{"label":"G","options":[{"value":1,"nested":[{"name":"b","type":"text"}]}]}]}]',
    ],
    [
      'nested fields of a boolean',
      { a: boolean({ nested: { b: text() } }) },
      '[{"name":"a","type":"boolean","nested":[{"name":"b","type":"text"}]}]',
    ],
    [
      'fields that a boolean shows for yes and for no',
      { a: boolean({ nested: { true: { b: text() }, false: { c: text() } } }) },
      '[{"name":"a","type":"boolean","nested":{"true":[{"name":"b","type":"text"}],"false":[{"name":"c","type":"text"}]}}]',
    ],
    [
      'nested fields of an RPC',
      { a: boolean({ nested: list }) },
      '[{"name":"a","type":"boolean","nested":"rpc://list"}]',
    ],
    [
      'nested fields of another domain',
      { a: boolean({ nested: { store: { b: text() }, domain: 'expect' } }) },
      '[{"name":"a","type":"boolean","nested":{"store":[{"name":"b","type":"text"}],"domain":"expect"}}]',
    ],
    [
      'a nested field named store',
      { a: boolean({ nested: { store: text() } }) },
      '[{"name":"a","type":"boolean","nested":[{"name":"store","type":"text"}]}]',
    ],
    [
      'a button with a form',
      { a: text({ rpc: { label: 'Find', url: list, parameters: { b: text() } } }) },
      '[{"name":"a","type":"text","rpc":{"label":"Find","url":"rpc://list","parameters":[{"name":"b","type":"text"}]}}]',
    ],
    [
      'levels of a file picker',
      { a: file({ options: { store: list, showRoot: false } }) },
      '[{"name":"a","type":"file","options":{"store":"rpc://list","showRoot":false}}]',
    ],
  ])('writes %s', (_, set, expected) => {
    expect(fields(set)).toBe(expected);
  });

  test.each<[string, unknown, string]>([
    ['a name like an integer', { '10': text() }, 'MAN211'],
    ['something that is no field', { a: { type: 'text' } }, 'MAN213'],
    ['something that is no set of fields', 5, 'MAN213'],
  ])('refuses %s', (_, set, code) => {
    const problems: Problem[] = [];

    renderFields(set, spot(problems));

    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});

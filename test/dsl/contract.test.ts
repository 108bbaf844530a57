import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  array,
  attach,
  commonData,
  defineApp,
  defineConnection,
  defineEndpoint,
  defineFunction,
  defineModule,
  defineRpc,
  defineWebhook,
  fieldsFrom,
  fn,
  iml,
  inputOf,
  itemOf,
  kw,
  oauthStep,
  op,
  parameters,
  request,
  select,
  text,
  withQuery,
} from '#dsl';
import { isPlainObject } from '../../scripts/core/json.ts';
import { declaredCommon } from '../../scripts/dsl/common-data.ts';
import { isDescriptor } from '../../scripts/dsl/descriptor.ts';
import { declaredFields, fieldSpec, fieldType, isField } from '../../scripts/dsl/field.ts';
import { type Iml, isIml, listOf, listsOf, textOf } from '../../scripts/dsl/iml-value.ts';
import { account, browse, listTools, p, page, searchTools, tool } from './rental.ts';

describe('a descriptor', () => {
  const module = {
    name: 'sample',
    type: 'action',
    label: 'Sample',
    description: 'Does something.',
    interface: { id: text() },
    communication: { url: '/tools', response: { output: { id: tool.id } } },
  } as const;
  const connection = { name: 'key', type: 'basic', label: 'Key', communication: {} } as const;
  const rpc = { name: 'list', label: 'List', communication: {} } as const;
  const webhook = { name: 'hook', type: 'web', label: 'Hook', communication: {} } as const;
  const endpoint = { name: 'see', label: 'See', description: 'x', outputParameters: {}, communication: {} } as const;
  const app = { name: 'rental', label: 'Rental', base: {}, groups: [] } as const;
  const custom = { name: 'same', run: (value: string) => value } as const;
  const step = { url: '/tools' } as const;

  test.each([
    ['module', 'sample', defineModule(module), module],
    ['connection', 'key', defineConnection(connection), connection],
    ['rpc', 'list', defineRpc(rpc), rpc],
    ['webhook', 'hook', defineWebhook(webhook), webhook],
    ['endpoint', 'see', defineEndpoint(endpoint), endpoint],
    ['app', 'rental', defineApp(app), app],
    ['function', 'same', defineFunction(custom), custom],
    ['request', '', request(step), step],
    ['request', 'token', oauthStep.token(step), step],
    ['attach', '', attach(step), step],
  ] as const)('of a %s "%s" is the very literal its author wrote, under a name', (kind, name, descriptor, literal) => {
    expect([descriptor.kind, descriptor.name, descriptor.spec === literal, isDescriptor(descriptor)]).toEqual([
      kind,
      name,
      true,
      true,
    ]);
  });

  test('is frozen, and its literal is left as it is', () => {
    const described = defineRpc(rpc);

    expect([Object.isFrozen(described), Object.isFrozen(rpc)]).toEqual([true, false]);
  });

  test('is nothing that merely looks like one', () => {
    expect([{ kind: 'rpc', name: 'a', spec: {} }, null, 'rpc', p.id, text()].map(isDescriptor)).toEqual(
      Array(5).fill(false),
    );
  });

  test('of a module says its type', () => {
    expect(searchTools.type).toBe('search');
  });

  test('of an RPC with a query has the query in its name and the same literal', () => {
    const queried = withQuery(listTools, { retired: true, 'sort by': 'name&price' });

    expect([queried.kind, queried.name, queried.spec === listTools.spec]).toEqual([
      'rpc',
      'listTools?retired=true&sort%20by=name%26price',
      true,
    ]);
  });
});

describe('a field', () => {
  test('keeps the literal its author wrote', () => {
    const choices = [{ value: 'a', nested: { b: text() } }] as const;
    const spec = { label: 'Choice', options: choices } as const;
    const field = select(spec);

    expect([isField(field), fieldType(field), fieldSpec(field) === spec]).toEqual([true, 'select', true]);
  });

  test('of a list keeps the set it is made of', () => {
    const items = { name: text() };

    expect(fieldSpec(array({ spec: items }))).toHaveProperty('spec', items);
  });

  test('of an RPC stands for what the RPC returns', () => {
    const field = fieldsFrom(listTools);

    expect([fieldType(field), fieldSpec(field) === listTools]).toEqual(['rpc', true]);
  });

  test('is nothing that merely looks like one', () => {
    expect([{ type: 'text' }, null, 'text', p.id, listTools].map(isField)).toEqual(Array(5).fill(false));
  });
});

describe('a declaration', () => {
  test('of parameters gives back the literal', () => {
    const literal = { a: text(), b: text() };

    expect(declaredFields(parameters(literal))).toBe(literal);
  });

  test('of common data gives back the literal', () => {
    const literal = { clientId: 'x' };

    expect(declaredCommon(commonData(literal))).toBe(literal);
  });

  test('of input to an endpoint is the literal', () => {
    const literal = { size: 5 };

    expect(inputOf(browse, literal)).toBe(literal);
  });

  test('is found nowhere else', () => {
    const others = [p.id, tool, { a: text() }, text(), null, 'x'];

    expect(others.flatMap((value) => [declaredFields(value), declaredCommon(value)])).toEqual(
      Array(12).fill(undefined),
    );
  });
});

describe('a value that reads items', () => {
  const item = itemOf(page.body.tools);
  const other = itemOf(tool.tags);

  test.each<[string, Iml<unknown>]>([
    ['the item', item],
    ['a path', item.owner.city],
    ['a call', fn.upper(item.name)],
    ['an operator', op.eq(item.price, 5)],
    ['a template', iml`Tool ${item.name}`],
    ['calls in calls', fn.ifempty(fn.trim(item.note), iml`Tool ${item.name}`)],
  ])('knows the list: %s', (_, value) => {
    expect(listOf(value)).toBe(listOf(item));
  });

  test('names the list as it is written', () => {
    expect(listsOf(item).map(textOf)).toEqual(['{{body.tools}}']);
  });

  test('knows every list it reads', () => {
    expect(listsOf(fn.ifempty(item.name, other)).map(textOf)).toEqual(['{{body.tools}}', '{{body.tags}}']);
  });

  test('is the only one that knows a list', () => {
    expect([p.id, fn.upper('a'), page.body.tools, kw.now].map(listOf)).toEqual(Array(4).fill(undefined));
  });
});

describe('an IML value', () => {
  const values: [string, Iml<unknown>, string][] = [
    ['a path', p.id, '{{parameters.id}}'],
    ['a root', tool, '{{body}}'],
    ['a call', fn.upper(p.id), '{{upper(parameters.id)}}'],
    ['a template', iml`a ${p.id}`, 'a {{parameters.id}}'],
    ['a keyword', kw.now, '{{now}}'],
  ];

  test.each(values)('is told from other values: %s', (_, value) => {
    expect([isIml(value), isPlainObject(value), isDescriptor(value), isField(value)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test.each(values)('survives await, as it is no promise: %s', async (_, value, written) => {
    expect(String(await value)).toBe(written);
  });

  test.each(values)('prints as its text, whoever prints: %s', (_, value, written) => {
    expect([`${value as unknown as string}`, JSON.parse(JSON.stringify([value]))[0], inspect(value)]).toEqual([
      written,
      written,
      written,
    ]);
  });

  test.each(values)('keeps its collection when spread without spread(): %s', (_, value, written) => {
    expect(JSON.parse(JSON.stringify(Object.entries({ ...(value as object) })))).toEqual([
      [expect.stringMatching(/^\{\{\.\.\.\}\}/), written],
    ]);
  });

  test('answers nothing to symbols it does not know', () => {
    const read = (symbol: symbol): unknown => Reflect.get(tool, symbol);

    expect([Symbol.iterator, Symbol.asyncIterator, Symbol.toStringTag, Symbol('x')].map(read)).toEqual(
      Array(4).fill(undefined),
    );
  });

  test('cannot be changed', () => {
    expect(() => Object.assign(kw.now, { text: 'x' })).toThrow(TypeError);
  });

  test('is nothing that merely looks like one', () => {
    expect([{ expression: 'a' }, '{{a}}', null, undefined, account].map(isIml)).toEqual(Array(5).fill(false));
  });
});

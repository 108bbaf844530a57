import { describe, expectTypeOf, test } from 'vitest';
import {
  any,
  array,
  boolean,
  callOf,
  collection,
  commonData,
  connectionOf,
  date,
  fn,
  type Iml,
  iterateOf,
  kw,
  op,
  parameters,
  payloadOf,
  raw,
  reply,
  request,
  resultOf,
  select,
  tempOf,
  text,
  uinteger,
  type Values,
} from '#dsl';
import { typed } from './built.ts';
import {
  browse,
  connection,
  listed,
  listTools,
  login,
  p,
  page,
  rented,
  saved,
  shout,
  type Tool,
  tool,
} from './rental.ts';

describe('a reference', () => {
  test('has the type and root of what it names', () => {
    typed(tool.name).toEqualTypeOf<Iml<string, 'body'>>();
    typed(p.count).toEqualTypeOf<Iml<number, 'parameters'>>();
    typed(listed.price).toEqualTypeOf<Iml<number, 'item'>>();
    typed(page.headers['x-total']).toEqualTypeOf<Iml<string | undefined, 'headers'>>();
    typed(iterateOf(page.body.tools).container.last.id).toEqualTypeOf<Iml<string, 'iterate'>>();
  });

  test('keeps a gap on the way to its end', () => {
    interface Tree {
      id: string;
      parent?: Tree;
      children: Tree[];
    }
    const { body } = reply<Tree>();

    typed(body.parent.parent.id).toEqualTypeOf<Iml<string | undefined, 'body'>>();
    typed(tool.owner.city).toEqualTypeOf<Iml<string | null, 'body'>>();
  });

  test('reaches what other parts of the app declare', () => {
    typed(connection.apiKey).toEqualTypeOf<Iml<string, 'connection'>>();
    typed(connection.region).toEqualTypeOf<Iml<string, 'connection'>>();
    typed(connectionOf(login).member).toEqualTypeOf<Iml<string, 'connection'>>();
    typed(connectionOf(login).expires).toEqualTypeOf<Iml<Date, 'connection'>>();
    typed(saved.refreshToken).toEqualTypeOf<Iml<string, 'data'>>();
    typed(payloadOf(rented).comment).toEqualTypeOf<Iml<string | undefined, 'payload'>>();
    typed(resultOf(browse).body.found).toEqualTypeOf<Iml<string | undefined, 'body'>>();
    typed(commonData({ clientId: 'x' }).clientId).toEqualTypeOf<Iml<string, 'common'>>();
  });

  test('reaches what a step carries, before and after its answer', () => {
    const temp = tempOf(
      request({
        url: '/tools',
        temp: { since: kw.timestamp, fixed: { size: 5 } },
        response: { temp: { best: fn.first(page.body.tools) } },
      }),
    );

    typed(temp.since).toEqualTypeOf<Iml<number, 'temp'>>();
    typed(temp.fixed.size).toEqualTypeOf<Iml<number, 'temp'>>();
    typed(temp.best.id).toEqualTypeOf<Iml<string | undefined, 'temp'>>();
  });
});

describe('a field', () => {
  test('yields a value, or nothing unless it is required', () => {
    expectTypeOf<Values<{ a: ReturnType<typeof text> }>['a']>().toEqualTypeOf<string | undefined>();
    const declared = {
      a: text({ required: true }),
      b: date(),
      c: array({ spec: uinteger() }),
      d: array({ spec: { e: text({ required: true }) } }),
      f: any(),
      g: collection({ spec: { h: boolean() }, required: true }),
    };
    const set = parameters(declared);

    typed(set.a).toEqualTypeOf<Iml<string, 'parameters'>>();
    typed(set.b).toEqualTypeOf<Iml<Date | undefined, 'parameters'>>();
    typed(set.c).toEqualTypeOf<Iml<readonly number[] | undefined, 'parameters'>>();
    typed(fn.map(set.d, 'e')).toEqualTypeOf<Iml<readonly string[], 'parameters'>>();
    typed(set.f).toExtend<Iml<unknown, 'parameters'>>();
    typed(set.g.h).toEqualTypeOf<Iml<boolean | undefined, 'parameters'>>();
  });

  test('of choices yields one of them, of an RPC what the RPC lists', () => {
    const set = parameters({
      mode: select({ required: true, options: [{ value: 'a' }, { value: 'b' }] }),
      several: select({ options: [{ value: 1 }, { value: 2 }], multiple: true }),
      grouped: select({ grouped: true, options: [{ label: 'G', options: [{ value: 'x' }] }] }),
      listed: select({ options: listTools, required: true }),
      stored: select({ options: { store: listTools }, required: true }),
    });

    typed(set.mode).toEqualTypeOf<Iml<'a' | 'b', 'parameters'>>();
    typed(set.several).toEqualTypeOf<Iml<readonly (1 | 2)[] | undefined, 'parameters'>>();
    typed(set.grouped).toEqualTypeOf<Iml<'x' | undefined, 'parameters'>>();
    typed(set.listed).toEqualTypeOf<Iml<string, 'parameters'>>();
    typed(set.stored).toEqualTypeOf<Iml<string, 'parameters'>>();
  });

  test('nested in options lies beside its select, whatever the depth', () => {
    const set = parameters({
      mode: select({
        options: [
          {
            value: 'a',
            nested: {
              inner: boolean({ nested: { deep: uinteger({ required: true }) } }),
            },
          },
        ],
      }),
    });

    typed(set.inner).toEqualTypeOf<Iml<boolean | undefined, 'parameters'>>();
    typed(set.deep).toEqualTypeOf<Iml<number | undefined, 'parameters'>>();
  });

  test('nested in a boolean lies beside it, for yes and for no', () => {
    const set = parameters({
      paid: boolean({ nested: { true: { price: uinteger() }, false: { reason: text() } } }),
      free: boolean({ nested: { until: date() }, reversedNested: true }),
    });

    typed(set.price).toEqualTypeOf<Iml<number | undefined, 'parameters'>>();
    typed(set.reason).toEqualTypeOf<Iml<string | undefined, 'parameters'>>();
    typed(set.until).toEqualTypeOf<Iml<Date | undefined, 'parameters'>>();
  });

  test('nested under several options yields any of their values', () => {
    typed(p.until).toEqualTypeOf<Iml<string | Date | undefined, 'parameters'>>();
  });
});

describe('a function', () => {
  test('needs what its arguments need', () => {
    typed(fn.upper(tool.name)).toEqualTypeOf<Iml<string, 'body'>>();
    typed(fn.ifempty(p.nick, tool.name)).toEqualTypeOf<Iml<string, 'parameters' | 'body'>>();
    typed(fn.join(tool.tags)).toEqualTypeOf<Iml<string, 'body'>>();
    typed(fn.upper('a')).toEqualTypeOf<Iml<string, never>>();
    typed(fn.contains(p.nick, 'a')).toEqualTypeOf<Iml<boolean, 'parameters'>>();
  });

  test('fills a gap, keeps it, or cannot have one', () => {
    typed(fn.ifempty(p.mode, 'day')).toEqualTypeOf<Iml<'day' | 'hour', 'parameters'>>();
    typed(fn.trim(tool.note)).toEqualTypeOf<Iml<string, 'body'>>();
    typed(fn.parseDate(tool.note)).toEqualTypeOf<Iml<Date | null, 'body'>>();
    typed(fn.first(page.body.tools)).toEqualTypeOf<Iml<Tool | undefined, 'body'>>();
  });

  test('follows a path given as text', () => {
    typed(fn.get(tool, 'owner.city')).toEqualTypeOf<Iml<string | null, 'body'>>();
    typed(fn.get(fn.last(page.body.tools), 'id')).toEqualTypeOf<Iml<string | undefined, 'body'>>();
    typed(fn.get(page.body.tools, 2)).toEqualTypeOf<Iml<Tool | undefined, 'body'>>();
    typed(fn.map(page.body.tools, 'price')).toEqualTypeOf<Iml<readonly number[], 'body'>>();
    typed(fn.get(fn.parseJSON(tool.name), 'anything')).toEqualTypeOf<Iml<unknown, 'body'>>();
  });

  test('chooses among its results', () => {
    typed(fn.if(p.nick, 1, 'none')).toEqualTypeOf<Iml<1 | 'none', 'parameters'>>();
    typed(fn.if(p.nick, p.count)).toEqualTypeOf<Iml<number | undefined, 'parameters'>>();
    typed(fn.switch(p.mode, 'day', 24, 'hour', 1)).toEqualTypeOf<Iml<24 | 1 | undefined, 'parameters'>>();
    typed(fn.switch(p.mode, 'day', 24, 0)).toEqualTypeOf<Iml<24 | 0, 'parameters'>>();
  });

  test('of the app has its own signature', () => {
    typed(callOf(shout)(p.id, p.limit)).toEqualTypeOf<Iml<string, 'parameters'>>();
  });
});

test('an operator needs what its operands need', () => {
  typed(op.and(op.eq(p.mode, 'day'), op.gt(tool.price, 5))).toEqualTypeOf<Iml<boolean, 'parameters' | 'body'>>();
  typed(op.or(p.nick, 'none')).toEqualTypeOf<Iml<string, 'parameters'>>();
  typed(op.sub(kw.now, fn.parseDate(tool.addedAt))).toEqualTypeOf<Iml<number, 'body'>>();
  typed(op.eq(p.nick, kw.null)).toEqualTypeOf<Iml<boolean, 'parameters'>>();
});

test('hand-written IML has the type its author states', () => {
  typed(raw<number>('{{body.price}}')).toEqualTypeOf<Iml<number, never>>();
});

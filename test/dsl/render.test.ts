import { describe, expect, test } from 'vitest';
import {
  callOf,
  data,
  environment,
  fn,
  type Iml,
  iml,
  itemOf,
  iterateOf,
  kw,
  oauth,
  op,
  outputOf,
  pagination,
  parameters,
  payloadOf,
  raw,
  reply,
  spread,
  text,
  trigger,
} from '#dsl';
import { expressionOf, isSpread, problemOf } from '../../scripts/dsl/iml-value.ts';
import { connection, hook, p, page, rented, saved, shout, tool } from './rental.ts';

const odd = reply<{ 'display name': string; '2x': number; then: string; 'a`b': { inner: string }; größe: number }>()
  .body;

describe('a reference renders', () => {
  test.each<[Iml<unknown>, string]>([
    [p.id, '{{parameters.id}}'],
    [p.who.name, '{{parameters.who.name}}'],
    [page.body, '{{body}}'],
    [page.headers['content-length'], '{{headers.`content-length`}}'],
    [odd['display name'], '{{body.`display name`}}'],
    [odd['2x'], '{{body.`2x`}}'],
    [odd.größe, '{{body.`größe`}}'],
    [connection.apiKey, '{{connection.apiKey}}'],
    [hook.remoteId, '{{webhook.remoteId}}'],
    [saved.expires, '{{data.expires}}'],
    [data.lastDate, '{{data.lastDate}}'],
    [itemOf(page.body.tools).owner.city, '{{item.owner.city}}'],
    [iterateOf(page.body.tools).container.last.id, '{{iterate.container.last.id}}'],
    [pagination.page, '{{pagination.page}}'],
    [environment.timezone, '{{environment.timezone}}'],
    [oauth.localRedirectUri, '{{oauth.localRedirectUri}}'],
    [outputOf<string>(), '{{output}}'],
    [payloadOf(rented).tool.id, '{{payload.tool.id}}'],
    [trigger.matchEqual, '{{trigger.matchEqual}}'],
    [kw.now, '{{now}}'],
    [kw.emptystring, '{{emptystring}}'],
    [kw.ignore, '{{ignore}}'],
  ])('as %s', (value, written) => {
    expect([String(value), JSON.stringify(value)]).toEqual([written, JSON.stringify(written)]);
  });
});

describe('a template renders', () => {
  test.each<[Iml<string>, string, string]>([
    [iml`/tools/${p.id}`, '/tools/{{parameters.id}}', "'/tools/' + parameters.id"],
    [iml`${p.id}/rentals`, '{{parameters.id}}/rentals', "parameters.id + '/rentals'"],
    [iml`${p.count}${p.id}!`, '{{parameters.count}}{{parameters.id}}!', "'' + parameters.count + parameters.id + '!'"],
    [iml`no mustache`, 'no mustache', "'no mustache'"],
    [iml`${5} of ${p.count}`, '5 of {{parameters.count}}', "5 + ' of ' + parameters.count"],
    [iml`it's ${p.id}`, "it's {{parameters.id}}", '"it\'s " + parameters.id'],
    [iml`(${op.add(p.count, 1)})`, '({{parameters.count + 1}})', "'(' + (parameters.count + 1) + ')'"],
    [iml`a ${iml`b ${p.id}`}`, 'a b {{parameters.id}}', "'a ' + ('b ' + parameters.id)"],
  ])('as text and as an argument (%#)', (value, written, argument) => {
    expect([String(value), expressionOf(value)]).toEqual([written, argument]);
  });
});

describe('a call renders', () => {
  test.each<[Iml<unknown>, string]>([
    [fn.ifempty(p.limit, 10), '{{ifempty(parameters.limit, 10)}}'],
    [fn.base64(iml`${p.id}:${connection.apiKey}`), "{{base64(parameters.id + ':' + connection.apiKey)}}"],
    [fn.if(op.eq(p.mode, 'day'), true, kw.ignore), "{{if(parameters.mode == 'day', true, ignore)}}"],
    [fn.if(p.nick, undefined, null), '{{if(parameters.nick, undefined, null)}}'],
    [fn.split('a b'), "{{split('a b')}}"],
    [fn.get(fn.last(page.body.tools), 'id'), "{{get(last(body.tools), 'id')}}"],
    [fn.toString(tool.price), '{{toString(body.price)}}'],
    [callOf(shout)(p.id, 2), '{{shout(parameters.id, 2)}}'],
    [fn.addDays(kw.now, -3), '{{addDays(now, -3)}}'],
  ])('as %s', (value, written) => {
    expect(String(value)).toBe(written);
  });

  test('as a spread key in the object it is spread into', () => {
    const headers = {
      accept: 'text/plain',
      ...spread(fn.toCollection(page.body.tools, 'id', 'name')),
      agent: 'rental',
    };

    const written = Object.entries(headers).map(([key, value]) => [isSpread(key) ? '...' : key, String(value)]);
    expect(written).toEqual([
      ['accept', 'text/plain'],
      ['...', "{{toCollection(body.tools, 'id', 'name')}}"],
      ['agent', 'rental'],
    ]);
  });

  test('as keys of their own when several are spread into one object', () => {
    const body = { ...spread(page.body.tools), ...spread(page.body.tools) };

    expect(Object.keys(body).filter(isSpread)).toHaveLength(2);
  });
});

describe('an operator renders', () => {
  const { count: a, limit: b } = p;

  test.each<[Iml<unknown>, string]>([
    [op.eq(a, 5), 'parameters.count == 5'],
    [op.and(op.gt(a, 1), op.or(b, a)), 'parameters.count > 1 && (parameters.limit || parameters.count)'],
    [op.or(op.and(a, b), a), 'parameters.count && parameters.limit || parameters.count'],
    [op.mul(op.add(a, b), 2), '(parameters.count + parameters.limit) * 2'],
    [op.sub(a, op.sub(b, 1)), 'parameters.count - (parameters.limit - 1)'],
    [op.sub(op.sub(a, b), 1), 'parameters.count - parameters.limit - 1'],
    [op.not(op.eq(a, b)), '!(parameters.count == parameters.limit)'],
    [op.not(op.not(a)), '!!parameters.count'],
    [op.neg(op.neg(a)), '-(-parameters.count)'],
    [op.neg(-2), '-(-2)'],
    [op.sub(a, -2), 'parameters.count - -2'],
    [op.addNumeric('1', a), "'1' ++ parameters.count"],
    [op.mod(op.div(a, 2), 3), 'parameters.count / 2 % 3'],
    [op.eq(op.lt(a, b), true), 'parameters.count < parameters.limit == true'],
    [op.add(raw<number>('{{body.a || 1}}'), 1), '(body.a || 1) + 1'],
  ])('with the parentheses it needs (%#)', (value, written) => {
    expect(expressionOf(value)).toBe(written);
  });
});

describe('text renders', () => {
  test.each<[string, string]>([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "hi"', `'say "hi"'`],
    [`it's "so"`, `"it's ""so"""`],
    ['back\\slash', "'back\\slash'"],
    ['a}}b', "'a}' + '}b'"],
    ['', "''"],
  ])('%j as %s', (value, written) => {
    expect(expressionOf(fn.lower(value))).toBe(`lower(${written})`);
  });
});

describe('a mistake renders, and says what to do', () => {
  // Boundary casts below write what the types refuse.
  test.each<[string, Iml<unknown>, string]>([
    ['a template without text', iml`${p.id}`, 'IML310'],
    ['mustaches in an argument', fn.upper('{{body.id}}'), 'IML311'],
    ['a list as an argument', fn.upper([1] as unknown as string), 'IML312'],
    ['a number without end', fn.addDays(kw.now, Number.POSITIVE_INFINITY), 'IML312'],
    ['a backtick in a name', odd['a`b'], 'IML313'],
    ['a backtick on the way to a path', odd['a`b'].inner, 'IML313'],
    ['mustaches in a template', iml`{{body.id}} of ${p.id}`, 'IML314'],
    ['a brace before a mustache', iml`{${p.id}}`, 'IML315'],
    ['hand-written IML with text', raw('id {{body.id}}'), 'IML316'],
    ['a mistake in an argument', fn.upper(fn.lower('{{x}}')), 'IML311'],
    ['a mistake in an operand', op.and(p.id, fn.lower('{{x}}')), 'IML311'],
    ['a mistake in a part', iml`a ${fn.lower('{{x}}')}`, 'IML311'],
  ])('%s', (_, value, code) => {
    const problem = problemOf(value);

    expect(problem).toMatchObject({ code, severity: 'error', fix: expect.any(String) });
  });

  test('nothing else is a mistake', () => {
    expect([p.id, iml`a ${p.id}`, fn.upper('a'), op.add(1, 2), kw.now, raw('{{a}}')].map(problemOf)).toEqual(
      Array(6).fill(undefined),
    );
  });

  test('in words for people', () => {
    expect(problemOf(iml`${p.id}`)).toMatchInlineSnapshot(`
      {
        "code": "IML310",
        "fix": "write the expression without iml\`…\`, or fn.toString(expression) for text",
        "message": "A template of one expression and no text keeps the type of the expression; it is not text.",
        "severity": "error",
      }
    `);
  });
});

test('parameters render by name, whatever JavaScript calls them', () => {
  const set = parameters({ name: text(), length: text(), constructor: text(), valueOf: text(), apply: text() });

  expect([set.name, set.length, set.constructor, set.valueOf, set.apply].map(String)).toEqual([
    '{{parameters.name}}',
    '{{parameters.length}}',
    '{{parameters.constructor}}',
    '{{parameters.valueOf}}',
    '{{parameters.apply}}',
  ]);
});

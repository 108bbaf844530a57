import { describe, expect, test } from 'vitest';
import { contextOf, evaluateEveryWay, type Row } from './support.ts';

const order = {
  order: {
    id: 77,
    paid: true,
    lines: [{ sku: 'a-1' }, { sku: 'b-2', tags: ['new', 'red'] }, { sku: 'c-3' }],
    'ship to': { city: 'Brno' },
    'x-trace': 't9',
    empty: [],
    nothing: null,
    position: 2,
    key: 'paid',
  },
};
const modules = { '1': { mail: 'eva@x.io', '0': 'zero', '1': 'one', data: { 'home town': { zip: '60200' } } } };

const rows: readonly Row[] = [
  // names and properties
  ['{{order.id}}', 77, order],
  ['{{order.missing}}', undefined, order],
  ['{{order.missing.deeper.still}}', undefined, order],
  ['{{missing}}', undefined, order],
  ['{{missing.deeper}}', undefined, order],
  ['{{order.nothing.deeper}}', undefined, order],
  ['{{order.id.deeper}}', undefined, order],
  ['{{order.key.length}}', undefined, order],
  ['{{ order . id }}', 77, order],
  ['{{order.paid}}', true, order],
  ['{{parameters.input.data}}', 5, { parameters: { input: { data: 5 } } }],
  // backticks
  ['{{order.`ship to`.city}}', 'Brno', order],
  ['{{order.`x-trace`}}', 't9', order],
  ['{{`order`.id}}', 77, order],
  ['{{`odd name`}}', 1, { 'odd name': 1 }],
  ['{{headers.`Content-Type`}}', 'text/plain', { headers: { 'Content-Type': 'text/plain' } }],
  ['{{parameters.`First Name`}}', 'Ann', { parameters: { 'First Name': 'Ann' } }],
  ['{{`true`}}', 'mine', { true: 'mine' }],
  // positions
  ['{{order.lines[1].sku}}', 'a-1', order],
  ['{{order.lines[2].sku}}', 'b-2', order],
  ['{{order.lines[3].sku}}', 'c-3', order],
  ['{{order.lines[0].sku}}', undefined, order],
  ['{{order.lines[4].sku}}', undefined, order],
  ['{{order.lines[]}}', { sku: 'a-1' }, order],
  ['{{order.lines[].sku}}', 'a-1', order],
  ['{{order.lines[ ].sku}}', 'a-1', order],
  ['{{order.lines[-1].sku}}', 'c-3', order],
  ['{{order.lines[-2].sku}}', 'b-2', order],
  ['{{order.lines[-4].sku}}', undefined, order],
  ['{{order.lines[2.9].sku}}', 'b-2', order],
  ['{{order.lines[2].tags[2]}}', 'red', order],
  ['{{order.empty[].sku}}', undefined, order],
  ['{{order.lines[order.position].sku}}', 'b-2', order],
  ['{{order.lines[order.position + 1].sku}}', 'c-3', order],
  ['{{order.lines[order.position - 2].sku}}', undefined, order],
  ["{{order.lines['2'].sku}}", 'b-2', order],
  ['{{order.lines[missing].sku}}', undefined, order],
  ['{{order.lines[true]}}', undefined, order],
  ['{{order.lines[{{1}}].sku}}', 'a-1', order],
  ['{{order.lines[{{order.position}}].sku}}', 'b-2', order],
  ['{{order.lines.2.sku}}', 'b-2', order],
  ['{{order.lines.`1`.sku}}', 'a-1', order],
  ['{{order.lines.`0`.sku}}', undefined, order],
  ['{{rows[1][2]}}', 'b', { rows: [['a', 'b']] }],
  ['{{3.output[2].content[1].text}}', 't', { '3': { output: [{ content: [] }, { content: [{ text: 't' }] }] } }],
  // no mapping over arrays, no length
  ['{{order.lines.sku}}', undefined, order],
  ['{{order.lines.length}}', undefined, order],
  // brackets on something else
  ["{{order['x-trace']}}", 't9', order],
  ['{{order[order.key]}}', true, order],
  ['{{order[1]}}', undefined, order],
  ['{{order[]}}', undefined, order],
  ['{{order.id[1]}}', undefined, order],
  ["{{order.key['0']}}", undefined, order],
  // modules
  ['{{1.mail}}', 'eva@x.io', modules],
  ['{{`1`}}', modules['1'], modules],
  ['{{1.data.`home town`.zip}}', '60200', modules],
  ['{{1.`0`}}', 'zero', modules],
  ['{{1.`1`}}', 'one', modules],
  ['{{3.items[1].name}}', 'first', { '3': { items: [{ name: 'first' }, { name: 'second' }] } }],
  ['{{7[2]}}', 'q', { '7': ['p', 'q'] }],
  ['{{1.0.mail}}', undefined, modules],
  // a value of any kind may be read from
  ['{{(order).id}}', 77, order],
  ['{{{{order}}.id}}', 77, order],
  ['{{(missing || order).lines[2].sku}}', 'b-2', order],
  ['{{first(order.lines).sku}}', 'a-1', order],
  ['{{parseJSON(\'{"a":[1,2,3]}\').a[2]}}', 2],
  ["{{'text'.length}}", undefined],
  ['{{null.x}}', undefined],
];

describe('access', () => {
  test.each(rows)('%s gives %j', (template, expected, variables = {}) => {
    const value = evaluateEveryWay(template, contextOf(variables));

    expect(value).toEqual(expected);
  });

  test('finds host data before system variables, and keywords before host data', () => {
    const context = contextOf({ now: 'mine', null: 'mine' });

    expect(evaluateEveryWay('{{now}}/{{null}}', context)).toBe('mine/');
  });

  test('reads collections without a prototype', () => {
    const bare: Record<string, unknown> = Object.assign(Object.create(null), { a: { b: 1 } });

    expect(evaluateEveryWay('{{bare.a.b}}', contextOf({ bare }))).toBe(1);
  });
});

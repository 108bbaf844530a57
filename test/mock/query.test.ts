import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Parameter } from '../../scripts/mock/openapi.ts';
import { readQuery } from '../../scripts/mock/query.ts';

const parameter = (name: string, value: unknown): Parameter => ({
  name,
  in: 'query',
  required: false,
  schema: { value, file: 'a' },
});
const filter = {
  oneOf: [
    { properties: { kind: { const: 'flag' }, value: { type: 'boolean' } } },
    { properties: { kind: { enum: ['name', 'mail'] }, value: { type: 'string' } } },
    { properties: { kind: { const: 'depth' }, value: { type: 'number' } } },
  ],
};
const parameters = [
  parameter('limit', { type: 'integer' }),
  parameter('text', { type: 'string' }),
  parameter('open', { type: 'boolean' }),
  parameter('tags', { type: 'array', items: { type: 'string' } }),
  parameter('sizes', { type: 'array', items: { type: 'integer' } }),
  parameter('order', { type: 'object', properties: { by: { type: 'string' }, nulls: { type: 'boolean' } } }),
  parameter('filters', { type: 'array', items: { $ref: '#/filter' } }),
  parameter('a.b', { type: 'string' }),
];
const documents = new Map([['a', { filter }]]);
const read = (query: string) => readQuery(new URLSearchParams(query), parameters, documents);

describe('readQuery', () => {
  test.each<[string, Record<string, unknown>]>([
    ['', {}],
    ['limit=7', { limit: 7 }],
    ['limit=', { limit: '' }],
    ['limit=seven', { limit: 'seven' }],
    ['text=7', { text: '7' }],
    ['text={"a":1}', { text: '{"a":1}' }],
    ['open=true', { open: true }],
    ['open=1', { open: '1' }],
    ['tags=x', { tags: ['x'] }],
    ['tags=x&tags=y', { tags: ['x', 'y'] }],
    ['tags[]=x&tags[]=y', { tags: ['x', 'y'] }],
    ['tags[1]=y&tags[0]=x', { tags: ['x', 'y'] }],
    ['tags=["x"]', { tags: ['x'] }],
    ['sizes=1&sizes=2', { sizes: [1, 2] }],
    ['order[by]=age&order[nulls]=false', { order: { by: 'age', nulls: false } }],
    ['order.by=age', { order: { by: 'age' } }],
    ['order={"by":"age"}', { order: { by: 'age' } }],
    ['order={"by"', { order: '{"by"' }],
    ['filters[0][kind]=flag&filters[0][value]=true', { filters: [{ kind: 'flag', value: true }] }],
    ['filters[0][kind]=name&filters[0][value]=true', { filters: [{ kind: 'name', value: 'true' }] }],
    ['filters[0][kind]=depth&filters[0][value]=2.5', { filters: [{ kind: 'depth', value: 2.5 }] }],
    ['filters[0][kind]=other&filters[0][value]=1', { filters: [{ kind: 'other', value: '1' }] }],
    ['filters=[{"kind":"flag","value":true}]', { filters: [{ kind: 'flag', value: true }] }],
    ['a.b=c', { 'a.b': 'c' }],
  ])('%s is %j', (query, values) => {
    expect(read(query)).toEqual({ values, undeclared: [] });
  });

  test('names what is not declared, once', () => {
    expect(read('page=1&page=2&x[y]=3&limit=1')).toEqual({ values: { limit: 1 }, undeclared: ['page', 'x[y]'] });
  });

  test('is not led to a prototype', () => {
    read('order[__proto__][polluted]=yes&order[constructor][prototype][polluted]=yes&__proto__[polluted]=yes');

    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('reads brackets, dots and JSON alike', () => {
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    const one = fc.record({ kind: fc.constantFrom('name', 'mail'), value: fc.string({ minLength: 1 }), note: name });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (filters) => {
        const written = (spell: (index: number, key: string) => string) => {
          const search = new URLSearchParams();
          for (const [index, entry] of filters.entries()) {
            for (const [key, value] of Object.entries(entry)) search.append(spell(index, key), value);
          }
          return search.toString();
        };
        const brackets = written((index, key) => `filters[${index}][${key}]`);
        const dots = written((index, key) => `filters.${index}.${key}`);
        const json = new URLSearchParams({ filters: JSON.stringify(filters) }).toString();

        for (const query of [brackets, dots, json]) expect(read(query).values).toEqual({ filters });
      }),
    );
  });
});

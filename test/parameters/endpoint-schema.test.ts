import { describe, expect, test } from 'vitest';
import { endpointParameters } from '../../scripts/parameters/endpoint-schema.ts';
import { prepareParameters } from '../../scripts/parameters/prepare.ts';

const schema = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string', title: 'Title', description: 'What to call it.' },
    due: { type: 'string', format: 'date-time' },
    size: { enum: ['s', 'm'] },
    count: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
    rows: { type: 'array', items: { type: 'object', properties: { n: { type: 'number' } } } },
    place: { type: 'object', properties: { city: { type: 'string' } } },
    free: { oneOf: [{}] },
  },
};

describe('endpointParameters', () => {
  test('puts the properties of inputSchema in its place', () => {
    expect(
      endpointParameters([
        { name: 'id', type: 'text' },
        { name: 'inputSchema', type: 'json', schema },
      ]),
    ).toEqual([
      { name: 'id', type: 'text' },
      { name: 'title', type: 'text', label: 'Title', help: 'What to call it.', required: true },
      { name: 'due', type: 'date' },
      { name: 'size', type: 'select', options: [{ value: 's' }, { value: 'm' }] },
      { name: 'count', type: 'integer' },
      { name: 'tags', type: 'array', spec: { type: 'text' } },
      { name: 'rows', type: 'array', spec: [{ name: 'n', type: 'number' }] },
      { name: 'place', type: 'collection', spec: [{ name: 'city', type: 'text' }] },
      { name: 'free', type: 'any' },
    ]);
  });

  test('makes parameters that can be prepared', async () => {
    const section = endpointParameters([{ name: 'inputSchema', type: 'json', schema }]);

    const { values, problems } = await prepareParameters(section, { title: 'a', count: '2', rows: [{ n: '1' }] });

    expect(values).toEqual({ title: 'a', count: 2, rows: [{ n: 1 }] });
    expect(problems).toEqual([]);
  });

  test.each([
    ['another name', [{ name: 'payload', type: 'json', schema }]],
    ['another type', [{ name: 'inputSchema', type: 'text', schema }]],
    ['no schema', [{ name: 'inputSchema', type: 'json' }]],
    ['a reference', 'rpc://fields'],
  ])('leaves the rest alone: %s', (_, section) => {
    expect(endpointParameters(section)).toEqual(section);
  });
});

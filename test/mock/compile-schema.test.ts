import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileSchema } from '../../scripts/mock/compile-schema.ts';
import { explain } from '../../scripts/mock/messages.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'schemas-'));
  await mkdir(join(root, 'cached/node_modules'), { recursive: true });
  await mkdir(join(root, 'plain'));
});
afterAll(() => rm(root, { recursive: true }));

const shapes = {
  $defs: {
    Dot: { required: ['at'], properties: { kind: { const: 'dot' }, at: { type: 'integer' } } },
    Line: { required: ['to'], properties: { kind: { enum: ['line', 'arrow'] }, to: { $ref: '#/$defs/Dot' } } },
  },
};

const cases: readonly (readonly [object, unknown, string | undefined])[] = [
  [{ type: 'string', minLength: 2, maxLength: 3 }, '🌊🌊', undefined],
  [{ type: 'string', minLength: 3 }, '🌊🌊', ' must have at least 3 characters'],
  [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], ' must not repeat an item'],
  [{ enum: [{ a: 1 }, null] }, { a: 1 }, undefined],
  [{ const: { a: [1] } }, { a: [2] }, ' must be {"a":[1]}'],
  [{ format: 'date-time' }, '2021-01-01T00:00:00Z', undefined],
  [{ format: 'date-time' }, '2021-01-01', ' is not a date-time'],
  [{ format: 'uri' }, 'nowhere', ' is not a uri'],
  [{ format: 'isbn' }, 'anything', undefined],
  [{ type: ['integer', 'null'] }, 1.5, ' must be an integer or null'],
  [{ type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 }, 0, ' must be more than 0'],
  [{ type: 'number', multipleOf: 0.5 }, 0.3, ' must be a multiple of 0.5'],
  [{ properties: { a: { items: { maxItems: 1 } } } }, { a: [[], [1, 2]] }, 'a[1] must have at most 1 item'],
  [{ properties: { 'x/y': { pattern: '^a' } } }, { 'x/y': 'b' }, '["x/y"] must match ^a'],
  [{ properties: {}, additionalProperties: false }, { odd: 1 }, 'odd is not known'],
  [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }, {}, ' needs a or b'],
  [
    { anyOf: [{ type: 'string' }, { properties: { a: { type: 'string' } }, type: 'object' }] },
    { a: 1 },
    'a must be a string',
  ],
  [
    {
      discriminator: { propertyName: 'kind' },
      required: ['kind'],
      type: 'object',
      oneOf: [{ $ref: '#/$defs/Dot' }, { $ref: '#/$defs/Line' }],
      ...shapes,
    },
    { kind: 'arrow', to: { at: 'x' } },
    'to.at must be an integer',
  ],
];

describe('compileSchema', () => {
  test.each(cases)('%j takes %j: %s, whether compiled, written down or read again', async (schema, value, wrong) => {
    const found: (string | undefined)[] = [];

    for (const folder of ['plain', 'cached', 'cached']) {
      const check = await compileSchema(schema, join(root, folder, 'api.yaml'));
      const isValid = check(value);
      const { field, message } = explain(check.errors ?? []);
      found.push(isValid ? undefined : `${field} ${message}`);
    }

    expect(found).toEqual([wrong, wrong, wrong]);
  });

  test('keeps what it compiled', async () => {
    const names = () => readdir(join(root, 'cached/node_modules/.cache/makeapp'));
    await compileSchema({ maxItems: 77 }, join(root, 'cached/api.yaml'));
    const before = await names();

    await compileSchema({ maxItems: 77 }, join(root, 'cached/api.yaml'));
    await compileSchema({ maxItems: 78 }, join(root, 'cached/api.yaml'));

    expect((await names()).length).toBe(before.length + 1);
  });
});

import { Ajv } from 'ajv';
import { compile } from 'json-schema-to-typescript';
import { describe, expect, test } from 'vitest';
import { schemaOfFields } from '../../scripts/parameters/json-schema.ts';

const mode = {
  name: 'mode',
  label: 'User ID',
  type: 'select',
  required: true,
  help: 'Who chooses it.',
  options: [
    {
      label: 'By hand',
      value: 'manual',
      nested: [{ name: 'userId', type: 'text', label: 'Custom ID', required: true }],
    },
    { label: 'Automatic', value: 'auto' },
  ],
};
const parameters = [
  mode,
  { name: 'room', type: 'select', label: 'Room', options: 'rpc://listRooms' },
  { name: 'since', type: 'date', label: 'Since' },
  { name: 'days', type: 'select', multiple: true, options: [{ value: 1 }, { value: 2 }] },
  {
    name: 'fields',
    type: 'array',
    label: 'Fields',
    spec: [
      { name: 'key', required: true },
      { name: 'value', type: 'any' },
    ],
  },
  { name: 'tags', type: 'array', spec: { type: 'text' } },
  {
    name: 'place',
    type: 'collection',
    spec: [
      { name: 'city', type: 'text' },
      { name: 'zip', type: 'uinteger' },
    ],
  },
  { name: 'data', type: 'buffer' },
  { name: 'size', type: 'text', validate: { enum: ['s', 'm'] } },
  { type: 'banner', text: 'Hello' },
];

const typesOf = (section: unknown, purpose: 'parameters' | 'output') =>
  compile(schemaOfFields(section, { purpose }) as object, 'Parameters', { bannerComment: '', format: false });

describe('schemaOfFields', () => {
  test('reads well as TypeScript', async () => {
    expect(await typesOf(parameters, 'parameters')).toMatchInlineSnapshot(`
      "export interface Parameters {
      /**
       * User ID. Who chooses it.
       */
      mode: ("manual" | "auto")
      /**
       * Custom ID. Only when "User ID" is "manual".
       */
      userId?: string
      /**
       * Room
       */
      room?: (string | number | boolean)
      /**
       * Since
       */
      since?: string
      days?: (1 | 2)[]
      /**
       * Fields
       */
      fields?: {
      key: string
      value?: unknown
      }[]
      tags?: string[]
      place?: {
      city?: string
      zip?: number
      }
      data?: (string | {
      fileName?: string
      base64: string
      })
      size?: ("s" | "m")
      }
      "
    `);
  });

  test('describes bundles as a run prints them', async () => {
    expect(
      await typesOf(
        [
          { name: 'file', type: 'buffer' },
          { name: 'at', type: 'date' },
        ],
        'output',
      ),
    ).toMatchInlineSnapshot(`
      "export interface Parameters {
      file?: {
      fileName?: string
      bytes: number
      base64: string
      }
      at?: string
      }
      "
    `);
  });

  test('offers every reading of a name several options declare', () => {
    const options = [
      { value: 'n', nested: [{ name: 'v', type: 'number' }] },
      { value: 'b', nested: [{ name: 'v', type: 'boolean' }] },
      { value: 'm', nested: [{ name: 'v', type: 'number' }] },
    ];

    const schema = schemaOfFields([{ name: 'kind', type: 'select', options }], { purpose: 'parameters' });

    expect(schema).toHaveProperty('properties.v.anyOf.length', 3);
  });

  test('lets anything in where an RPC adds fields', () => {
    expect(schemaOfFields(['rpc://more'], { purpose: 'output' })).toMatchObject({ additionalProperties: true });
    expect(schemaOfFields([], { purpose: 'output' })).toMatchObject({ additionalProperties: false });
  });

  test('keeps help from ending the comment it becomes', async () => {
    expect(await typesOf([{ name: 'a', help: 'Like */5 * * * *.' }], 'parameters')).not.toContain('*/5');
  });

  test.each([
    [
      'all values',
      { mode: 'manual', userId: 'u', days: [1], tags: ['a'], size: 's', place: { zip: 1 }, data: 'x' },
      true,
    ],
    ['a missing required value', {}, false],
    ['a value that is no option', { mode: 'other' }, false],
    ['an unknown name', { mode: 'auto', modee: 1 }, false],
    ['a wrong item', { mode: 'auto', tags: [1] }, false],
  ])('is a schema that judges %s', (_, value, isValid) => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      schemaOfFields(parameters, { purpose: 'parameters' }),
    );

    expect(validate(value)).toBe(isValid);
  });
});

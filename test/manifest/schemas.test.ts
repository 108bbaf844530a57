import { describe, expect, test } from 'vitest';
import { isPlainObject } from '../../scripts/core/json.ts';
import { schemaDefinitions } from '../../scripts/manifest/schema-definitions.ts';
import { SCHEMA_FILES } from '../../scripts/manifest/schema-files.ts';
import { SCHEMA_NAMES } from '../../scripts/manifest/schema-names.ts';

interface Found {
  readonly at: string;
  readonly schema: Record<string, unknown>;
}

function everySchema(value: unknown, at: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => everySchema(inner, `${at}/${index}`));
  if (!isPlainObject(value)) return [];
  return [
    { at, schema: value },
    ...Object.entries(value).flatMap(([key, inner]) => everySchema(inner, `${at}/${key}`)),
  ];
}

const everywhere = Object.entries(SCHEMA_FILES).flatMap(([file, schema]) => everySchema(schema, file));

describe('schema files', () => {
  test('are draft-07 and described', () => {
    for (const [file, schema] of Object.entries(SCHEMA_FILES)) {
      expect([file, schema.$schema]).toEqual([file, 'http://json-schema.org/draft-07/schema#']);
      expect([file, typeof schema.title, typeof schema.description]).toEqual([file, 'string', 'string']);
    }
  });

  test('give every definition a title no other has', () => {
    const titles = Object.entries(schemaDefinitions()).map(([name, { title }]) => `${title ?? `none: ${name}`}`);

    expect(titles.filter((title, index) => titles.indexOf(title) !== index || !/^[A-Z]\w*$/.test(title))).toEqual([]);
  });

  test('say in words what a pattern wants and why a key is refused', () => {
    const silent = everywhere.filter(({ at, schema }) => {
      const isGuard = at.includes('/if/') || at.endsWith('/not');
      const isUnsaid = typeof schema.pattern === 'string' && schema.expects === undefined;
      const isUnexplained = isPlainObject(schema.not) && schema.refusal === undefined;
      return !isGuard && (isUnsaid || isUnexplained);
    });

    expect(silent.map(({ at }) => at)).toEqual([]);
  });

  test('say in words what a choice of types wants', () => {
    const silent = everywhere.filter(
      ({ schema }) =>
        Array.isArray(schema.type) &&
        schema.type.every((type) => typeof type === 'string') &&
        schema.expects === undefined,
    );

    expect(silent.map(({ at }) => at)).toEqual([]);
  });

  test('refuse what is reserved for the vendor in every request', () => {
    const requests = everywhere.filter(
      ({ schema }) => isPlainObject(schema.properties) && 'url' in schema.properties && 'response' in schema.properties,
    );

    expect(requests.length).toBeGreaterThanOrEqual(8);
    for (const { at, schema } of requests)
      expect([at, schema.properties]).toEqual([
        at,
        expect.objectContaining({
          isc: { $ref: 'values.json#/definitions/vendorOnly' },
          agency: { $ref: 'values.json#/definitions/vendorOnly' },
        }),
      ]);
  });

  test('exist for every kind of document', () => {
    expect(SCHEMA_NAMES.length).toBeGreaterThanOrEqual(27);
  });
});

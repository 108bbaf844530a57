import { isPlainObject } from '../core/json.ts';
import type { Schema } from './schema-files.ts';
import { SCHEMA_FILES } from './schema-files.ts';

/**
 * All schemas as definitions of one: `request.json#/definitions/url` is `request.url` here, a file as a whole bears the
 * file's name. Everything then exists once, however many files refer to it.
 */
export function schemaDefinitions(): Record<string, Schema> {
  const definitions: Record<string, Schema> = {};
  for (const [file, { $schema, definitions: inner, ...whole }] of Object.entries(SCHEMA_FILES)) {
    const name = file.replace(/\.json$/, '');
    const known = isPlainObject(inner) ? inner : {};
    // A file that only collects definitions says nothing by itself.
    if (Object.keys(whole).some((keyword) => keyword !== 'title' && keyword !== 'description')) {
      definitions[name] = withPlainReferences(whole, name) as Schema; // an object in, an object out
    }
    for (const [key, schema] of Object.entries(known)) {
      definitions[`${name}.${key}`] = withPlainReferences(schema, name) as Schema;
    }
  }
  return definitions;
}

/** The definition a reference such as `request.json#/definitions/url` leads to. */
export function definitionName(reference: string, name = ''): string {
  const [file = '', pointer = ''] = reference.split('#');
  const target = file === '' ? name : file.replace(/\.json$/, '');
  const key = pointer.replace(/^\/definitions\//, '');
  return key === '' ? target : `${target}.${key}`;
}

function withPlainReferences(schema: unknown, name: string): unknown {
  if (Array.isArray(schema)) return schema.map((inner: unknown) => withPlainReferences(inner, name));
  if (!isPlainObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, inner]) =>
      keyword === '$ref' && typeof inner === 'string'
        ? [keyword, `#/definitions/${definitionName(inner, name)}`]
        : [keyword, withPlainReferences(inner, name)],
    ),
  );
}

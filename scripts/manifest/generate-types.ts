import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JSONSchema } from 'json-schema-to-typescript';
import { isPlainObject } from '../core/json.ts';
import { MAPS } from './schema-branches.ts';
import { schemaDefinitions } from './schema-definitions.ts';
import type { Schema } from './schema-files.ts';

const HEADER = [
  '// Generated from scripts/manifest/schemas by scripts/manifest/generate-types.ts. Do not edit.',
  '',
  '',
].join('\n');

/** Where the types are kept, from the project's root. */
export const TYPES_FILE = 'scripts/manifest/types.generated.ts';
const ROOT = 'Schemas';

/** Writes TypeScript types of everything the schemas define: the text of `types.generated.ts`. */
export async function generateTypes(): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  const definitions = schemaDefinitions();
  const types = Object.entries(definitions).flatMap(([name, schema]) =>
    schema.tsType === undefined
      ? [[typeName(name, schema), withTypeNames(schema, definitions) as object] as const]
      : [],
  );
  const root = { title: ROOT, type: 'object', additionalProperties: false, definitions: Object.fromEntries(types) };
  // A schema, though put together from parts whose type says only "object".
  const text = await compile(root as JSONSchema, ROOT, {
    bannerComment: '',
    format: false,
    unreachableDefinitions: true,
    additionalProperties: true,
    $refOptions: { resolve: { external: false } },
  });
  return HEADER + indent(withoutNotes(text));
}

/** A definition is called by its title; the names of definitions are not unique, titles are. */
function typeName(name: string, { title }: Schema): string {
  if (typeof title === 'string' && /^[A-Z]\w*$/.test(title)) return title;
  throw new Error(`The definition ${name} needs a title that can name a type.`);
}

/** Refers to other definitions by their types' names, so that each type is written once and keeps its name. */
function withTypeNames(schema: unknown, definitions: Readonly<Record<string, Schema>>): unknown {
  if (Array.isArray(schema)) return schema.map((inner: unknown) => withTypeNames(inner, definitions));
  if (!isPlainObject(schema)) return schema;
  const { $ref, ...rest } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/definitions/', '');
    const target = definitions[name] ?? {};
    const { title, description } = rest;
    const own = typeof target.tsType === 'string' ? target.tsType : typeName(name, target);
    return { ...(title !== undefined && { title }), ...(description !== undefined && { description }), tsType: own };
  }
  const plain = Object.entries(rest).filter(([keyword]) => !CONDITIONS.has(keyword));
  const mapped = Object.fromEntries(
    plain.map(([keyword, inner]) => [keyword, typeInside(keyword, inner, definitions)]),
  );
  return TYPED.some((keyword) => keyword in mapped) ? mapped : { ...mapped, tsType: 'unknown' };
}

function typeInside(keyword: string, inner: unknown, definitions: Readonly<Record<string, Schema>>): unknown {
  if (MAPS.has(keyword) && isPlainObject(inner)) {
    return Object.fromEntries(
      Object.entries(inner).map(([name, schema]) => [name, withTypeNames(schema, definitions)]),
    );
  }
  return keyword === 'enum' || keyword === 'required' ? inner : withTypeNames(inner, definitions);
}

/** What makes a schema say something about types; one without them takes any value. */
const TYPED = ['type', 'enum', 'const', 'anyOf', 'tsType'];

/** Keywords no type can express. */
const CONDITIONS: ReadonlySet<string> = new Set(['if', 'then', 'else', 'not', 'dependencies', 'allOf', 'default']);

/** The generator notes on every type where in its input it stood, which is nowhere a reader could look. */
function withoutNotes(text: string): string {
  return text
    .replace(/^ ?\* This interface was referenced by (?:(?!\*\/)[\s\S])*?via the `\w+` "[^"]*"\.\n/gm, '')
    .replace(
      new RegExp(
        `/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n(?=export interface ${ROOT} )|^export interface ${ROOT} \\{[^}]*\\}\\n?`,
        'gm',
      ),
      '',
    )
    .replace(/(?: \*[ ]?\n)+( \*\/)/g, '$1')
    .replace(/\/\*\*\n \*\/\n/g, '');
}

/** Indents by braces; the text has no braces inside strings. */
function indent(text: string): string {
  let depth = 0;
  const lines = text.split('\n').map((line) => {
    const bare = line.trimEnd();
    const isComment = /^\s*(?:\/\*\*|\*)/.test(bare);
    if (!isComment && /^[})]/.test(bare)) depth--;
    const indented = bare === '' ? '' : '  '.repeat(depth) + bare;
    if (!isComment && /\{$/.test(bare)) depth++;
    return indented;
  });
  return `${lines.join('\n').trim()}\n`;
}

async function writeTypes(): Promise<void> {
  writeFileSync(join(process.cwd(), TYPES_FILE), await generateTypes());
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) void writeTypes();

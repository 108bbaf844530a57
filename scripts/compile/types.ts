import { compile } from 'json-schema-to-typescript';
import type { JsonObject } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { Manifest, ModuleComponent } from '../manifest/manifest.ts';
import { schemaOfFields } from '../parameters/json-schema.ts';

/** TypeScript types of one module: what it takes and what it puts out. */
export interface ModuleTypes {
  readonly module: string;
  readonly text: string;
}

/** Writes the types of every module's parameters and output bundle. */
export async function moduleTypes(manifest: Manifest): Promise<ModuleTypes[]> {
  const types: ModuleTypes[] = [];
  for (const module of Object.values(manifest.modules)) {
    types.push({ module: module.name, text: await typesOf(module, manifest.app.name) });
  }
  return types;
}

async function typesOf(module: ModuleComponent, app: string): Promise<string> {
  const { name, label, moduleType, sections } = module;
  const base = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const parameters = [...elementsOf(sections.staticParams), ...elementsOf(sections.mappableParams)];
  const parts = [
    `// Generated from the module "${name}" of the app "${app}"; changes are lost.`,
    await declare(
      `${base}Parameters`,
      `What a user fills in: ${label}`,
      schemaOfFields(parameters, { purpose: 'parameters' }),
    ),
  ];
  if (moduleType !== 'responder') {
    const schema = schemaOfFields(sections.interface, { purpose: 'output' });
    parts.push(await declare(`${base}Bundle`, `One bundle it puts out: ${label}`, schema));
  }
  return `${parts.join('\n\n')}\n`;
}

/** A section that is one reference counts as a list with that reference. */
const elementsOf = (section: unknown): readonly unknown[] =>
  Array.isArray(section) ? section : section === undefined ? [] : [section];

/** Without `format: false` the library would run a whole formatter; nothing else needs one. */
async function declare(name: string, description: string, schema: JsonObject): Promise<string> {
  const described = { ...anythingGoes(schema), title: name, description: description.replaceAll('*/', '*\\/') };
  const text = await compile(described, name, {
    format: false,
    bannerComment: '',
    additionalProperties: false,
  });
  return indent(text);
}

/** Marks schemas that say nothing of the value as `unknown`; the library would take them for objects. */
function anythingGoes(schema: JsonObject): JsonObject {
  const properties = isPlainObject(schema.properties) && mapValues(schema.properties);
  const items = isPlainObject(schema.items) && anythingGoes(schema.items as JsonObject); // A schema is JSON.
  const isSilent = !SAYING.some((key) => schema[key] !== undefined);
  return {
    ...schema,
    ...(properties && { properties }),
    ...(items && { items }),
    ...(isSilent && { tsType: 'unknown' }),
  };
}

const SAYING = [
  'type',
  'properties',
  'items',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
  'additionalProperties',
];

const mapValues = (properties: Record<string, unknown>): JsonObject =>
  Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, anythingGoes(inner as JsonObject)])); // Properties are schemas.

/** Indents by braces; the library leaves that to a formatter. */
function indent(text: string): string {
  let depth = 0;
  let isComment = false;
  const lines = text
    .trim()
    .split('\n')
    .map((line) => {
      const bare = line.trim();
      isComment ||= bare.startsWith('/**');
      if (!isComment && /^[}\])]/.test(bare)) depth--;
      const indented = `${'  '.repeat(depth)}${bare.startsWith('*') ? ' ' : ''}${bare}`;
      if (!isComment && /[{[(]$/.test(bare)) depth++;
      if (bare.endsWith('*/')) isComment = false;
      return indented.trimEnd();
    });
  return lines.join('\n').replaceAll('{\n\n}', '{}');
}

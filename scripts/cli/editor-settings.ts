import { fileNameOf } from '../layouts/local-paths.ts';
import { type Manifest, PLURALS } from '../manifest/manifest.ts';
import { SCHEMA_REFERENCES, type SchemaName } from '../manifest/schema-names.ts';
import { SECTIONS, type SectionRow, sectionRow } from '../manifest/sections.ts';

/** Files that a schema is for, as VS Code's `json.schemas` has them; later patterns win, `!` excludes. */
export interface Association {
  readonly fileMatch: readonly string[];
  readonly schema: string;
}

/** Every section file of the local-development layout, and `makecomapp.json`, with the schema it must fit. */
export function associations(manifest?: Manifest): Association[] {
  const rows = SECTIONS.flatMap((row) => (row.schema === null ? [] : [{ ...row, schema: row.schema }]));
  const common = rows
    .filter((row) => !isSpecial(row))
    .map(({ schema, ...row }) => ({ pattern: patternOf(row), schema }));
  const special = manifest ? specialFiles(manifest) : [];
  const found = new Map<SchemaName, string[]>();
  for (const { pattern, schema } of [
    ...common,
    ...special,
    { pattern: 'makecomapp.json', schema: 'makecomapp' } as const,
  ]) {
    const known = found.get(schema) ?? [];
    if (!known.includes(pattern)) found.set(schema, [...known, pattern]);
  }
  const excluded = special.map(({ pattern }) => `!${pattern}`);
  return [...found].map(([schema, patterns]) => ({
    fileMatch: schema === 'communication' ? [...patterns, ...excluded] : patterns,
    schema: SCHEMA_REFERENCES[schema],
  }));
}

/** Two kinds of modules have a communication of their own, in a file named like all others. */
const isSpecial = ({ schema }: SectionRow): boolean => schema === 'instant-trigger' || schema === 'responder';

function patternOf({ kind, suffix }: Pick<SectionRow, 'kind' | 'suffix'>): string {
  return kind === 'app' ? suffix : `${PLURALS[kind]}/*/*.${suffix}`;
}

interface SpecialFile {
  readonly pattern: string;
  readonly schema: SchemaName;
}

function specialFiles(manifest: Manifest): SpecialFile[] {
  return Object.values(manifest.modules).flatMap((module) => {
    const row = sectionRow(module, 'communication');
    if (!row || row.schema === null || !isSpecial(row)) return [];
    return [{ pattern: `modules/*/${fileNameOf(module)}.${row.suffix}`, schema: row.schema }];
  });
}

import { createHash } from 'node:crypto';
import type { SectionRow } from '../manifest/sections.ts';

/** MD5 of each stored column of a component, by Make's name of the column; null for a column that is null. */
export type Checksums = Readonly<Record<string, unknown>>;

export const md5 = (content: string | Uint8Array): string => createHash('md5').update(content).digest('hex');

/** Claims that Make has this very text (make-app-format.md §2.5). */
export function isSameText(row: SectionRow, text: Uint8Array, checksums: Checksums): boolean {
  const columns = columnsOf(row);
  const known = columns.map((column) => checksums[column]);
  if (known.includes(md5(text))) return true;
  // A column of source text, where there is one, decides alone: comments count. A section without one is kept as plain JSON.
  if (columns.some((column) => column.endsWith('_jsonc') && checksums[column] !== undefined)) return false;
  const plain = row.format === 'json' ? minified(text) : undefined;
  return plain !== undefined && known.includes(md5(plain));
}

/** Columns a section may be in; Make spells its names with underscores. */
function columnsOf({ section, api }: SectionRow): string[] {
  const column = section === 'readme' ? 'content' : (api ?? section);
  const names = new Set([section, column, column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]);
  return [...names].flatMap((name) => [name, `${name}_jsonc`]);
}

/** JSON as Make keeps it in a column without source text (ASM-14); undefined for what is no JSON. */
function minified(text: Uint8Array): string | undefined {
  try {
    return JSON.stringify(JSON.parse(new TextDecoder().decode(text)));
  } catch {
    return undefined;
  }
}

/** Columns of metadata by key of a PATCH body; a webhook has none. */
const METADATA_COLUMNS: Readonly<Record<string, string>> = {
  label: 'label',
  description: 'description',
  typeId: 'type_id',
  crud: 'crud',
  connection: 'account_name',
  altConnection: 'alt_account_name',
  annotations: 'annotations',
  attachedAccounts: 'attached_accounts',
};

/**
 * Keys of a body that are not known to be what Make has. Collections always count as different, and so does a
 * reference that is left out, because the reference client hashes its absence (make-app-format.md §2.5).
 */
export function differingKeys(body: Readonly<Record<string, unknown>>, checksums: Checksums): string[] {
  return Object.keys(body).filter((key) => {
    const column = METADATA_COLUMNS[key];
    const known = column === undefined ? undefined : checksums[column];
    const value = body[key];
    if (value === null) return known !== null;
    return typeof value === 'object' || typeof known !== 'string' || known !== md5(String(value));
  });
}

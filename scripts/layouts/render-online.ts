import type { Json } from '../core/json.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { componentPath, componentsOf, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { filedRowsOf } from '../manifest/sections.ts';
import { archivedFileName } from './archive-paths.ts';
import { METADATA_FILE } from './folder-metadata.ts';
import { functionText, metadataOf } from './local.ts';
import type { OutputFile } from './output-file.ts';
import { textFile } from './output-file.ts';
import type { SourceFiles } from './source-files.ts';
import { textToWrite } from './source-files.ts';

/**
 * Writes an app in the layout the editor shows online: a folder per component, a file per section called as the API
 * calls it (make-app-format.md §1.9.2). A `metadata.json` in each folder states what this layout has no place for.
 */
export function renderOnline(
  manifest: Manifest,
  { icon, source }: { readonly icon?: Uint8Array | undefined; readonly source?: SourceFiles | undefined } = {},
): OutputFile[] {
  const root = manifest.app.name;
  const taken = new Set<string>();
  const versioned = `${root}/${manifest.app.version}`;
  const write = (path: string, row: SectionRow, component: Component | 'app'): OutputFile => {
    const isApp = component === 'app';
    const value = (isApp ? manifest : component).sections[row.section];
    const text = isApp ? undefined : functionText(component, row);
    const name = isApp ? 'app' : componentPath(component);
    return textFile(path, text ?? textToWrite({ component: name, row, value }, source));
  };
  return [
    metadataFile(`${versioned}/${METADATA_FILE}`, { ...manifest.app }),
    ...filedRowsOf('app').map((row) => write(`${versioned}/${archivedFileName(row)}`, row, 'app')),
    ...(icon ? [{ path: `${versioned}/assets/icon.png`, bytes: icon }] : []),
    ...componentsOf(manifest).flatMap((component) => {
      const { kind, name } = component;
      const parent = kind === 'connection' || kind === 'webhook' ? root : versioned;
      const folder = freeFolder(`${parent}/${PLURALS[kind]}/${name}`, taken);
      return [
        metadataFile(`${folder}/${METADATA_FILE}`, { name, ...metadataOf(component) }),
        ...filedRowsOf(component).map((row) => write(`${folder}/${fileNameOf(component, row)}`, row, component)),
      ];
    }),
  ];
}

/** Disks that do not tell capitals apart hold one folder of such a name; the metadata in it states the ID. */
function freeFolder(folder: string, taken: Set<string>): string {
  let free = folder;
  for (let copy = 2; taken.has(free.toLowerCase()); copy++) free = `${folder}${copy}`;
  taken.add(free.toLowerCase());
  return free;
}

/** The editor shows the communication of an OAuth connection under a name of its own, for the schema it has. */
const fileNameOf = (component: Component, row: SectionRow): string =>
  row.api === null
    ? `${row.section}.md`
    : row.oauthOnly && row.section === 'communication' && component.kind === 'connection'
      ? 'api-oauth.imljson'
      : archivedFileName(row);

const metadataFile = (path: string, metadata: Readonly<Record<string, Json>>): OutputFile =>
  textFile(path, JSON.stringify(metadata, null, 4));

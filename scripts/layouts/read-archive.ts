import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import { InputError, sortProblems } from '../core/problems.ts';
import type { AppMetadata, Component, ComponentKind, Manifest, Sections } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { SchemaName } from '../manifest/schema-names.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { archivedRowsOf } from '../manifest/sections.ts';
import { validateSection } from '../manifest/validate-section.ts';
import { archivedFileName } from './archive-paths.ts';
import type { Entry } from './component-entry.ts';
import { componentOf, moduleTypeOf } from './component-entry.ts';
import type { FileIndex } from './file-index.ts';
import { createFileIndex } from './file-index.ts';
import { parseJsonc } from './jsonc.ts';
import type { LoadedManifest } from './loaded.ts';
import { decodeText } from './project-folder.ts';
import { readSectionText } from './section-text.ts';
import { assumedKeys, standInMetadata } from './stand-in-metadata.ts';
import { createLineIndex } from './text-position.ts';
import { unpackZip } from './zip.ts';

interface Reading {
  readonly entries: ReadonlyMap<string, Uint8Array>;
  /** Root folder with its slash. */
  readonly root: string;
  /** Format version: 1 has singular folder names and no endpoints. */
  readonly version: 1 | 2;
  /** What positions call the archive. */
  readonly name: string | undefined;
  readonly index: FileIndex;
  readonly problems: Problem[];
}

/**
 * Reads an import archive of either format version, as the editor's importer reads it. Throws an InputError for what is
 * no archive of an app, or not a safe one; what is wrong with single parts is reported.
 */
export function readArchive(bytes: Uint8Array, { name }: { readonly name?: string } = {}): LoadedManifest {
  const entries = unpackZip(bytes, name);
  const root = rootOf(entries, name);
  const reading: Reading = {
    entries,
    root,
    version: versionOf(entries, root, name),
    name,
    index: createFileIndex(),
    problems: [],
  };
  const metadata = readMetadata(reading, 'metadata.json', 'archive-metadata', 'app');
  if (!metadata) throw withoutMetadata(reading);
  checkApp(metadata, reading);
  const sections = readSections(reading, '', 'app', archivedRowsOf('app'));
  const maps: Record<string, Record<string, Component>> = {};
  for (const kind of COMPONENT_KINDS) maps[PLURALS[kind]] = readComponents(kind, reading);
  const known = metadataIn(metadata);
  const icon = entries.get(`${root}assets/icon.png`);
  return {
    // Every kind was read by the loop above, each into the map of its own plural.
    manifest: { app: standInMetadata(known, root.slice(0, -1), undefined), sections, ...maps } as unknown as Manifest,
    problems: sortProblems(reading.problems),
    locate: reading.index.locate,
    ...(icon && { icon }),
    assumed: assumedKeys(known),
  };
}

function withoutMetadata({ root, entries, name = 'The archive', problems: [problem] }: Reading): InputError {
  const file = `${root}metadata.json`;
  if (!entries.has(file)) return new InputError(`${name} has no ${file}.`, { fix: 'export the app again.' });
  const reason = problem?.message ?? 'It is not UTF-8 text.';
  return new InputError(`${name}: ${file} cannot be read. ${reason}`, { fix: problem?.fix ?? 'export the app again.' });
}

function rootOf(entries: ReadonlyMap<string, Uint8Array>, name = 'The archive'): string {
  const roots = [...new Set([...entries.keys()].map((path) => path.slice(0, path.indexOf('/') + 1)))];
  const [root] = roots;
  if (root === undefined || root === '' || roots.length > 1) {
    throw new InputError(`${name} is no app archive: it must have one root folder, named like the app.`, {
      fix: 'export the app from the editor, or build it.',
    });
  }
  return root;
}

function versionOf(entries: ReadonlyMap<string, Uint8Array>, root: string, name = 'The archive'): 1 | 2 {
  const bytes = entries.get(`${root}.sdk`);
  if (!bytes) return 1;
  const stated = parseJsonc(decodeText(bytes) ?? '').value;
  const version = isPlainObject(stated) ? stated.version : undefined;
  if (version === 1 || version === 2) return version;
  throw new InputError(`${name} has format version ${JSON.stringify(version)}; 1 and 2 are known.`, {
    fix: 'export the app with a version this tool knows.',
  });
}

/** Names and references in an archive go by the root folder; a wrong one makes the importer find nothing. */
function checkApp(metadata: Entry, { root, problems, entries, ...reading }: Reading): void {
  const folder = root.slice(0, -1);
  const at = { component: 'app', path: [], ...(reading.name !== undefined && { file: reading.name }) };
  if (metadata.name !== folder) {
    const message = `The root folder is "${folder}", but metadata.json calls the app ${JSON.stringify(metadata.name)}; an import would find nothing.`;
    problems.push({
      code: 'MAN061',
      severity: 'error',
      message,
      fix: 'rename the folder.',
      ...at,
      path: ['name'],
      ...fileOf(`${root}metadata.json`, reading.name),
    });
  }
  for (const required of ['base.imljson', 'readme.md']) {
    if (entries.has(`${root}${required}`)) continue;
    problems.push({
      code: 'MAN061',
      severity: 'error',
      message: `The archive has no ${required}; an import would fail.`,
      fix: 'export the app again.',
      ...at,
    });
  }
}

function readComponents(kind: ComponentKind, reading: Reading): Record<string, Component> {
  if (kind === 'endpoint' && reading.version === 1) return {};
  const parent = `${reading.root}${reading.version === 1 ? kind : PLURALS[kind]}/`;
  const inside = [...reading.entries.keys()]
    .filter((path) => path.startsWith(parent))
    .map((path) => path.slice(parent.length));
  const names = [...new Set(inside.flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])))];
  return Object.fromEntries(
    names.flatMap((folder): [string, Component][] => {
      const component = readComponent(kind, folder, parent.slice(reading.root.length), reading);
      return component ? [[component.name, component]] : [];
    }),
  );
}

const SCHEMAS: Readonly<Record<Exclude<ComponentKind, 'function'>, SchemaName>> = {
  connection: 'archive-connection',
  webhook: 'archive-webhook',
  module: 'archive-module',
  rpc: 'archive-rpc',
  endpoint: 'archive-endpoint',
};

function readComponent(kind: ComponentKind, folder: string, parent: string, reading: Reading): Component | undefined {
  const dir = `${parent}${folder}/`;
  const component = `${PLURALS[kind]}.${folder}`;
  if (kind === 'function')
    return componentOf(kind, folder, {}, readSections(reading, dir, component, archivedRowsOf({ kind })));
  const metadata = readMetadata(reading, `${dir}metadata.json`, SCHEMAS[kind], component);
  if (!metadata) {
    if (!reading.entries.has(`${reading.root}${dir}metadata.json`)) {
      const message = `The ${kind === 'rpc' ? 'RPC' : kind} "${folder}" has no metadata.json; an import would fail.`;
      const at = { component, path: [], ...(reading.name !== undefined && { file: reading.name }) };
      reading.problems.push({ code: 'MAN056', severity: 'error', message, fix: 'export the app again.', ...at });
    }
    return undefined;
  }
  const entry = entryOf(kind, metadata);
  const name = typeof metadata.name === 'string' ? metadata.name : folder;
  const type = {
    kind,
    ...(kind === 'module' && { moduleType: moduleTypeOf(entry) ?? 'action' }),
    connectionType: entry.connectionType === 'oauth' ? 'oauth' : 'basic',
  } as const;
  const sections = readSections(reading, dir, `${PLURALS[kind]}.${name}`, archivedRowsOf(type));
  return componentOf(
    kind,
    name,
    entry,
    kind === 'connection' ? withoutIdleScopes(type, sections) : withContext(metadata, kind, sections),
  );
}

/** An archive calls every type `type`. */
function entryOf(kind: ComponentKind, metadata: Entry): Entry {
  const { type } = metadata;
  return {
    ...metadata,
    ...(kind === 'module' && { moduleType: type }),
    ...(kind === 'webhook' && { webhookType: type }),
    ...(kind === 'connection' && { connectionType: type }),
  };
}

/** Archives hold both scope sections for every connection; for one without OAuth they are mere filling. */
function withoutIdleScopes({ connectionType }: { readonly connectionType: string }, sections: Sections): Sections {
  if (connectionType === 'oauth') return sections;
  return Object.fromEntries(
    Object.entries(sections).filter(
      ([section, value]) =>
        (section !== 'scopeList' && section !== 'defaultScope') || Object.keys(value ?? {}).length > 0,
    ),
  );
}

const withContext = ({ context }: Entry, kind: ComponentKind, sections: Sections): Sections =>
  kind === 'endpoint' && typeof context === 'string' ? { ...sections, context } : sections;

function readMetadata(
  { entries, root, name, index, problems }: Reading,
  path: string,
  schema: SchemaName,
  component: string,
): Entry | undefined {
  const bytes = entries.get(root + path);
  if (!bytes) return undefined;
  const file = fileOf(root + path, name);
  const text = decodeText(bytes) ?? '';
  const document = parseJsonc(text);
  const lines = createLineIndex(text);
  const positionOf = (at: Problem['path']) => ({ ...file, ...lines.at(document.offsetOf(at ?? [])) });
  index.addMetadata(component, positionOf);
  if (document.failure) {
    const { message, fix } = document.failure;
    problems.push({ code: 'MAN051', severity: 'error', message, fix, component, path: [], ...positionOf([]) });
    return undefined;
  }
  problems.push(
    ...validateSection(schema, document.value, { component }).map((problem) => ({
      ...problem,
      ...positionOf(problem.path),
    })),
  );
  return isPlainObject(document.value) ? document.value : undefined;
}

function readSections(reading: Reading, dir: string, component: string, rows: readonly SectionRow[]): Sections {
  return Object.fromEntries(
    rows.flatMap((row): [string, Sections[string]][] => {
      const value = readSection(reading, `${reading.root}${dir}${archivedFileName(row)}`, component, row);
      return value === undefined ? [] : [[row.section, value]];
    }),
  );
}

function readSection(
  { entries, name, index, problems }: Reading,
  path: string,
  component: string,
  row: SectionRow,
): Sections[string] | undefined {
  const bytes = entries.get(path);
  if (!bytes) return row.empty;
  const file = fileOf(path, name).file;
  const text = decodeText(bytes);
  if (text === undefined) {
    problems.push({
      code: 'MAN053',
      severity: 'error',
      message: `"${path}" is not UTF-8 text.`,
      fix: 'export the app again.',
      component,
      section: row.section,
      path: [],
      file,
    });
    return undefined;
  }
  const section = readSectionText(row, text, { component, section: row.section, file });
  problems.push(...section.problems);
  index.addSection(component, row.section, file, section.positionOf);
  return section.value;
}

/** Make's importer sets audience and description from what is there (make-app-format.md §1.9.3). */
function metadataIn({ name, label, version, theme, language, countries }: Entry): Partial<AppMetadata> {
  const listed = Array.isArray(countries) ? countries.map(String) : [];
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof label === 'string' && { label, description: `Imported app ${label}.` }),
    ...(typeof version === 'number' && { version }),
    ...(typeof theme === 'string' && { theme }),
    ...(typeof language === 'string' && { language }),
    audience: listed.length > 0 ? 'countries' : 'global',
    countries: listed.length > 0 ? listed : null,
  };
}

const fileOf = (path: string, name: string | undefined): { readonly file: string } => ({
  file: name === undefined ? path : `${name}!/${path}`,
});

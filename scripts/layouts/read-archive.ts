import { readFile, stat } from 'node:fs/promises';
import { isPlainObject } from '../core/json.ts';
import { InputError, sortProblems } from '../core/problems.ts';
import type { AppMetadata, Component, ComponentKind, Manifest, Sections } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, componentPath, PLURALS } from '../manifest/manifest.ts';
import type { SchemaName } from '../manifest/schema-names.ts';
import { archivedRowsOf } from '../manifest/sections.ts';
import { type ArchiveReading, fileOf, readMetadata, readSections, take } from './archive-reading.ts';
import type { Entry } from './component-entry.ts';
import { componentOf, moduleTypeOf } from './component-entry.ts';
import { createFileIndex } from './file-index.ts';
import { parseJsonc } from './jsonc.ts';
import type { LoadedManifest } from './loaded.ts';
import { PROJECT_FILE } from './project-file.ts';
import { assumedKeys, standInMetadata } from './stand-in-metadata.ts';
import { decodeText } from './text-encoding.ts';
import { checkNameIsSafe, NOUNS } from './unsafe-name.ts';
import { tooLarge, unpackZip, ZIP_LIMITS } from './zip.ts';

/** Reads an import archive from disk. */
export async function readArchiveFile(file: string): Promise<LoadedManifest> {
  const { size } = await stat(file);
  if (size > ZIP_LIMITS.archive) throw tooLarge(file);
  return readArchive(await readFile(file), { name: file });
}

/**
 * Reads an import archive of either format version, as the editor's importer reads it. Throws an InputError for what is
 * no archive of an app, or not a safe one; what is wrong with single parts is reported.
 */
export function readArchive(bytes: Uint8Array, { name }: { readonly name?: string } = {}): LoadedManifest {
  const entries = unpackZip(bytes, name);
  refuseZippedFolder(entries, name);
  const root = rootOf(entries, name);
  const reading: ArchiveReading = {
    entries,
    unread: new Set(entries.keys()),
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
  const icon = take(reading, `${root}assets/icon.png`);
  reportUnread(reading);
  return {
    // Every kind was read by the loop above, each into the map of its own plural.
    manifest: { app: standInMetadata(known, root.slice(0, -1), undefined), sections, ...maps } as unknown as Manifest,
    problems: sortProblems(reading.problems),
    locate: reading.index.locate,
    ...(icon && { icon }),
    assumed: assumedKeys(known),
    guessed: new Set(),
    source: { sectionOf: reading.index.sectionOf },
  };
}

function withoutMetadata({ root, entries, name = 'The archive', problems: [problem] }: ArchiveReading): InputError {
  const file = `${root}metadata.json`;
  if (!entries.has(file)) return new InputError(`${name} has no ${file}.`, { fix: 'export the app again.' });
  const reason = problem?.message ?? 'It is not UTF-8 text.';
  return new InputError(`${name}: ${file} cannot be read. ${reason}`, { fix: problem?.fix ?? 'export the app again.' });
}

/** A local-development folder that somebody packed is not what the editor exports. */
function refuseZippedFolder(entries: ReadonlyMap<string, Uint8Array>, name = 'The archive'): void {
  if (![...entries.keys()].some((path) => PACKED_PROJECT.test(path))) return;
  throw new InputError(`${name} is a zipped folder, no import archive.`, {
    fix: `unpack it and give the folder that holds ${PROJECT_FILE}.`,
  });
}

/** The project file at the root, or up to two folders below it: `src` in a packed repository. */
const PACKED_PROJECT = /^(?:[^/]+\/){0,2}makecomapp\.json$/;

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
  const decoded = decodeText(bytes);
  const stated = 'text' in decoded ? parseJsonc(decoded.text).value : undefined;
  const version = isPlainObject(stated) ? stated.version : undefined;
  if (version === 1 || version === 2) return version;
  throw new InputError(`${name} has format version ${JSON.stringify(version)}; 1 and 2 are known.`, {
    fix: 'export the app with a version this tool knows.',
  });
}

/** Names and references in an archive go by the root folder; a wrong one makes the importer find nothing. */
function checkApp(metadata: Entry, { root, problems, entries, ...reading }: ArchiveReading): void {
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

function readComponents(kind: ComponentKind, reading: ArchiveReading): Record<string, Component> {
  if (kind === 'endpoint' && reading.version === 1) return {};
  const parent = `${reading.root}${reading.version === 1 ? kind : PLURALS[kind]}/`;
  const inside = [...reading.entries.keys()]
    .filter((path) => path.startsWith(parent))
    .map((path) => path.slice(parent.length));
  const names = [...new Set(inside.flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])))];
  const components = new Map<string, Component>();
  for (const folder of names) {
    const component = readComponent(kind, folder, parent.slice(reading.root.length), reading);
    if (component && components.has(component.name))
      reportSecond(component, `${parent}${folder}/metadata.json`, reading);
    else if (component) components.set(component.name, component);
  }
  return Object.fromEntries(components);
}

function reportSecond(component: Component, path: string, { problems, name }: ArchiveReading): void {
  const at = { component: componentPath(component), path: ['name'], ...fileOf(path, name) };
  const message = `The ${NOUNS[component.kind]} "${component.name}" is there twice; only the first one is read.`;
  problems.push({ code: 'MAN054', severity: 'error', message, fix: 'give one of them another name.', ...at });
}

/** The importer passes over what it does not know, and so would its author. */
function reportUnread({ unread, root, problems, name }: ArchiveReading): void {
  unread.delete(`${root}.sdk`);
  for (const path of unread) {
    const message = `"${path}" is no part of an app; it is not read, and an import ignores it.`;
    const fix = 'remove it, or see whether it is in the right folder.';
    problems.push({
      code: 'MAN061',
      severity: 'warning',
      message,
      fix,
      component: 'app',
      path: [],
      ...fileOf(path, name),
    });
  }
}

const SCHEMAS: Readonly<Record<Exclude<ComponentKind, 'function'>, SchemaName>> = {
  connection: 'archive-connection',
  webhook: 'archive-webhook',
  module: 'archive-module',
  rpc: 'archive-rpc',
  endpoint: 'archive-endpoint',
};

function readComponent(
  kind: ComponentKind,
  folder: string,
  parent: string,
  reading: ArchiveReading,
): Component | undefined {
  const dir = `${parent}${folder}/`;
  const component = `${PLURALS[kind]}.${folder}`;
  if (kind === 'function')
    return componentOf(kind, folder, {}, readSections(reading, dir, component, archivedRowsOf({ kind })));
  const metadata = readMetadata(reading, `${dir}metadata.json`, SCHEMAS[kind], component);
  if (!metadata) return passOver(kind, folder, dir, reading);
  const entry = entryOf(kind, metadata);
  const name = typeof metadata.name === 'string' ? metadata.name : folder;
  const unsafe = checkNameIsSafe(kind, name);
  const at = { component, ...fileOf(`${reading.root}${dir}metadata.json`, reading.name) };
  reading.problems.push(...unsafe.map((problem) => ({ ...problem, ...at })));
  if (unsafe.length > 0) return undefined;
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

/** Leaves out a component whose metadata is missing, or did not parse, which was reported then. */
function passOver(kind: ComponentKind, folder: string, dir: string, reading: ArchiveReading): undefined {
  const { unread, entries, root, problems, name } = reading;
  for (const path of unread) if (path.startsWith(root + dir)) unread.delete(path);
  if (entries.has(`${root}${dir}metadata.json`)) return;
  const message = `The ${NOUNS[kind]} "${folder}" has no metadata.json; an import would fail.`;
  const at = { component: `${PLURALS[kind]}.${folder}`, path: [], ...(name !== undefined && { file: name }) };
  problems.push({ code: 'MAN056', severity: 'error', message, fix: 'export the app again.', ...at });
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

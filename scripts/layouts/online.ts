import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import { InputError, sortProblems } from '../core/problems.ts';
import type { AppMetadata, Component, ComponentKind, Manifest, ModuleType, Sections } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { SECTIONS, sectionRow } from '../manifest/sections.ts';
import { listWords } from '../manifest/words.ts';
import { archivedFileName } from './archive-paths.ts';
import type { Entry } from './component-entry.ts';
import { componentOf, MODULE_TYPES } from './component-entry.ts';
import type { FileIndex } from './file-index.ts';
import { createFileIndex } from './file-index.ts';
import { guessConnectionType, guessModuleType, labelOfName } from './guess-metadata.ts';
import { parseJsonc } from './jsonc.ts';
import type { LoadedManifest } from './loaded.ts';
import type { ProjectFolder } from './project-folder.ts';
import { decodeText, openProjectFolder } from './project-folder.ts';
import { readSectionFile } from './section-file.ts';
import { appIdOf, assumedKeys, standInMetadata } from './stand-in-metadata.ts';

/** Where an online-layout folder keeps its parts, relative to `dir`. */
interface OnlineFolder {
  readonly dir: string;
  /** Ends with a slash, or is empty. */
  readonly versioned: string;
  readonly name: string;
  readonly version: number | undefined;
}

interface Reading {
  readonly folder: ProjectFolder;
  readonly layout: OnlineFolder;
  readonly index: FileIndex;
  readonly problems: Problem[];
}

/** Connections and webhooks belong to the app, everything else to one version of it (make-app-format.md §1.9.2). */
const UNVERSIONED: ReadonlySet<ComponentKind> = new Set(['connection', 'webhook']);

/** Finds an online-layout folder at a path: the app's, one of its versions, or one that holds nothing but the app. */
export async function findOnlineFolder(path: string): Promise<OnlineFolder | undefined> {
  const names = await listFolder(path);
  if (names.includes('base.imljson')) {
    const version = versionOf(basename(resolve(path)));
    const app = version === undefined ? path : dirname(resolve(path));
    const versioned = version === undefined ? '' : `${version}/`;
    return { dir: app, versioned, name: basename(resolve(app)), version };
  }
  const versions = names.flatMap((name) => versionOf(name) ?? []).sort((a, b) => b - a);
  for (const version of versions) {
    if ((await listFolder(join(path, String(version)))).includes('base.imljson')) {
      return { dir: path, versioned: `${version}/`, name: basename(resolve(path)), version };
    }
  }
  const [only, ...others] = names.filter((name) => !name.startsWith('.') && !name.includes('.'));
  return only !== undefined && others.length === 0 && versionOf(only) === undefined
    ? findOnlineFolder(join(path, only))
    : undefined;
}

/**
 * Reads an app in the layout the editor shows online, a folder per component and a file per section. The layout has no
 * metadata: a `metadata.json` beside the sections is used where there is one, the rest is guessed, and each guess told.
 */
export async function readOnline(path: string): Promise<LoadedManifest> {
  const layout = await findOnlineFolder(path);
  if (!layout) {
    throw new InputError(`${path} is no online-layout folder.`, {
      fix: 'give the folder that holds base.imljson, or <version>/base.imljson.',
    });
  }
  const reading: Reading = {
    folder: await openProjectFolder(layout.dir),
    layout,
    index: createFileIndex(),
    problems: [],
  };
  const sections = await readRows(
    reading,
    layout.versioned,
    'app',
    SECTIONS.filter(({ kind }) => kind === 'app'),
  );
  const maps: Record<string, Record<string, Component>> = {};
  for (const kind of COMPONENT_KINDS) maps[PLURALS[kind]] = await readKind(kind, reading, maps);
  const metadata = await readMetadata(reading, layout.versioned);
  const known = metadataIn(metadata, layout);
  const readme = typeof sections.readme === 'string' ? sections.readme : undefined;
  return {
    // Every kind was read by the loop above, each into the map of its own plural.
    manifest: { app: standInMetadata(known, layout.name, readme), sections, ...maps } as unknown as Manifest,
    problems: sortProblems(reading.problems),
    locate: reading.index.locate,
    assumed: assumedKeys(known),
  };
}

type Read = Readonly<Record<string, Readonly<Record<string, Component>>>>;

async function readKind(kind: ComponentKind, reading: Reading, read: Read): Promise<Record<string, Component>> {
  const parent = `${UNVERSIONED.has(kind) ? '' : reading.layout.versioned}${PLURALS[kind]}`;
  const names = (await listFolder(join(reading.folder.dir, parent))).filter((name) => !name.startsWith('.')).sort();
  const components: Record<string, Component> = {};
  for (const name of names) components[name] = await readComponent(kind, name, `${parent}/${name}/`, reading, read);
  return components;
}

async function readComponent(
  kind: ComponentKind,
  name: string,
  dir: string,
  reading: Reading,
  read: Read,
): Promise<Component> {
  const component = `${PLURALS[kind]}.${name}`;
  reading.index.addMetadata(component, () => ({ file: join(reading.folder.dir, dir) }));
  const rows = distinctRows(SECTIONS.filter((row) => row.kind === kind));
  const sections = await readRows(reading, dir, component, rows);
  const stated = await readMetadata(reading, dir);
  const entry = entryOf(kind, name, stated, sections, read);
  const guesses = Object.entries(entry).filter(
    ([key, value]) => GUESSED.has(key) && !(key in stated) && value !== null,
  );
  if (guesses.length > 0) {
    const told = guesses.map(([key, value]) => `${key} "${String(value)}"`);
    const message = `The files do not say it, so this is a guess: ${listWords(told, 'and')}.`;
    const at = { component, path: [], file: join(reading.folder.dir, dir) };
    reading.problems.push({
      code: 'MAN056',
      severity: 'warning',
      message,
      fix: 'compare it with the app at Make.',
      ...at,
    });
  }
  return componentOf(kind, name, entry, withoutForeign(kind, entry, sections));
}

/** What changes how a component works, unlike its texts. */
const GUESSED: ReadonlySet<string> = new Set(['connectionType', 'webhookType', 'moduleType', 'connection', 'webhook']);

/** What is known of a component: stated in metadata, else guessed of its sections and of the components read before. */
function entryOf(kind: ComponentKind, name: string, stated: Entry, sections: Sections, read: Read): Entry {
  const label = labelOfName(name);
  const [connection = null, ...others] = Object.keys(read.connections ?? {});
  const account = others.length === 0 ? connection : null;
  const [webhook = null] = Object.keys(read.webhooks ?? {});
  switch (kind) {
    case 'connection':
      return { label, connectionType: guessConnectionType(sections), ...stated };
    case 'webhook':
      return { label, webhookType: 'web', connection: account, ...stated };
    case 'module': {
      const moduleType = MODULE_TYPES.find((type) => type === stated.moduleType) ?? guessType(name, sections, webhook);
      const isInstant = moduleType === 'instant_trigger';
      return {
        label,
        description: `${label}.`,
        ...(isInstant ? { webhook } : { connection: account }), // the webhook of an instant trigger has the connection
        moduleType,
        ...stated,
      };
    }
    case 'rpc':
      return { label, connection: account, ...stated };
    case 'function':
    case 'endpoint':
      return { label, ...stated };
  }
}

/** Without a webhook nothing can feed an instant trigger. */
function guessType(name: string, sections: Sections, webhook: string | null): ModuleType {
  const guess = guessModuleType(name, sections);
  return guess === 'instant_trigger' && webhook === null ? 'action' : guess;
}

/** Sections another type of the same kind would have. */
function withoutForeign(kind: ComponentKind, entry: Entry, sections: Sections): Sections {
  const moduleType = MODULE_TYPES.find((type) => type === entry.moduleType);
  const type = {
    kind,
    connectionType: entry.connectionType === 'oauth' ? 'oauth' : 'basic',
    ...(moduleType && { moduleType }),
  } as const;
  return Object.fromEntries(Object.entries(sections).filter(([section]) => sectionRow(type, section) !== undefined));
}

async function readRows(
  reading: Reading,
  dir: string,
  component: string,
  rows: readonly SectionRow[],
): Promise<Sections> {
  const present = await listFolder(join(reading.folder.dir, dir));
  const sections: Record<string, Sections[string]> = {};
  for (const row of rows) {
    const file = fileNames(row).find((name) => present.includes(name));
    if (file === undefined) continue;
    const read = await readSectionFile({
      folder: reading.folder,
      path: dir + file,
      row,
      component,
      where: () => undefined,
    });
    reading.problems.push(...read.problems);
    if (read.positionOf) reading.index.addSection(component, row.section, read.file, read.positionOf);
    if (read.value !== undefined) sections[row.section] = read.value;
  }
  return sections;
}

/** The editor shows the communication of an OAuth connection under a name of its own; hand-made folders write `.json`. */
function fileNames(row: SectionRow): readonly string[] {
  if (row.api === null) return [`${row.section}.md`];
  const name = archivedFileName(row);
  return row.section === 'communication' && row.kind === 'connection'
    ? [name, 'api-oauth.imljson']
    : [name, `${row.api}.json`];
}

const distinctRows = (rows: readonly SectionRow[]): SectionRow[] => [
  ...new Map(rows.map((row) => [row.section, row])).values(),
];

/** An unpacked archive has metadata, which calls every type `type`. */
async function readMetadata({ folder }: Reading, dir: string): Promise<Entry> {
  const found = await folder.read(`${dir}metadata.json`);
  const value = 'bytes' in found ? parseJsonc(decodeText(found.bytes) ?? '').value : undefined;
  if (!isPlainObject(value)) return {};
  const { type, ...rest } = value;
  const kind = COMPONENT_KINDS.find((each) => dir.includes(`${PLURALS[each]}/`));
  return type === undefined || kind === undefined ? rest : { ...rest, [`${kind}Type`]: type };
}

function metadataIn({ name, label, theme, language }: Entry, layout: OnlineFolder): Partial<AppMetadata> {
  return {
    name: typeof name === 'string' ? name : appIdOf(layout.name),
    ...(typeof label === 'string' && { label }),
    ...(layout.version !== undefined && { version: layout.version }),
    ...(typeof theme === 'string' && { theme }),
    ...(typeof language === 'string' && { language }),
  };
}

const versionOf = (name: string): number | undefined => (/^[1-9]\d{0,3}$/.test(name) ? Number(name) : undefined);

const listFolder = async (dir: string): Promise<readonly string[]> => readdir(dir).catch(() => []);

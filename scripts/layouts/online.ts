import { join } from 'node:path';
import type { Problem } from '../core/problems.ts';
import { InputError, sortProblems } from '../core/problems.ts';
import type { AppMetadata, Component, ComponentKind, Manifest, Sections } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, MODULE_TYPES, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { SECTIONS, sectionRow } from '../manifest/sections.ts';
import { APP_PLACES, type AppFolder, type ComponentFiles, componentsIn, findAppFolder } from './app-folder.ts';
import type { Entry } from './component-entry.ts';
import { componentOf } from './component-entry.ts';
import type { FileIndex } from './file-index.ts';
import { createFileIndex } from './file-index.ts';
import {
  appMetadataIn,
  componentNameOf,
  entryOf,
  METADATA_FILE,
  namesInGroups,
  type ReadSoFar,
  readMetadataFile,
} from './folder-metadata.ts';
import { tellGuesses } from './guesses.ts';
import type { LoadedManifest } from './loaded.ts';
import type { ProjectFolder } from './project-folder.ts';
import { openProjectFolder } from './project-folder.ts';
import { readSectionFile } from './section-file.ts';
import { distinctRows, sectionsAmong } from './section-names.ts';
import { assumedKeys, standInMetadata } from './stand-in-metadata.ts';
import { checkNameIsSafe, NOUNS } from './unsafe-name.ts';

export { renderOnline } from './render-online.ts';

interface Reading {
  readonly folder: ProjectFolder;
  readonly layout: AppFolder;
  readonly index: FileIndex;
  readonly problems: Problem[];
  readonly guessed: Set<string>;
  /** IDs of modules that other files mention. */
  readonly mentioned: readonly string[];
}

/** Connections and webhooks belong to the app, everything else to one version of it (make-app-format.md §1.9.2). */
const UNVERSIONED: ReadonlySet<ComponentKind> = new Set(['connection', 'webhook']);

/**
 * Reads an app laid out in folders without a project file: as the editor shows it online, as an unpacked archive, or
 * by hand, with files called by the API, by `codeFiles` or by the editor's local layout. Such folders have little or no
 * metadata: a `metadata.json` beside the sections is used where there is one, the rest is guessed, and each guess told.
 */
export async function readOnline(path: string): Promise<LoadedManifest> {
  const layout = await findAppFolder(path);
  if (!layout) {
    throw new InputError(`${path} holds no app.`, {
      fix: 'give the folder that holds base.imljson, or <version>/base.imljson.',
    });
  }
  const folder = await openProjectFolder(layout.dir);
  const bare = { folder, layout, index: createFileIndex(), problems: [], guessed: new Set<string>() };
  const sections = await readAppSections(bare);
  const reading: Reading = { ...bare, mentioned: namesInGroups(sections.groups) };
  const maps: Record<string, Record<string, Component>> = {};
  for (const kind of COMPONENT_KINDS) maps[PLURALS[kind]] = await readKind(kind, reading, maps);
  const { stated, problems } = await readMetadataFile(folder, layout.versioned + METADATA_FILE, {
    component: 'app',
    file: join(layout.dir, layout.versioned, METADATA_FILE),
  });
  reading.problems.push(...problems);
  const known = appMetadataIn(stated, layout);
  const readme = typeof sections.readme === 'string' ? sections.readme : undefined;
  const icon = await folder.read(`${layout.versioned}assets/icon.png`);
  return {
    // Every kind was read by the loop above, each into the map of its own plural.
    manifest: { app: standInMetadata(known, layout.name, readme), sections, ...maps } as unknown as Manifest,
    problems: sortProblems(reading.problems),
    locate: reading.index.locate,
    ...('bytes' in icon && { icon: icon.bytes }),
    assumed: assumedKeys(layout.version === undefined && stated.name === undefined ? withoutName(known) : known),
    guessed: reading.guessed,
    source: { sectionOf: reading.index.sectionOf },
  };
}

/** Only above the folder of a version is a folder called by the app. */
const withoutName = ({ name: _, ...known }: Partial<AppMetadata>): Partial<AppMetadata> => known;

/** Sections of the app lie at the top, or where the editor's local layout has them. */
async function readAppSections(reading: Omit<Reading, 'mentioned'>): Promise<Sections> {
  const { folder, layout } = reading;
  const rows = SECTIONS.filter(({ kind }) => kind === 'app');
  const sections: Record<string, Sections[string]> = {};
  const dirs = [...new Set([layout.versioned, ''])].flatMap((dir) => APP_PLACES.map((place) => dir + place));
  for (const dir of dirs) {
    const files = (await folder.list(dir)).filter(({ isFolder }) => !isFolder).map(({ name }) => name);
    const missing = rows.filter(({ section }) => sections[section] === undefined);
    const { found } = sectionsAmong(
      files,
      missing.filter(({ section }) => dir !== `${layout.versioned}modules/` || section === 'groups'),
    );
    for (const { row, name } of found) {
      const value = await readSection(reading, dir + name, row, 'app');
      if (value !== undefined) sections[row.section] = value;
    }
  }
  return sections;
}

async function readKind(kind: ComponentKind, reading: Reading, read: ReadSoFar): Promise<Record<string, Component>> {
  const { versioned } = reading.layout;
  const files = await componentsIn(reading.folder, UNVERSIONED.has(kind) ? ['', versioned] : [versioned], [kind]);
  const components = new Map<string, Component>();
  // A folder that is called by the ID goes before one whose name only suggests it.
  const known = kind === 'module' ? reading.mentioned : [];
  const isExact = ({ name }: ComponentFiles): number => (componentNameOf(kind, name, {}, known) === name ? 0 : 1);
  for (const each of files.toSorted((a, b) => isExact(a) - isExact(b))) {
    const component = await readComponent(each, reading, read, components);
    if (component) components.set(component.name, component);
  }
  return Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readComponent(
  { kind, name: folderName, dir, files }: ComponentFiles,
  reading: Reading,
  read: ReadSoFar,
  known: ReadonlyMap<string, Component>,
): Promise<Component | undefined> {
  const file = join(reading.folder.dir, dir);
  const metadata = await readMetadataFile(reading.folder, dir + METADATA_FILE, {
    kind,
    component: `${PLURALS[kind]}.${folderName}`,
    file: join(file, METADATA_FILE),
  });
  reading.problems.push(...metadata.problems);
  const { stated, positionOf = () => ({ file }) } = metadata;
  const name = componentNameOf(kind, folderName, stated, kind === 'module' ? reading.mentioned : []);
  const component = `${PLURALS[kind]}.${name}`;
  const unsafe = checkNameIsSafe(kind, name);
  reading.problems.push(...unsafe.map((problem) => ({ ...problem, component, file })));
  if (unsafe.length > 0) return undefined;
  if (known.has(name)) {
    const message = `"${dir}" holds another ${NOUNS[kind]} called "${name}"; only the first one is read.`;
    const fix = 'rename one of them.';
    reading.problems.push({ code: 'MAN054', severity: 'error', message, fix, component, path: ['name'], file });
    return undefined;
  }
  reading.index.addMetadata(component, positionOf);
  const sections = await readSections({ kind, component, dir, files }, reading);
  const entry = entryOf(kind, name, stated, sections, read);
  tellGuesses(
    {
      kind,
      component,
      entry,
      stated,
      file,
      isNameGuessed: name !== folderName && ![stated.name, ...reading.mentioned].includes(name),
    },
    reading,
  );
  const context = kind === 'endpoint' && typeof stated.context === 'string' ? { context: stated.context } : {};
  return componentOf(kind, name, entry, { ...context, ...withoutForeign(kind, entry, sections) });
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

interface Parts {
  readonly kind: ComponentKind;
  readonly component: string;
  readonly dir: string;
  readonly files: readonly string[];
}

async function readSections({ kind, component, dir, files }: Parts, reading: Reading): Promise<Sections> {
  const rows = distinctRows(SECTIONS.filter((row) => row.kind === kind));
  const { found, others } = sectionsAmong(files, rows);
  const sections: Record<string, Sections[string]> = {};
  for (const { row, name } of found) {
    const value = await readSection(reading, dir + name, row, component);
    if (value !== undefined) sections[row.section] = value;
  }
  for (const name of others.filter((each) => /\.(?:imljson|jsonc?|js)$/i.test(each) && each !== METADATA_FILE)) {
    const message = `"${name}" is no section of this ${NOUNS[kind]}, or one that another file holds already; it is not read.`;
    const fix = 'call it by its section, such as api.imljson, or remove it.';
    const file = join(reading.folder.dir, dir, name);
    reading.problems.push({ code: 'MAN030', severity: 'warning', message, fix, component, path: [], file });
  }
  return sections;
}

async function readSection(
  { folder, index, problems }: Omit<Reading, 'mentioned'>,
  path: string,
  row: SectionRow,
  component: string,
) {
  const section = await readSectionFile({ folder, path, row, component, where: () => undefined });
  problems.push(...section.problems);
  if (section.read) index.addSection(component, row.section, section.read);
  return section.value;
}

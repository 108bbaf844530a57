import { basename, join, resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';
import type { Position, Problem } from '../core/problems.ts';
import { InputError, sortProblems } from '../core/problems.ts';
import type { AppMetadata, Component, ComponentKind, Manifest, Sections } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { filedRowsOf, SECTIONS } from '../manifest/sections.ts';
import { validateSection } from '../manifest/validate-section.ts';
import { checkOrigins } from './check-origins.ts';
import type { Entry } from './component-entry.ts';
import { componentOf, connectionTypeOf, moduleTypeOf } from './component-entry.ts';
import type { FileIndex } from './file-index.ts';
import { createFileIndex } from './file-index.ts';
import { parseJsonc } from './jsonc.ts';
import type { LoadedManifest } from './loaded.ts';
import { migrateProject } from './migrate.ts';
import { PROJECT_FILE } from './project-file.ts';
import type { ProjectFolder } from './project-folder.ts';
import { openProjectFolder } from './project-folder.ts';
import { readSectionFile } from './section-file.ts';
import { repeatedKey } from './section-text.ts';
import type { SourceProject } from './source-files.ts';
import { assumedKeys, standInMetadata } from './stand-in-metadata.ts';
import { decodeText } from './text-encoding.ts';
import { createLineIndex } from './text-position.ts';
import { checkNameIsSafe, NOUNS } from './unsafe-name.ts';

interface Reading {
  readonly folder: ProjectFolder;
  readonly index: FileIndex;
  readonly problems: Problem[];
}

/**
 * Reads a local-development project. Older and sparse ones are taken as they are; what is wrong with single files or
 * entries is reported. Only a `makecomapp.json` that cannot be used at all ends the reading.
 */
export async function readLocal(dir: string): Promise<LoadedManifest> {
  const folder = await openProjectFolder(dir);
  const reading: Reading = { folder, index: createFileIndex(), problems: [] };
  const { source, positionOf, problems } = await readProject(folder);
  const { project } = source;
  reading.problems.push(...problems);
  checkProject(project, positionOf, reading);
  reading.index.addMetadata('app', (path) => positionOf(['generalCodeFiles', ...(path?.slice(-1) ?? [])]));
  const sections = await readSections('app', filedRowsOf('app'), entryOf(project.generalCodeFiles), reading);
  const maps = await readComponents(project, positionOf, reading);
  const known = metadataIn(project);
  const readme = typeof sections.readme === 'string' ? sections.readme : undefined;
  const manifest: Manifest = { app: standInMetadata(known, basename(resolve(dir)), readme), sections, ...maps };
  const icon = await folder.read('assets/icon.png');
  return {
    manifest,
    problems: sortProblems(reading.problems),
    locate: reading.index.locate,
    ...('bytes' in icon && { icon: icon.bytes }),
    assumed: assumedKeys(known),
    guessed: new Set(),
    source: { sectionOf: reading.index.sectionOf, project: source },
  };
}

type FindPosition = (path: Problem['path']) => Position;

interface ProjectRead {
  readonly source: SourceProject;
  readonly positionOf: FindPosition;
  readonly problems: readonly Problem[];
}

async function readProject(folder: ProjectFolder): Promise<ProjectRead> {
  const file = join(folder.dir, PROJECT_FILE);
  const found = await folder.read(PROJECT_FILE);
  if ('failure' in found) throw new InputError(`${file}: ${found.failure.message}`, { fix: found.failure.fix });
  const decoded = decodeText(found.bytes);
  if ('fault' in decoded) throw new InputError(`${file} ${decoded.fault}.`, { fix: 'save it as UTF-8.' });
  const document = parseJsonc(decoded.text);
  const lines = createLineIndex(decoded.text);
  if (document.failure) {
    const { line, column } = lines.at(document.failure.offset);
    throw new InputError(`${file}:${line}:${column}: ${document.failure.message}`, { fix: document.failure.fix });
  }
  if (!isPlainObject(document.value))
    throw new InputError(`${file} holds no collection.`, { fix: 'see that it is the project file of an app.' });
  const project = migrateProject(document.value);
  if (!Array.isArray(project.origins))
    throw new InputError(`${file}: "origins" is no array.`, { fix: 'write "origins": [].' });
  return {
    source: { text: decoded.whole, project },
    positionOf: (path) => ({ file, ...lines.at(document.offsetOf(path ?? [])) }),
    problems: document.repeated.map((key) => ({ ...repeatedInProject(repeatedKey(key, lines)), file })),
  };
}

/** A component that is listed twice is lost once; of other keys only a value is. */
function repeatedInProject(problem: Problem): Problem {
  const [top, kind, name, ...others] = problem.path ?? [];
  const known = COMPONENT_KINDS.find((each) => each === kind);
  if (top !== 'components' || known === undefined || name === undefined) return problem;
  const component = `${PLURALS[known]}.${name}`;
  if (others.length > 0) return { ...problem, component, path: others };
  return { ...problem, severity: 'error', component, path: [], fix: 'rename one of the components, or remove it.' };
}

function checkProject(project: Entry, positionOf: FindPosition, { problems }: Reading): void {
  problems.push(...checkOrigins(project).map((problem) => ({ ...problem, ...positionOf(problem.path) })));
  for (const problem of validateSection('makecomapp', project, {})) {
    const [top, kind, name] = problem.path ?? [];
    const known = COMPONENT_KINDS.find((each) => each === kind);
    const component = top === 'components' && known && name !== undefined ? `${PLURALS[known]}.${name}` : undefined;
    problems.push({
      ...problem,
      ...positionOf(problem.path),
      ...(component !== undefined && { component, path: problem.path?.slice(3) ?? [] }),
    });
  }
}

type Maps = Pick<Manifest, (typeof PLURALS)[ComponentKind]>;

async function readComponents(project: Entry, positionOf: FindPosition, reading: Reading): Promise<Maps> {
  const maps: Record<string, Record<string, Component>> = {};
  for (const kind of COMPONENT_KINDS) {
    const listed = Object.entries(entryOf(entryOf(project.components)[kind]));
    const entries = listed.filter(([name, entry]) => {
      const unsafe = checkNameIsSafe(kind, name);
      const at = { component: `${PLURALS[kind]}.${name}`, ...positionOf(['components', kind, name]) };
      reading.problems.push(...unsafe.map((problem) => ({ ...problem, ...at })));
      return isPlainObject(entry) && unsafe.length === 0;
    });
    const components = await Promise.all(
      entries.map(
        async ([name, entry]) => [name, await readComponent(kind, name, entryOf(entry), positionOf, reading)] as const,
      ),
    );
    maps[PLURALS[kind]] = Object.fromEntries(components);
  }
  // Every kind was read by the loop above, each into the map of its own plural.
  return maps as unknown as Maps;
}

async function readComponent(
  kind: ComponentKind,
  name: string,
  entry: Entry,
  positionOf: FindPosition,
  reading: Reading,
): Promise<Component> {
  const component = `${PLURALS[kind]}.${name}`;
  const place = ['components', kind, name];
  reading.index.addMetadata(component, (path) => positionOf([...place, ...(path ?? [])]));
  const moduleType = moduleTypeOf(entry);
  if (kind === 'module' && entry.moduleType === undefined) {
    const fix = 'add "moduleType".';
    reading.problems.push({
      code: 'MAN056',
      severity: 'error',
      message: 'The module does not say its type; it is read as an action.',
      fix,
      component,
      path: ['moduleType'],
      ...positionOf(place),
    });
  }
  const rows = filedRowsOf({
    kind,
    connectionType: connectionTypeOf(entry),
    ...(kind === 'module' && { moduleType: moduleType ?? 'action' }),
  });
  const codeFiles = entryOf(entry.codeFiles);
  reportStrangeFiles({ kind, component, rows, codeFiles, at: positionOf([...place, 'codeFiles']) }, reading);
  return componentOf(kind, name, entry, await readSections(component, rows, codeFiles, reading));
}

interface CodeFiles {
  readonly kind: ComponentKind;
  readonly component: string;
  readonly rows: readonly SectionRow[];
  readonly codeFiles: Entry;
  readonly at: Position;
}

/** A section of another kind of component is listed but never sent. */
function reportStrangeFiles({ kind, component, rows, codeFiles, at }: CodeFiles, { problems }: Reading): void {
  const everywhere = new Set(SECTIONS.map(({ section }) => section));
  for (const [section, path] of Object.entries(codeFiles)) {
    if (typeof path !== 'string' || !everywhere.has(section) || rows.some((row) => row.section === section)) continue;
    const message = `The ${NOUNS[kind]} has no section "${section}"; the file is not read.`;
    problems.push({
      code: 'MAN030',
      severity: 'warning',
      message,
      fix: 'remove the line.',
      component,
      path: ['codeFiles', section],
      ...at,
    });
  }
}

async function readSections(
  component: string,
  rows: readonly SectionRow[],
  codeFiles: Entry,
  reading: Reading,
): Promise<Sections> {
  const sections = await Promise.all(
    rows.map(async (row) => {
      const path = codeFiles[row.section];
      return typeof path === 'string'
        ? ([row.section, await readSection(component, row, path, reading)] as const)
        : undefined;
    }),
  );
  return Object.fromEntries(sections.flatMap((found) => (found?.[1] === undefined ? [] : [[found[0], found[1]]])));
}

async function readSection(component: string, row: SectionRow, path: string, { folder, index, problems }: Reading) {
  const where = () =>
    index.locate({ component, path: component === 'app' ? [row.section] : ['codeFiles', row.section] });
  const read = await readSectionFile({ folder, path, row, component, where });
  problems.push(...read.problems);
  if (read.read) index.addSection(component, row.section, read.read);
  return read.value;
}

/** The first origin tells ID and version of the app. */
function metadataIn({ origins }: Entry): Partial<AppMetadata> {
  const [origin] = Array.isArray(origins) ? origins : [];
  if (!isPlainObject(origin)) return {};
  const { appId, appVersion } = origin;
  return {
    ...(typeof appId === 'string' && /^[a-z][0-9a-z-]+[0-9a-z]$/.test(appId) && { name: appId }),
    ...(typeof appVersion === 'number' && { version: appVersion }),
  };
}

const entryOf = (value: unknown): Entry => (isPlainObject(value) ? value : {});

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isPlainObject, printJson } from '../core/json.ts';
import { printPath } from '../core/paths.ts';
import { InputError, isError, ManifestError, type Problem } from '../core/problems.ts';
import type { Project } from '../layouts/detect.ts';
import { PROJECT_FILE } from '../layouts/project-file.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { COMPONENT_KINDS } from '../manifest/manifest.ts';
import { NAME_RULES } from '../manifest/names.ts';
import { sectionRow } from '../manifest/sections.ts';
import type { MakecomappFile, OriginEntry } from '../manifest/types.generated.ts';
import { NOUNS } from '../origin/addresses.ts';
import type { DeployProject } from '../origin/deploy-options.ts';
import { isSameOrigin } from '../origin/find-origin.ts';
import { fileExists, readerOf, refuseOutsidePaths, replaceFile } from './origin-files.ts';

/** Where a descriptor project keeps its origins: what it builds is written anew each time, pairs must not be. */
export const ORIGINS_FILE = 'makeapp.origins.json';

/** A project that can be deployed. */
export interface OriginProject extends DeployProject {
  readonly dir: string;
  /** Adds the place in the author's source. */
  readonly locate: (problem: Problem) => Problem;
}

interface Opening {
  readonly withCommon: boolean;
  /** Whether the app may have to be created, which takes more than `makecomapp.json` says. */
  readonly withApp: boolean;
}

/** Opens a descriptor project, compiled, or a local-development project for deploying. */
export async function openOriginProject(path: string, cwd: string, opening: Opening): Promise<OriginProject> {
  const { detectProject } = await import('../layouts/detect.ts');
  const project = await detectProject(resolve(cwd, path));
  switch (project.kind) {
    case 'descriptors':
      return openDescriptors(project.dir, opening);
    case 'local':
      return openLocal(project.dir, opening);
    case 'online':
    case 'archive':
      throw refuseLayout(project);
  }
}

/** Refuses a layout that has no place for origins and their pairs. */
export const refuseLayout = (project: Extract<Project, { kind: 'archive' | 'online' }>): InputError =>
  project.kind === 'archive'
    ? new InputError(`${project.file} is an import archive, which remembers no origin.`, {
        fix: 'import it with "makeapp import", or at Make with "Import app".',
      })
    : new InputError(`${project.dir} has no makecomapp.json, so it remembers no origin.`, {
        fix: 'make a project of it with "makeapp import", and work with that.',
      });

const ICON = 'assets/icon.png';

async function openLocal(dir: string, { withApp }: Opening): Promise<OriginProject> {
  const document = await readDocument(dir);
  const file = join(dir, PROJECT_FILE);
  const read = await readerOf(dir);
  const [icon, app] = await Promise.all([read(ICON), withApp ? standInApp(dir) : undefined]);
  return {
    ...{ dir, document, read },
    ...(icon && { icon }),
    ...(app && { app }),
    saveOrigin: (origin, before) => replaceFile(file, printDocument(withOrigin(document, origin, before))),
    locate: (problem) =>
      problem.file === undefined ? { ...problem, file } : { ...problem, file: join(dir, problem.file) },
  };
}

/** What a new app begins with: `makecomapp.json` says nothing of label, theme and language. */
async function standInApp(dir: string): Promise<OriginProject['app']> {
  const { readLocal } = await import('../layouts/read-local.ts');
  const { manifest, assumed } = await readLocal(dir);
  return { metadata: manifest.app, assumed };
}

/** Compiles the app and offers it as the local-development project it builds to, with the origins of its own file. */
async function openDescriptors(dir: string, { withCommon }: Opening): Promise<OriginProject> {
  const [{ compileProject }, { renderLocal }] = await Promise.all([
    import('../compile/compile-project.ts'),
    import('../layouts/local.ts'),
  ]);
  const { manifest, problems, locate, icon } = await compileProject(dir);
  if (!manifest || problems.some(isError)) throw new ManifestError(problems);
  const files = new Map(renderLocal(manifest).map(({ path, bytes }) => [path, bytes]));
  const origins = await readOrigins(dir);
  const built: unknown = JSON.parse(new TextDecoder().decode(files.get(PROJECT_FILE)));
  const whole = await checkDocument({ ...(built as object), origins }, join(dir, ORIGINS_FILE)); // renderLocal writes a collection
  const document = withoutUnstated(whole, { withCommon, withReadme: hasReadme(manifest) });
  return {
    ...{ dir, document, app: { metadata: manifest.app, assumed: [] } },
    ...(icon && { icon }),
    read: async (path) => files.get(path),
    saveOrigin: (origin, before) =>
      replaceFile(join(dir, ORIGINS_FILE), printJson({ origins: withOrigin(document, origin, before).origins })),
    locate: ({ file: _, ...problem }) => ({ ...problem, ...locate(problem) }),
  };
}

/**
 * Takes out what would overwrite more than the author stated: common data, whose values in a source are rarely the
 * ones in use, and the template that stands in for a missing README.
 */
function withoutUnstated(
  document: MakecomappFile,
  { withCommon, withReadme }: { readonly withCommon: boolean; readonly withReadme: boolean },
): MakecomappFile {
  const { generalCodeFiles: files, components } = document;
  const connection = Object.entries(components.connection).map(([id, entry]) =>
    entry && !withCommon ? [id, { ...entry, codeFiles: { ...entry.codeFiles, common: null } }] : [id, entry],
  );
  return {
    ...document,
    generalCodeFiles: {
      ...files,
      common: withCommon ? files.common : null,
      readme: withReadme ? files.readme : null,
    },
    components: { ...components, connection: Object.fromEntries(connection) },
  };
}

const hasReadme = ({ sections }: Manifest): boolean =>
  sections.readme !== undefined && sections.readme !== sectionRow('app', 'readme')?.empty;

/** Reads `makecomapp.json` to be written back: older ones are brought up to date, broken ones refused. */
export async function readDocument(dir: string): Promise<MakecomappFile> {
  const file = join(dir, PROJECT_FILE);
  const { migrateProject } = await import('../layouts/migrate.ts');
  const value = await readPlainJson(file, 'deploying and pulling write it back, and comments would be lost');
  const document = await checkDocument(migrateProject(value), file);
  refuseOutsidePaths(document);
  return document;
}

/** The origins a project remembers, nothing else of it being read. */
export async function originsOf(
  project: Extract<Project, { kind: 'descriptors' | 'local' }>,
): Promise<readonly OriginEntry[]> {
  if (project.kind === 'local') return (await readDocument(project.dir)).origins;
  const empty = { base: null, common: null, readme: null, groups: null };
  const components = Object.fromEntries(COMPONENT_KINDS.map((kind) => [kind, {}]));
  const document = { fileVersion: 1, generalCodeFiles: empty, components, origins: await readOrigins(project.dir) };
  return (await checkDocument(document, join(project.dir, ORIGINS_FILE))).origins;
}

async function readOrigins(dir: string): Promise<unknown> {
  const file = join(dir, ORIGINS_FILE);
  if (!(await fileExists(file))) return [];
  const { migrateProject } = await import('../layouts/migrate.ts');
  const { origins } = await readPlainJson(file, 'deploying writes it back, and comments would be lost');
  return migrateProject({ origins }).origins;
}

async function readPlainJson(file: string, why: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (isPlainObject(value)) return value;
  } catch (cause) {
    throw new InputError(`${file} is not plain JSON: ${(cause as Error).message}.`, { cause, fix: `${why}.` });
  }
  throw new InputError(`${file} holds no collection.`, { fix: 'see that it is the right file.' });
}

/** Holds the document against its schema and the rules for IDs; the first mistake is told. */
async function checkDocument(value: unknown, file: string): Promise<MakecomappFile> {
  const { validateSection } = await import('../manifest/validate-section.ts');
  const [problem] = validateSection('makecomapp', value, {}).filter(isError);
  if (!problem) {
    const document = value as MakecomappFile; // the schema says so
    refuseStrangeIds(document, file);
    return document;
  }
  const at = printPath(problem.path ?? []);
  throw new InputError(
    `${file}: ${at === '' ? '' : `${at}: `}${problem.message}`,
    problem.fix ? { fix: problem.fix } : {},
  );
}

/** IDs become names at Make and folders on disk (make-app-format.md §1.8). */
function refuseStrangeIds({ components }: MakecomappFile, file: string): void {
  for (const kind of COMPONENT_KINDS) {
    const { pattern, expects } = NAME_RULES[kind];
    const strange = Object.keys(components[kind]).find((id) => !pattern.test(id));
    if (strange === undefined) continue;
    const message = `${file}: no ${NOUNS[kind]} can have the ID ${JSON.stringify(strange)}.`;
    throw new InputError(message, { fix: `rename it: ${expects}.` });
  }
}

/** The document with an origin in the place of the one it was before, or behind the others. */
export const withOrigin = (document: MakecomappFile, origin: OriginEntry, before = origin): MakecomappFile => {
  const { origins } = document;
  const isKnown = origins.some((other) => isSameOrigin(other, before));
  const replaced = origins.map((other) => (isSameOrigin(other, before) ? origin : other));
  return { ...document, origins: isKnown ? replaced : [...origins, origin] };
};

/** As the editor writes it (make-app-format.md §2.1). */
export const printDocument = (document: MakecomappFile): string => JSON.stringify(document, null, 4);

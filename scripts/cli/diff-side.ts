import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';
import { InputError, isError, type Locate, ManifestError, type Problem } from '../core/problems.ts';
import type { LoadedManifest } from '../layouts/loaded.ts';
import { COMPONENT_KINDS, type Manifest, PLURALS } from '../manifest/manifest.ts';
import { archiveHoldings, EVERYTHING, type Gaps, type Holdings, withoutGaps } from '../origin/diff/holdings.ts';
import { checkOut, readRevision } from './git-revision.ts';

/** One of the two apps that are compared. */
export interface Side {
  /** As the command line names it. */
  readonly title: string;
  readonly manifest: Manifest;
  readonly icon?: Uint8Array;
  readonly holdings: Holdings;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/** Opens a project, an archive, or either of them at a git revision (`HEAD~3:`, `REV:path`). A file of that name wins. */
export async function openSide(argument: string, cwd: string): Promise<Side> {
  const path = resolve(cwd, argument);
  const isThere = (await stat(path).catch(() => undefined)) !== undefined;
  if (isThere || !readRevision(argument)) return complete(await readSide(path, argument));
  const checkout = await checkOut(argument, cwd);
  try {
    return complete(atRevision(await readSide(checkout.path, argument), checkout.path));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const message = error.message.replaceAll(checkout.path, argument);
    throw new InputError(message, { cause: error, ...(error.fix !== undefined && { fix: error.fix }) });
  } finally {
    await checkout.dispose();
  }
}

/** As read; without a manifest when none could be made. */
type ReadSide = Omit<Side, 'manifest'> & { readonly manifest?: Manifest };

async function readSide(path: string, title: string): Promise<ReadSide> {
  const { detectProject, readJsonProject } = await import('../layouts/detect.ts');
  const project = await detectProject(path);
  switch (project.kind) {
    case 'descriptors': {
      const { compileProject } = await import('../compile/compile-project.ts');
      return { title, holdings: EVERYTHING, ...(await compileProject(project.dir)) };
    }
    case 'local': {
      const local = await readJsonProject(project);
      return { title, ...local, holdings: withoutGaps({ assumed: local.assumed, ...gapsOf(local) }) };
    }
    case 'online': {
      const folder = await readJsonProject(project);
      const { assumed, guessed: metadata, manifest } = folder;
      return {
        title,
        ...folder,
        holdings: withoutGaps({ assumed, metadata, sections: unstated(manifest), hasServerNames: true }),
      };
    }
    case 'archive': {
      const archive = await readJsonProject(project);
      return { title, ...archive, holdings: archiveHoldings(archive.assumed) };
    }
  }
}

/** What could not be read must not look as if it had been removed. */
function complete(side: ReadSide): Side {
  const { manifest, problems } = side;
  const unread = problems.filter(
    ({ code, severity, component }) =>
      severity === 'error' &&
      (UNREADABLE.has(code) ||
        (code === 'MAN054' && component !== undefined) || // not an origin, of which nothing is compared
        (code === 'MAN056' && !hasComponent(manifest, component))),
  );
  if (!manifest) throw new ManifestError(problems.filter(isError));
  if (unread.length > 0) throw new ManifestError(unread);
  return { ...side, manifest };
}

/** A file that is missing, does not parse, leads out of the project, or is no text. */
const UNREADABLE: ReadonlySet<string> = new Set(['MAN050', 'MAN051', 'MAN052', 'MAN053']);

function hasComponent(manifest: Manifest | undefined, component = 'app'): boolean {
  const [plural, name = ''] = component.split('.');
  const kind = COMPONENT_KINDS.find((each) => PLURALS[each] === plural);
  return kind === undefined || (manifest !== undefined && Object.hasOwn(manifest[PLURALS[kind]], name));
}

/** Files of a copy go by their place at the revision: `HEAD~3:modules/getUser.ts`. */
function atRevision(side: ReadSide, folder: string): ReadSide {
  const prefix = side.title.endsWith(':') || side.title.endsWith('/') ? side.title : `${side.title}/`;
  const rename = <T extends { readonly file?: string }>(value: T): T => {
    if (!value.file?.startsWith(folder)) return value;
    const inner = value.file.slice(folder.length);
    const isInside = /^[\\/]/.test(inner);
    return { ...value, file: isInside ? prefix + inner.slice(1).replaceAll('\\', '/') : side.title + inner };
  };
  return {
    ...side,
    problems: side.problems.map(rename),
    locate: (place) => {
      const position = side.locate(place);
      return position && rename(position);
    },
  };
}

/** What a project file lists as not kept here: sections and components that are null (make-app-format.md §2.1). */
function gapsOf({ source }: LoadedManifest): Pick<Gaps, 'components' | 'sections'> {
  const project = membersOf(source.project?.project);
  const [components, sections] = [new Set<string>(), new Set(nullsIn(project.generalCodeFiles, 'app'))];
  for (const kind of COMPONENT_KINDS) {
    for (const [name, entry] of Object.entries(membersOf(membersOf(project.components)[kind]))) {
      const path = `${PLURALS[kind]}.${name}`;
      if (entry === null) components.add(path);
      for (const section of nullsIn(membersOf(entry).codeFiles, path)) sections.add(section);
    }
  }
  return { components, sections };
}

/** Folders made by hand rarely hold what is secret or only read by people; without a file it is not known, rather than empty. */
function unstated({ sections, connections }: Manifest): ReadonlySet<string> {
  const app = ['common', 'groups', 'readme'].filter((section) => sections[section] === undefined);
  const bare = Object.values(connections).filter((connection) => connection.sections.common === undefined);
  return new Set([...app.map((section) => `app/${section}`), ...bare.map(({ name }) => `connections.${name}/common`)]);
}

const membersOf = (value: unknown): Record<string, unknown> => (isPlainObject(value) ? value : {});

const nullsIn = (files: unknown, path: string): string[] =>
  Object.entries(membersOf(files)).flatMap(([section, file]) => (file === null ? [`${path}/${section}`] : []));

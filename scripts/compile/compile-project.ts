import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locate, Problem } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { openProject } from './open-project.ts';

export interface CompiledProject {
  /** Absent when a component could not be read, so that nobody runs or deploys half an app. */
  readonly manifest?: Manifest;
  /** Files are absolute paths, as those `locate` gives. */
  readonly problems: readonly Problem[];
  readonly locate: Locate;
  readonly icon?: Uint8Array;
}

/**
 * Compiles a descriptor project into its manifest and reports everything that is wrong with it in one run. What works
 * on the descriptors is loaded while the bundler is busy.
 */
export async function compileProject(folder: string): Promise<CompiledProject> {
  const sources = await openProject(folder);
  const { dir, files } = sources;
  const [readme, icon, { compileSources }, functions] = await Promise.all([
    readIfPresent(join(dir, 'app/README.md')),
    readIfPresent(join(dir, 'app/icon.png')),
    import('./compile-sources.ts'),
    files.some(({ kind }) => kind === 'function')
      ? import('./compile-functions.ts').then(({ compileFunctions }) => compileFunctions(dir, files))
      : { components: [], problems: [] },
  ]);
  const { problems, locate, ...compiled } = await compileSources(sources, { functions, readme: readme?.toString() });
  return {
    ...compiled,
    problems: problems.map((problem) => withWholePath(dir, problem)),
    locate: (place, part) => {
      const position = locate(place, part);
      return position && withWholePath(dir, position);
    },
    ...(icon && { icon: new Uint8Array(icon) }),
  };
}

/** Inside, files go by their path in the project; outside nobody knows which project that is. */
function withWholePath<T extends { readonly file?: string }>(dir: string, value: T): T {
  return value.file === undefined ? value : { ...value, file: join(dir, value.file) };
}

async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isError, ManifestError, type Problem, sortProblems } from '../core/problems.ts';
import type { Decompiled } from '../decompile/decompile.ts';
import type { Tool } from '../decompile/scaffold.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { readSource } from './import-source.ts';
import { fillNewFolder } from './new-folder.ts';
import { type Attempt, settleRaw } from './settle-raw.ts';

export interface Imported {
  readonly manifest: Manifest;
  /** The new project. */
  readonly out: string;
  /** Paths in it. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly counts: Decompiled['counts'];
  /** What the reader had to say about the source, and the compiler about the project. */
  readonly problems: readonly Problem[];
  /** Metadata the source does not hold. */
  readonly assumed: readonly string[];
  /** Components that had to stay JSON. */
  readonly raw: readonly string[];
  readonly ms: number;
}

export interface Target {
  readonly out: string;
  /** Lets the DSL spell IML its own way, so that more of it is typed. */
  readonly isTidy: boolean;
}

/** Reads an app, writes it as descriptors, and compares what they compile to before anything is in its place. */
export async function importProject(source: string, { out, isTidy }: Target, cwd: string): Promise<Imported> {
  const started = performance.now();
  const target = resolve(cwd, out);
  const imported = await fillNewFolder(target, out, async (folder) => {
    const [loaded, { decompile }, tool] = await Promise.all([
      readSource(resolve(cwd, source)),
      import('../decompile/decompile.ts'),
      findTool(target),
    ]);
    const { manifest, icon, assumed } = loaded;
    const { result, raw } = await settleRaw((names) =>
      attempt(manifest, folder, decompile(manifest, tool, { raw: names, isTidy }), isTidy),
    );
    if (icon) await write(join(folder, 'app', 'icon.png'), icon);
    const files = result.files.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text) }));
    return {
      manifest,
      out: target,
      files: [...files, ...(icon ? [{ path: 'app/icon.png', bytes: icon.length }] : [])],
      counts: result.counts,
      problems: [...loaded.problems, ...result.problems.map((problem) => moved(problem, folder, target))],
      assumed,
      raw: [...raw],
    };
  });
  return { ...imported, ms: Math.round(performance.now() - started) };
}

/** What an attempt leaves behind. */
interface Written extends Decompiled {
  readonly problems: readonly Problem[];
}

/** Writes the files anew, compiles them, and names what came back different. */
async function attempt(
  manifest: Manifest,
  folder: string,
  decompiled: Decompiled,
  isTidy: boolean,
): Promise<Attempt<Written>> {
  const [{ compileProject }, { differences }, { isSpellingOf }] = await Promise.all([
    import('../compile/compile-project.ts'),
    import('../decompile/differences.ts'),
    import('../decompile/spelling.ts'),
    writeAll(folder, decompiled.files),
  ]);
  const compiled = await compileProject(folder);
  const problems = sortProblems(compiled.problems);
  const errors = problems.filter(isError);
  return {
    result: { ...decompiled, problems },
    differences: compiled.manifest
      ? differences(manifest, compiled.manifest, isTidy ? isSpellingOf : undefined)
      : errors.map(componentOf),
    fail: () => new ManifestError(errors),
  };
}

/** The component a problem is in, by its file where nothing else tells. */
function componentOf({ component, file = '' }: Problem): string {
  const [, plural, name] = /([a-z]+)[\\/]([\w-]+)\.ts$/.exec(file) ?? [];
  return component ?? (plural === undefined || plural === 'app' ? 'app' : `${plural}.${name}`);
}

async function writeAll(folder: string, files: Decompiled['files']): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await Promise.all(files.map(({ path, text }) => write(join(folder, path), text)));
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The problem at the place its file ends up in. */
function moved(problem: Problem, folder: string, target: string): Problem {
  const { file } = problem;
  return file?.startsWith(folder + sep) ? { ...problem, file: target + file.slice(folder.length) } : problem;
}

interface Package {
  readonly version: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The tool that runs is the one the new project depends on; it is found by its package.json. */
async function findTool(target: string): Promise<Tool> {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const { version, devDependencies } = JSON.parse(text) as Package; // our own package.json
      const address = relative(target, folder).split(sep).join('/');
      const isInstalled = folder.split(sep).includes('node_modules');
      return {
        address: isInstalled ? `^${version}` : `file:${address}`,
        typescript: devDependencies?.typescript ?? '*',
      };
    }
    if (dirname(folder) === folder) return { address: '*', typescript: '*' };
  }
}

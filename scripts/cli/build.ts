import { join, relative, resolve, sep } from 'node:path';
import { counted, InputError, type Problem } from '../core/problems.ts';
import type { OutputFile } from '../layouts/output-file.ts';
import type { SourceFiles } from '../layouts/source-files.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { hasErrors, printProblems, problemDocument } from './problem-list.ts';
import { openProject } from './project.ts';
import { printTable } from './table.ts';
import { paint, type Terminal } from './terminal.ts';
import { ProjectWatch, watchedFolder } from './watch-project.ts';
import { writeOutput } from './write-output.ts';

export interface BuildOptions extends CommonOptions {
  readonly out: string;
  readonly online?: true;
  readonly watch?: true;
}

export interface BuildResult {
  readonly problems: readonly Problem[];
  /** Written files; none when there is an error. */
  readonly files: readonly OutputFile[];
  readonly manifest?: Manifest;
  readonly ms: number;
  /** Of the project. */
  readonly folder: string;
}

/** `makeapp build`: compiles, checks, and writes `dist`; writes nothing when there is an error. */
export async function build(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as BuildOptions; // commander hands over the options this command declares.
  if (options.watch) return watchAndBuild(options, terminal);
  const result = await buildProject(options, terminal.cwd);
  if (options.json) terminal.out(`${JSON.stringify(buildDocument(result, options, terminal.cwd))}\n`);
  else printBuild(result, options, terminal);
  return hasErrors(result.problems) ? EXIT.failed : EXIT.done;
}

export async function buildProject(options: BuildOptions, cwd: string): Promise<BuildResult> {
  const started = performance.now();
  const out = resolve(cwd, options.out);
  const { manifest, icon, source, problems, folder } = await openProject(options.project, cwd);
  refuseSourceFolder(out, folder);
  const elapsed = () => Math.round(performance.now() - started);
  if (!manifest || hasErrors(problems)) return { problems, files: [], ms: elapsed(), folder };

  const rendered = await renderOutput(manifest, { icon, source, folder, isOnline: options.online === true });
  const all = [...problems, ...rendered.problems];
  if (hasErrors(all)) return { problems: all, files: [], ms: elapsed(), folder };
  await writeOutput(out, rendered.files);
  return { problems: all, files: rendered.files, manifest, ms: elapsed(), folder };
}

/** Every file of `dist`, in memory: nothing touches the disk before all of them are there. */
async function renderOutput(manifest: Manifest, { icon, source, folder, isOnline }: Project): Promise<Rendered> {
  const [{ renderLocal }, { renderArchive }, { checkArchive }, { outputFiles }] = await Promise.all([
    import('../layouts/local.ts'),
    import('../layouts/archive.ts'),
    import('../layouts/check-archive.ts'),
    import('../compile/output.ts'),
  ]);
  const problems = checkArchive(manifest, { icon });
  if (hasErrors(problems)) return { files: [], problems };
  const below = (folder: string, files: readonly OutputFile[]): OutputFile[] =>
    files.map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes }));
  const files = [
    ...(await outputFiles(manifest, join(folder, 'app'))),
    ...below('app', renderLocal(manifest, { icon, source })),
    ...(isOnline
      ? below('online', (await import('../layouts/render-online.ts')).renderOnline(manifest, { icon, source }))
      : []),
    { path: `${manifest.app.name}.zip`, bytes: renderArchive(manifest, { icon, source }) },
  ];
  return { files, problems };
}

interface Project {
  readonly icon: Uint8Array | undefined;
  readonly source: SourceFiles | undefined;
  readonly folder: string;
  readonly isOnline: boolean;
}

interface Rendered {
  readonly files: readonly OutputFile[];
  readonly problems: readonly Problem[];
}

/** Building into the project itself would write `app/` over the descriptors. */
function refuseSourceFolder(out: string, folder: string): void {
  const inside = relative(folder, out).split(sep)[0] ?? '';
  const isSource = ['', 'app', 'modules', 'connections', 'rpcs', 'webhooks', 'functions', 'endpoints'].includes(inside);
  if (!isSource) return;
  throw new InputError(`--out ${out} would write over the sources of the app.`, { fix: 'name another folder: dist.' });
}

export function buildDocument({ problems, files, ms }: BuildResult, { out }: BuildOptions, cwd: string): object {
  return {
    ok: !hasErrors(problems),
    problems: problems.map((problem) => problemDocument(problem, cwd)),
    files: files.map(({ path, bytes }) => ({ path: relative(cwd, resolve(cwd, out, path)), bytes: bytes.length })),
    ms,
  };
}

/** What was written, a row for each thing a person would look for, and what it is for. */
export function printBuild(result: BuildResult, options: BuildOptions, terminal: Terminal): void {
  if (result.problems.length > 0) terminal.err(printProblems(result.problems, terminal));
  if (!result.manifest) {
    terminal.err(`${paint(terminal, 'red', 'not built')}: nothing was written.\n`);
    return;
  }
  const { app, modules, rpcs, connections, webhooks } = result.manifest;
  const parts = [
    [modules, 'module'],
    [connections, 'connection'],
    [rpcs, 'RPC'],
    [webhooks, 'webhook'],
  ] as const;
  const counts = parts
    .map(([map, noun]) => [Object.keys(map).length, noun] as const)
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(', ');
  const sum = (prefix: string) => result.files.filter(({ path }) => path.startsWith(prefix));
  const row = (path: string, what: string) => [
    `  ${options.out}/${path}`,
    sizeOf(sum(path)),
    paint(terminal, 'dim', what),
  ];

  terminal.out(`${paint(terminal, 'green', 'built')} ${app.label}: ${counts} in ${result.ms} ms\n`);
  terminal.out(
    printTable(
      [
        row(`${app.name}.zip`, 'for "Import app" in Make\'s VS Code editor'),
        row('app/', "the editor's local-development project"),
        ...(options.online ? [row('online/', 'the layout the editor shows online')] : []),
        row('manifest.json', 'the whole app in one document'),
        row('types/', "each module's parameters and bundle, as TypeScript"),
      ],
      new Set([1]),
    ),
  );
}

function sizeOf(files: readonly OutputFile[]): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const size = `${(bytes / 1000).toFixed(1)} kB`;
  return files.length === 1 ? size : `${files.length} files, ${size}`;
}

/** Builds, then again after every change below the project, until interrupted. */
async function watchAndBuild(options: BuildOptions, terminal: Terminal): Promise<ExitStatus> {
  if (options.json) throw new InputError('--watch prints more than one document, --json exactly one: use one of them.');
  const root = watchedFolder(resolve(terminal.cwd, options.project));
  const out = resolve(terminal.cwd, options.out);
  const watching = new ProjectWatch(root, {
    isAside: (path) => `${path}${sep}`.startsWith(`${out}${sep}`),
    onChange: () => rebuild(options, terminal),
  });
  await terminal.interrupted();
  await watching.close();
  return EXIT.done;
}

/** A broken source is shown and waited on; so is a project file that cannot be read. */
async function rebuild(options: BuildOptions, terminal: Terminal): Promise<void> {
  try {
    printBuild(await buildProject(options, terminal.cwd), options, terminal);
  } catch (error) {
    terminal.err(`${paint(terminal, 'red', 'error')} ${(error as Error).message}\n`);
  }
  terminal.err(`${paint(terminal, 'dim', 'watching for changes; Ctrl-C stops')}\n`);
}

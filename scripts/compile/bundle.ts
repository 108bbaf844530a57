import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { BuildResult, Message, Metafile, PartialMessage, Plugin } from 'esbuild';
import type { Problem, Severity } from '../core/problems.ts';
import type { Code } from './codes.ts';
import type { SourceFile } from './project-files.ts';

/** All descriptors as one CommonJS text; `module.exports` maps each file to a function that evaluates it once. */
export interface Bundle {
  readonly code: string;
  /** Source map as JSON text. */
  readonly map: string;
  readonly problems: readonly Problem[];
}

/** Names the DSL goes by in descriptors: inside this project, and in an app that installed the tool. */
export const DSL_IMPORTS: readonly string[] = ['#dsl', 'makeapp/dsl'];

export const ENTRY = 'makeapp.entry';

/** What the DSL is to the bundle of a function: a mark around it, which is taken off again. */
const DSL_IN_FUNCTIONS = 'export var defineFunction; export var callOf;';

/** Stands in for a file that failed, so that the files importing it can still be judged; the loader supplies what it exports. */
export const PLACEHOLDER = 'makeapp:placeholder';

/**
 * Bundles the descriptors in one esbuild call. Each file stays a unit that is evaluated when asked for, so an
 * exception in one leaves the others standing. Returns problems instead of a bundle when a file does not parse.
 */
export async function bundleDescriptors(
  dir: string,
  files: readonly SourceFile[],
  broken: ReadonlySet<string>,
): Promise<Bundle | readonly Problem[]> {
  const { build } = await import('esbuild');
  const options = { ...BUILD_OPTIONS, absWorkingDir: dir, stdin: entryOf(dir, files), metafile: true } as const;
  if (broken.size === 0) {
    // without plugins esbuild asks nothing back, which is faster; what they would refuse shows in the metafile
    const quick = await attempt(() => build({ ...options, packages: 'external', external: [...DSL_IMPORTS] }));
    if ('outputFiles' in quick && isSelfContained(quick.metafile)) return readResult(quick);
  }
  const plugins = [
    ...(broken.size === 0 ? [] : [placeholders(dir, broken)]),
    projectImports(dir, [...DSL_IMPORTS, PLACEHOLDER]),
  ];
  const result = await attempt(() => build({ ...options, plugins }));
  return 'outputFiles' in result ? readResult(result) : result;
}

function entryOf(dir: string, files: readonly SourceFile[]) {
  const modules = files.filter(({ isText }) => !isText);
  const loads = modules.map(({ file }) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`);
  return { contents: `module.exports = {${loads.join(',')}}`, resolveDir: dir, sourcefile: ENTRY };
}

/** Whether a bundle holds nothing from outside the project and asks for nothing but the DSL. */
function isSelfContained({ inputs }: Metafile): boolean {
  return Object.entries(inputs).every(
    ([file, { imports }]) =>
      !file.startsWith('../') &&
      !isAbsolute(file) &&
      imports.every(({ path, external }) => !external || DSL_IMPORTS.includes(path)),
  );
}

/** Runs a build; its errors are problems of the sources. */
async function attempt<T>(run: () => Promise<T>): Promise<T | readonly Problem[]> {
  try {
    return await run();
  } catch (error) {
    return problemsOfFailure(error);
  }
}

/** Bundles each custom function with what it imports; by file, as ES modules. */
export async function bundleFunctions(
  dir: string,
  files: readonly SourceFile[],
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }> {
  if (files.length === 0) return { texts: new Map(), problems: [] };
  const { build } = await import('esbuild');
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const bundleOne = async ({ file }: SourceFile): Promise<void> => {
    try {
      const { outputFiles, warnings } = await build({
        ...BUILD_OPTIONS,
        format: 'esm',
        sourcemap: false,
        legalComments: 'none',
        absWorkingDir: dir,
        entryPoints: [file],
        plugins: [dslInFunctions(), projectImports(dir, [])],
      });
      texts.set(file, outputFiles[0]?.text ?? '');
      problems.push(...warnings.map((message) => problemOfMessage(message, 'warning')));
    } catch (error) {
      problems.push(...problemsOfFailure(error));
    }
  };
  await Promise.all(files.map(bundleOne));
  return { texts, problems };
}

/** Gives a function's file a DSL that leaves nothing behind. */
function dslInFunctions(): Plugin {
  return {
    name: 'dsl-in-functions',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path }) => (DSL_IMPORTS.includes(path) ? { path, namespace: 'dsl' } : undefined));
      onLoad({ filter: /./, namespace: 'dsl' }, () => ({ contents: DSL_IN_FUNCTIONS, loader: 'js' }));
    },
  };
}

/** Takes the types out of a file; plain JavaScript keeps its comments and layout. */
export async function javascriptOf(
  file: string,
  text: string,
): Promise<{ readonly text: string } | { readonly problems: readonly Problem[] }> {
  const { transform } = await import('esbuild');
  try {
    await transform(text, { loader: 'js', sourcefile: file, logLevel: 'silent' });
    return { text };
  } catch {
    // no plain JavaScript; TypeScript says what is wrong, if anything is
  }
  try {
    const { code } = await transform(text, { loader: 'ts', sourcefile: file, ...TRANSFORM_OPTIONS });
    return { text: code };
  } catch (error) {
    return { problems: problemsOfFailure(error) };
  }
}

/** The errors esbuild throws as one; anything else is not its verdict on the source. */
function problemsOfFailure(error: unknown): Problem[] {
  const { errors } = error as { readonly errors?: readonly Message[] };
  if (!errors) throw error;
  return errors.map((message) => problemOfMessage(message, 'error'));
}

const TRANSFORM_OPTIONS = { target: 'node20', charset: 'utf8', tsconfigRaw: '{}', logLevel: 'silent' } as const;

/**
 * `tsconfigRaw` keeps the project's own tsconfig out: `verbatimModuleSyntax` there would keep imports of types. A project
 * may stand behind a link; its files keep the paths they have below the given folder.
 */
const BUILD_OPTIONS = {
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'neutral',
  target: 'node20',
  charset: 'utf8',
  sourcemap: 'external',
  sourcesContent: false,
  outfile: 'app.cjs',
  tsconfigRaw: '{}',
  preserveSymlinks: true,
  logLevel: 'silent',
  logLimit: 0,
} as const;

function readResult({ outputFiles, warnings }: BuildResult<typeof BUILD_OPTIONS>): Bundle {
  const textOf = (suffix: string): string => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return {
    code: textOf('.cjs'),
    map: textOf('.cjs.map'),
    problems: warnings.map((message) => problemOfMessage(message, 'warning')),
  };
}

/** Lets through the DSL and files of the project; refuses packages, Node's modules, and files outside. */
function projectImports(dir: string, provided: readonly string[]): Plugin {
  return {
    name: 'project-imports',
    setup({ onResolve }) {
      onResolve({ filter: /^[^.]|^\.\.(?:\/|$)/ }, ({ path, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined;
        if (provided.includes(path)) return { path, external: true };
        if (!path.startsWith('.')) return { errors: [refusal(`"${path}" is not available here.`, provided)] };
        if (isInside(dir, resolve(resolveDir, path))) return undefined;
        return { errors: [refusal(`"${path}" lies outside the project.`, provided)] };
      });
    },
  };
}

function isInside(dir: string, file: string): boolean {
  const path = relative(dir, file);
  return !isAbsolute(path) && path !== '..' && !path.startsWith(`..${sep}`);
}

function refusal(text: string, provided: readonly string[]): PartialMessage {
  const allowed = 'JSON files and other files of the project by a relative path';
  return { text, detail: provided.length > 0 ? `import "#dsl", ${allowed}.` : `import ${allowed}.` };
}

function placeholders(dir: string, broken: ReadonlySet<string>): Plugin {
  return {
    name: 'placeholders',
    setup({ onLoad }) {
      onLoad({ filter: /./ }, ({ path }) => {
        const file = projectPath(relative(dir, path));
        if (!broken.has(file)) return undefined;
        const contents = `module.exports = require(${JSON.stringify(PLACEHOLDER)})(${JSON.stringify(file)});`;
        return { contents, loader: 'js' };
      });
    },
  };
}

export const projectPath = (path: string): string => path.split(sep).join('/');

function problemOfMessage({ text, location, detail, id }: Message, severity: Severity): Problem {
  const isImport = typeof detail === 'string' || /^(?:Could not resolve|No matching export)/.test(text);
  const code: Code = severity === 'warning' ? 'MAN206' : isImport ? 'MAN201' : 'MAN200';
  return {
    code,
    severity,
    message: /[.!?]$/.test(text) ? text : `${text}.`,
    ...(typeof detail === 'string' ? { fix: detail } : fixOf(code, id)),
    ...(location && {
      file: projectPath(location.file),
      line: location.line,
      column: columnOf(location.lineText, location.column),
    }),
  };
}

function fixOf(code: Code, id: string): { readonly fix?: string } {
  if (code === 'MAN201') return { fix: 'correct the path or the name; relative imports end in ".ts" or ".json".' };
  if (id === 'duplicate-object-key') return { fix: 'remove one of the two; the last one wins.' };
  return {};
}

/** esbuild counts columns from 0 in UTF-8 bytes; people and editors count from 1 in UTF-16 units. */
function columnOf(lineText: string, byteColumn: number): number {
  return Buffer.from(lineText).subarray(0, byteColumn).toString().length + 1;
}

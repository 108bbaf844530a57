import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../core/problems.ts';
import type { FunctionComponent } from '../manifest/manifest.ts';
import { AS_IS } from './as-is.ts';
import { bundleFunctions, javascriptOf } from './bundle.ts';
import type { Code } from './codes.ts';
import { selfContainedCode, verbatimCode } from './custom-function.ts';
import { platformTest } from './function-test.ts';
import type { SourceFile } from './project-files.ts';

export interface CompiledFunctions {
  readonly components: readonly FunctionComponent[];
  readonly problems: readonly Problem[];
}

/** Source of one function at most, in characters (runtime.md §13, error IM005). */
const LONGEST = 5000;

/** Turns `functions/*.ts` and their tests into what the platform takes: one JavaScript declaration each. */
export async function compileFunctions(dir: string, files: readonly SourceFile[]): Promise<CompiledFunctions> {
  const own = files.filter(({ kind }) => kind === 'function');
  if (own.length === 0) return { components: [], problems: [] };
  const sources = await Promise.all(own.map(({ file }) => readFile(join(dir, file), 'utf8')));
  const verbatim = own.map(({ name }, index) => verbatimCode(name, sources[index] ?? ''));
  const bundled = await bundleFunctions(
    dir,
    own.filter((_, index) => verbatim[index] === undefined),
  );
  const problems: Problem[] = [...bundled.problems];
  const components: FunctionComponent[] = [];
  for (const [index, source] of own.entries()) {
    const text = bundled.texts.get(source.file);
    const result = verbatim[index] ?? (text === undefined ? undefined : selfContainedCode(source.name, text));
    const test = await compileTest(dir, source);
    problems.push(...test.problems);
    if (!result) continue;
    if ('failure' in result) {
      problems.push(problemOf(source, 'MAN220', `The function cannot be sent to the platform: ${result.failure}`));
      continue;
    }
    if (result.code.length > LONGEST) problems.push(lengthProblem(source, result.code.length));
    components.push({ kind: 'function', name: source.name, sections: { code: result.code, test: test.text } });
  }
  return { components, problems };
}

interface CompiledTest {
  readonly text: string;
  readonly problems: readonly Problem[];
}

async function compileTest(dir: string, source: SourceFile): Promise<CompiledTest> {
  const file = source.file.replace(/\.ts$/, '.test.ts');
  const text = await readIfPresent(join(dir, file));
  if (text === undefined) return { text: '', problems: [] };
  if (AS_IS.test(text)) return { text: text.replace(AS_IS, ''), problems: [] };
  const javascript = await javascriptOf(file, text);
  if ('problems' in javascript) return { text: '', problems: javascript.problems };
  const result = platformTest(source.name, javascript.text);
  if ('test' in result) return { text: result.test, problems: [] };
  const message = `The test cannot run on the platform: ${result.failure}`;
  return { text: '', problems: [{ ...problemOf(source, 'MAN222', message), section: 'test', file }] };
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function lengthProblem(source: SourceFile, length: number): Problem {
  return {
    ...problemOf(source, 'MAN221', `The function is ${length} characters long; the platform takes ${LONGEST}.`),
    fix: 'split it: functions can call each other as iml.name(...).',
  };
}

function problemOf({ name, file }: SourceFile, code: Code, message: string): Problem {
  return { code, severity: 'error', message, component: `functions.${name}`, section: 'code', path: [], file };
}

import { Console } from 'node:console';
import { compileFunction } from 'node:vm';
import * as dsl from '../dsl/index.ts';
import { DSL_IMPORTS, PLACEHOLDER } from './bundle.ts';
import { placeholderExports } from './placeholder.ts';
import type { SourceFile } from './project-files.ts';

/** What each component file exports, or why it could not be evaluated. */
export interface Evaluated {
  readonly exports: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly failures: readonly { readonly file: string; readonly error: unknown }[];
}

/** Name of the bundle in stack traces. */
export const BUNDLE_NAME = 'makeapp.bundle.cjs';

type Load = () => Readonly<Record<string, unknown>>;

/** Evaluates a bundle, each file on its own; `hooks` are the functions instrumented code calls. */
export function evaluateBundle(code: string, files: readonly SourceFile[], hooks: object = {}): Evaluated {
  const names = ['require', 'module', 'console', ...Object.keys(hooks)];
  const run = compileFunction(code, names, { filename: BUNDLE_NAME });
  const module: { exports: Record<string, Load | undefined> } = { exports: {} };
  run(requireForDescriptors, module, new Console(process.stderr), ...Object.values(hooks));
  const exports = new Map<string, Readonly<Record<string, unknown>>>();
  const failures: { readonly file: string; readonly error: unknown }[] = [];
  for (const { file } of files) {
    try {
      exports.set(file, module.exports[file]?.() ?? {});
    } catch (error) {
      failures.push({ file, error });
    }
  }
  return { exports, failures };
}

/** The bundler refuses every other import, so nothing else gets here. */
function requireForDescriptors(name: string): unknown {
  if (DSL_IMPORTS.includes(name)) return dsl;
  if (name === PLACEHOLDER) return placeholderExports;
  throw new Error(`"${name}" is not available to a descriptor.`);
}

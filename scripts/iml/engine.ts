/**
 * The expression language as a library: the public entry of `makeapp/iml`.
 *
 *     const context = createContext({ lead: { name: 'Ann' } }, { timezone: 'Europe/Prague' });
 *     evaluate('Hello {{lead.name}}', context); // 'Hello Ann'
 *     const greet = compile('Hello {{lead.name}}');
 *     greet(context); // the same, faster the more often it runs
 */

import { type AnalyseOptions, type Analysis, analyse as analyseTemplate, analyseText } from './analyse.ts';
import type { Expression, Template } from './ast.ts';
import { compileHot, compileParsed } from './compile.ts';
import { formatImlError, type ImlRuntimeError, type ImlSyntaxError } from './errors.ts';
import { evaluateStructure, evaluateTemplate } from './evaluate.ts';
import type { ImlFunction } from './functions/function.ts';
import { library } from './functions/library.ts';
import type { Context, CustomFunction, Dialect, Host, Variables } from './host.ts';
import { parseTemplate } from './parse.ts';
import { type PrintOptions, printExpression, printTemplate } from './print.ts';
import { type HostOptions, systemHost } from './system-host.ts';

export type { AnalyseOptions, Analysis, FunctionUse, Reference } from './analyse.ts';
export type { Expression, Part, Template } from './ast.ts';
export { ImlFunctionError, ImlRuntimeError, ImlSyntaxError } from './errors.ts';
export type { ImlFunction } from './functions/function.ts';
export type { Context, CustomFunction, Host, Variables } from './host.ts';
export type { HostOptions } from './system-host.ts';
export { EMPTY_STRING, isEmptyString } from './values.ts';

/** Parses a template; throws an ImlSyntaxError. */
export function parse(text: string): Template {
  return parseTemplate(text);
}

/** Prints a template or an expression in one canonical spelling; parsing the result gives an equal tree. */
export function print(node: Template | Expression, options?: PrintOptions): string {
  return 'parts' in node ? printTemplate(node, options) : printExpression(node, options);
}

/** Compiles a template to a function to keep and call often; `evaluate` is better for a template that runs once. */
export function compile(text: string): (context: Context) => unknown {
  return compileHot(text);
}

/** Evaluates a template's text, a parsed template, or an object or array of templates. */
export function evaluate(template: unknown, context: Context): unknown {
  if (typeof template === 'string') return evaluateTemplate(template, context);
  return isTemplate(template) ? compileParsed(template)(context) : evaluateStructure(template, context);
}

const parsedKinds: ReadonlySet<unknown> = new Set(['plain', 'primitive', 'interpolated']);

/** Tells a parsed template from a structure that happens to have keys of the same names. */
function isTemplate(value: unknown): value is Template {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('parts' in value)) return false;
  return parsedKinds.has(value.kind) && Array.isArray(value.parts) && 'text' in value && typeof value.text === 'string';
}

/** Reports what a template reads, which functions it calls, what type it gives, and what is wrong with it. */
export function analyse(template: string | Template, options?: AnalyseOptions): Analysis {
  return typeof template === 'string' ? analyseText(template, options) : analyseTemplate(template, options);
}

/** Makes a host: the clock, the zone, randomness; what is left out comes from the machine, the zone is UTC. */
export function createHost(options?: HostOptions): Host {
  return systemHost(options);
}

export interface ContextOptions extends HostOptions {
  /** The app's own functions by name. */
  readonly functions?: ReadonlyMap<string, CustomFunction>;
  readonly dialect?: Dialect;
  readonly strictEquality?: boolean;
}

/** Makes what one evaluation sees: root variables, the host, custom functions. */
export function createContext(variables: Variables, options: ContextOptions = {}): Context {
  const { functions, dialect, strictEquality, ...host } = options;
  const context = { variables, host: systemHost(host) };
  // What is left out is no property at all: asking for it then costs generated code nothing.
  return Object.assign(
    context,
    functions && { functions },
    dialect && { dialect },
    strictEquality && { strictEquality },
  );
}

/** Prints an error with the template and a mark under the place. */
export function formatError(error: ImlSyntaxError | ImlRuntimeError): string {
  return formatImlError(error);
}

/** The built-in functions with their signatures, summaries and examples. */
export const functions: ReadonlyMap<string, ImlFunction> = library;

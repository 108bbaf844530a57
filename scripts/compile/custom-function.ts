import type {
  ArrowFunctionExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  Program,
} from 'acorn';
import { parse } from 'acorn';
import { AS_IS } from './as-is.ts';

/** A custom function as the platform takes it, or what keeps it from being one. */
export type FunctionCode = { readonly code: string } | { readonly failure: string };

/**
 * Keeps a file that already is what the platform takes, apart from `export`: plain JavaScript, one declaration.
 * Its text stays as it is, comments and layout included; undefined when the file needs the bundler.
 */
export function verbatimCode(name: string, source: string): FunctionCode | undefined {
  if (AS_IS.test(source)) return { code: source.replace(AS_IS, '') };
  const text = source.replace(NO_CHECK, '');
  const program = parseModule(text);
  const [statement, ...others] = program?.body ?? [];
  if (others.length > 0) return undefined;
  if (statement?.type !== 'ExportNamedDeclaration' && statement?.type !== 'ExportDefaultDeclaration') return undefined;
  const { declaration } = statement;
  if (declaration?.type !== 'FunctionDeclaration' || declaration.id?.name !== name) return undefined;
  const code = text.slice(0, statement.start) + text.slice(declaration.start);
  return problemOfKind(declaration) ?? (nameSeenByImport(code) === name ? { code } : undefined);
}

/** A first line that only tells TypeScript to leave plain JavaScript alone is no part of the function. */
export const NO_CHECK = /^\/\/ @ts-nocheck[^\n]*\r?\n/;

/**
 * Writes a bundled file as one self-contained declaration. `bundle` is an ES module text; what the function needs
 * besides itself moves into it.
 */
export function selfContainedCode(name: string, bundle: string): FunctionCode {
  const program = parseModule(bundle);
  if (!program) return { failure: 'the bundled text does not parse.' };
  const local = exportedName(program, name);
  if (local === undefined) return { failure: `it exports no function under the name "${name}" and none by default.` };
  const found = findFunction(program, local);
  if (!found) return { failure: `"${name}" is no function, or not declared where it is exported.` };
  const failure = problemOfKind(found.node);
  if (failure) return failure;
  const others = program.body.filter((node) => node !== found.statement && !node.type.startsWith('Export'));
  const helpers = others.filter((node) => !isMarker(node)).map(({ start, end }) => bundle.slice(start, end));
  const plain = declaration(name, found.node, bundle);
  const callsItself = local !== name && bundle.slice(found.node.body.start, found.node.body.end).includes(local);
  if (helpers.length === 0 && !callsItself && nameSeenByImport(plain) === name) return { code: plain };
  return { code: wrap(name, found.node, [...helpers, declaration(local, found.node, bundle).trimEnd()], local) };
}

/** Prints a function of any form as a declaration; an arrow that is one expression gets a body. */
function declaration(name: string, { params, body }: AnyFunction, bundle: string): string {
  const first = params[0];
  const last = params.at(-1);
  const inside = first && last ? bundle.slice(first.start, last.end) : '';
  const text = bundle.slice(body.start, body.end);
  const block = body.type === 'BlockStatement' ? text : `{\n  return ${text};\n}`;
  return `function ${name}(${inside}) ${block}\n`;
}

/** `arguments` is handed on whole, so that defaults and rest parameters keep working; the block keeps names apart. */
function wrap(name: string, { params }: AnyFunction, statements: readonly string[], local: string): string {
  return [
    `function ${name}(${parameterNames(params).join(', ')}) {`,
    "'use strict';",
    '{',
    ...statements,
    `return ${local}.apply(this, arguments);`,
    '}',
    '}',
    '',
  ].join('\n');
}

type AnyFunction = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

function parameterNames(parameters: AnyFunction['params']): string[] {
  return parameters.flatMap((parameter, index) => {
    if (parameter.type === 'RestElement') return [];
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return target.type === 'Identifier' ? target.name : `argument${index + 1}`;
  });
}

function problemOfKind({ async, generator }: AnyFunction | { async?: boolean; generator?: boolean }) {
  if (async) return { failure: 'it is async; the platform calls functions synchronously.' };
  return generator ? { failure: 'it is a generator; the platform wants a value.' } : undefined;
}

/**
 * The name the platform's archive import finds: it looks for `function … (` and reads up to the last parenthesis
 * of that line (make-app-format.md §1.9.3 step 7).
 */
function nameSeenByImport(code: string): string | undefined {
  return /(?:function )(.+)(?:\()/.exec(code)?.[1];
}

function parseModule(text: string): Program | undefined {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    return undefined; // TypeScript, or no code at all: the bundler says which
  }
}

/** esbuild gathers all exports in one last statement: `export { local as name }`. */
function exportedName(program: Program, name: string): string | undefined {
  const specifiers = program.body.flatMap((node) => (node.type === 'ExportNamedDeclaration' ? node.specifiers : []));
  const localOf = (wanted: string): string | undefined => {
    const found = specifiers.find(({ exported }) => nameOf(exported) === wanted);
    return found && nameOf(found.local);
  };
  return localOf(name) ?? localOf('default');
}

const nameOf = (node: Node): string => {
  const { name, value } = node as Node & { readonly name?: string; readonly value?: unknown };
  return name ?? String(value); // an identifier, or a text in `export { a as "b" }`
};

interface FoundFunction {
  readonly node: AnyFunction;
  readonly statement: Program['body'][number];
}

/** The function behind a top-level name: declared, assigned, or given to `defineFunction` as `run`. */
function findFunction(program: Program, local: string): FoundFunction | undefined {
  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration' && statement.id?.name === local) return { node: statement, statement };
    if (statement.type !== 'VariableDeclaration') continue;
    const value = statement.declarations.find(({ id }) => id.type === 'Identifier' && id.name === local)?.init;
    const node = isFunction(value) ? value : runOf(value);
    if (node) return { node, statement };
  }
  return undefined;
}

function runOf(value: Expression | null | undefined): AnyFunction | undefined {
  if (value?.type !== 'CallExpression' || value.callee.type !== 'Identifier') return undefined;
  const [spec] = value.arguments;
  if (value.callee.name !== DEFINE || spec?.type !== 'ObjectExpression') return undefined;
  const run = spec.properties.find(
    (entry) => entry.type === 'Property' && entry.key.type === 'Identifier' && entry.key.name === 'run',
  );
  return run?.type === 'Property' && isFunction(run.value) ? run.value : undefined;
}

const isFunction = (node: Expression | null | undefined): node is FunctionExpression | ArrowFunctionExpression =>
  node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';

const DEFINE = 'defineFunction';

/** The mark itself, and handles other files use: both belong to the descriptors, not to the function. */
function isMarker(node: Program['body'][number]): boolean {
  if (node.type !== 'VariableDeclaration') return false;
  return node.declarations.every(({ init }) => {
    if (!init) return true;
    return init.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'callOf';
  });
}

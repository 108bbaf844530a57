import { counted, type Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Call, Expression } from './ast.ts';
import type { Span } from './errors.ts';
import { arityOf } from './functions/function.ts';
import { library, undocumentedFunctions } from './functions/library.ts';
import type { Dialect } from './host.ts';
import { isKeyword, isSystemVariable } from './keywords.ts';

/** One use of a function in a template. */
export interface FunctionUse extends Span {
  readonly name: string;
  readonly kind: 'built-in' | 'custom' | 'unknown';
  readonly args: readonly (Expression | undefined)[];
  /** The separators written between the arguments, one character each. */
  readonly separators: string;
}

export interface CallOptions {
  /** Names of the app's custom functions. */
  readonly functions?: Iterable<string> | undefined;
  /** Scenario fields lack the functions of the app runtime (iml.md §13). */
  readonly dialect?: Dialect | undefined;
}

export function functionUse(call: Call, custom: ReadonlySet<string>, dialect: Dialect): FunctionUse {
  const { name, args, separators, start, end } = call;
  return { name, kind: kindOfFunction(name, custom, dialect), args, separators, start, end };
}

function kindOfFunction(name: string, custom: ReadonlySet<string>, dialect: Dialect): FunctionUse['kind'] {
  if (custom.has(name)) return 'custom';
  const builtIn = library.get(name);
  if (builtIn === undefined) return undocumentedFunctions.has(name) ? 'built-in' : 'unknown';
  return builtIn.appsOnly && dialect === 'scenario' ? 'unknown' : 'built-in';
}

/** Reports a function that does not exist, or a number of arguments it does not take. */
export function checkCall(use: FunctionUse, custom: ReadonlySet<string>): Problem[] {
  if (use.kind === 'unknown') return [unknownFunction(use, custom)];
  const builtIn = use.kind === 'built-in' ? library.get(use.name) : undefined;
  if (builtIn === undefined) return [];
  const [least, most] = arityOf(builtIn);
  const given = use.args.length;
  if (given >= least && given <= most) return [];
  const takes = least === most ? counted(least, 'argument') : `${least} to ${counted(most, 'argument')}`;
  return [
    {
      code: 'IML202',
      severity: given < least ? 'error' : 'warning',
      message: `${use.name}() takes ${most === Number.POSITIVE_INFINITY ? `at least ${counted(least, 'argument')}` : takes}, not ${given}.`,
      fix: given < least ? 'add what is missing' : 'remove the rest: it is ignored',
      offset: use.start,
    },
  ];
}

function unknownFunction({ name, start }: FunctionUse, custom: ReadonlySet<string>): Problem {
  return {
    code: 'IML201',
    severity: 'error',
    message: `There is no function named "${name}".`,
    fix: adviceFor(name, custom),
    offset: start,
  };
}

function adviceFor(name: string, custom: ReadonlySet<string>): string {
  if (isSystemVariable(name) || isKeyword(name)) return `${name} is a value, not a function: write it without ()`;
  if (library.get(name)?.appsOnly) return 'it exists in apps only, not in scenario fields';
  const instead = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined;
  if (instead !== undefined) return instead;
  if (name.includes('.')) return 'values have no methods: call a function with the value as its argument';
  const otherwise = 'write it as a custom function, or use one of the built-in ones';
  return didYouMean(name, [...custom, ...library.keys()], otherwise);
}

/** What to write for functions people expect from elsewhere. */
const INSTEAD: Readonly<Record<string, string>> = {
  and: 'write a & b',
  char: 'write the character in quotes, or use a keyword such as newline',
  coalesce: 'use ifempty(a, b)',
  concat: "join text with +, or put both into the template's text",
  count: 'use length(x)',
  endsWith: "compare with substring(), or match with replace(x, '/…$/', '')",
  isEmpty: "compare with '', or use length(x) = 0",
  isempty: "compare with '', or use length(x) = 0",
  not: 'write !x',
  or: 'write a | b',
  set: 'build the collection in the section, or use mergeCollections(a, b)',
  size: 'use length(x)',
  startsWith: 'use indexOf(text, start) = 0',
  toLowerCase: 'use lower(x)',
  toUpperCase: 'use upper(x)',
  today: "use formatDate(now, 'YYYY-MM-DD')",
};

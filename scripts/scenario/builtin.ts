import { isPlainObject } from '../core/json.ts';
import { evaluateStructure } from '../iml/evaluate.ts';
import type { Context } from '../iml/host.ts';
import { toText } from '../iml/values.ts';
import { PlatformError } from '../runtime/errors.ts';
import type { FlowModule } from './blueprint.ts';

export const ROUTER = 'builtin:BasicRouter';

/** What ends an error handler, and what becomes of the run (make-app-format.md §6.1). */
export const DIRECTIVES = {
  'builtin:Ignore': 'ignore',
  'builtin:Resume': 'resume',
  'builtin:Commit': 'commit',
  'builtin:Rollback': 'rollback',
  'builtin:Break': 'break',
} as const;

export type Directive = (typeof DIRECTIVES)[keyof typeof DIRECTIVES];

export const directiveOf = (module: string): Directive | undefined =>
  Object.hasOwn(DIRECTIVES, module) ? DIRECTIVES[module as keyof typeof DIRECTIVES] : undefined;

type Values = Readonly<Record<string, unknown>>;

/** Platform modules that turn one bundle into bundles, by their evaluated mapper. */
const TOOLS: Readonly<Record<string, (input: Values) => readonly unknown[]>> = {
  'builtin:BasicFeeder': ({ array }) => iterate(array),
  'builtin:BasicRepeater': repeat,
  'util:SetVariable2': ({ name, value }) => [{ [toText(name)]: value }],
  'util:SetVariables': ({ variables }) => [Object.fromEntries(variablesOf(variables))],
};

/** Platform modules that turn the bundles they collected into one. */
const AGGREGATORS: Readonly<Record<string, (items: readonly Values[], module: FlowModule) => Values>> = {
  'builtin:BasicAggregator': (items) => ({ array: items }),
  'util:TextAggregator': (items, { parameters }) => ({
    text: items.map(({ value }) => toText(value)).join(separatorOf(parameters)),
  }),
};

/** Claims a module of the platform that runs here without any help. */
export const isBuiltIn = (module: string): boolean =>
  module === ROUTER ||
  directiveOf(module) !== undefined ||
  Object.hasOwn(TOOLS, module) ||
  Object.hasOwn(AGGREGATORS, module);

export const isAggregator = ({ module, feeder }: FlowModule): boolean =>
  Object.hasOwn(AGGREGATORS, module) || feeder !== undefined;

/** Runs a tool of the platform; undefined for anything else. */
export function runTool(module: string, input: Values): readonly unknown[] | undefined {
  return Object.hasOwn(TOOLS, module) ? TOOLS[module]?.(input) : undefined;
}

/** A collection becomes a bundle of its members, anything else a bundle with a `value` (A). */
function iterate(array: unknown): unknown[] {
  if (array === undefined || array === null || array === '') return [];
  if (!Array.isArray(array)) {
    throw new PlatformError('BundleValidationError', 'Validation failed: the value of "array" is not an array.');
  }
  return array.map((item: unknown, index) => ({
    ...(isPlainObject(item) ? item : { value: item }),
    __IMTINDEX__: index + 1,
    __IMTLENGTH__: array.length,
  }));
}

/** Most bundles a repeater makes: the editor allows no more (A). */
const MAX_REPEATS = 10_000;

function repeat({ start = 1, repeats, step = 1 }: Values): unknown[] {
  const count = Number(repeats);
  if (!Number.isInteger(count) || count < 0 || count > MAX_REPEATS) {
    throw new PlatformError('BundleValidationError', `Repeats must be a whole number from 0 to ${MAX_REPEATS}.`);
  }
  return Array.from({ length: count }, (_, index) => ({ i: Number(start) + index * Number(step) }));
}

const variablesOf = (variables: unknown): [string, unknown][] =>
  (Array.isArray(variables) ? variables : [])
    .filter(isPlainObject)
    .map(({ name, value }): [string, unknown] => [toText(name), value]);

function separatorOf({ rowSeparator = '', otherRowSeparator }: Values): string {
  return rowSeparator === 'other' ? toText(otherRowSeparator) : toText(rowSeparator);
}

/** One bundle that reached an aggregator. */
export interface Collected {
  readonly value: Values;
  /** The group it is in; undefined without grouping. */
  readonly key?: unknown;
}

/** What an aggregator makes of one bundle that reaches it. */
export function collect({ mapper, groupBy }: FlowModule, context: Context): Collected {
  const value = evaluateStructure(mapper, context) as Values; // A collection stays one.
  return groupBy === undefined ? { value } : { value, key: evaluateStructure(groupBy, context) };
}

/** The bundles of an aggregator: one for each group, in order of appearance; without grouping, one, empty or not (A). */
export function aggregate(module: FlowModule, collected: readonly Collected[]): readonly unknown[] {
  if (collected.length === 0 && (module.stopIfEmpty || module.groupBy !== undefined)) return [];
  const give = AGGREGATORS[module.module];
  const groups = module.groupBy === undefined ? [[undefined, collected] as const] : groupsOf(collected);
  return groups.map(([key, items]) => ({
    ...(key !== undefined && { __IMTKEY__: key }),
    ...give?.(
      items.map(({ value }) => value),
      module,
    ),
    __IMTAGGLENGTH__: items.length,
  }));
}

function groupsOf(collected: readonly Collected[]): (readonly [string, readonly Collected[]])[] {
  const groups = new Map<string, Collected[]>();
  for (const item of collected) {
    const key = toText(item.key);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

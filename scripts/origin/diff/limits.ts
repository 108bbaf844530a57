import { isPlainObject, type Json, type JsonObject } from '../../core/json.ts';
import { sameJson } from './same-json.ts';

export interface LimitChange {
  /** The rule: `min`, `pattern`, … */
  readonly rule: string;
  readonly isTighter: boolean;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
}

type Direction = 'floor' | 'ceiling' | 'list' | 'pattern' | 'switch';

/** The rules of `validate` (make-app-format.md §4.4), by what makes one of them tighter. */
const RULES: Readonly<Record<string, Direction>> = {
  min: 'floor',
  minItems: 'floor',
  max: 'ceiling',
  maxItems: 'ceiling',
  enum: 'list',
  pattern: 'pattern',
  unique: 'switch',
  past: 'switch',
};

/** Compares what a field refuses. */
export function limitChanges(before: Json | undefined, after: Json | undefined): LimitChange[] {
  const [earlier, later] = [rulesOf(before), rulesOf(after)];
  return Object.entries(RULES).flatMap(([rule, direction]): LimitChange[] => {
    const [from, to] = [earlier[rule], later[rule]];
    const isTighter = sameJson(from, to) ? undefined : tightens(direction, from, to);
    return isTighter === undefined ? [] : [{ rule, isTighter, before: from, after: to }];
  });
}

/** Claims that a rule now refuses more; undefined when it means the same. */
function tightens(direction: Direction, from: Json | undefined, to: Json | undefined): boolean | undefined {
  switch (direction) {
    case 'floor':
      return isAbove(to, from);
    case 'ceiling':
      return isAbove(from, to, true);
    case 'list':
      return listTightens(from, to);
    case 'pattern':
      return to !== undefined;
    case 'switch':
      return Boolean(from) === Boolean(to) ? undefined : Boolean(to);
  }
}

/** A field that is not validated has no rules; one address of a pattern is as good as the other. */
function rulesOf(validate: Json | undefined): JsonObject {
  if (!isPlainObject(validate)) return {};
  const rules = validate as JsonObject; // a collection in JSON
  const { pattern } = rules;
  return isPlainObject(pattern) && pattern.regexp !== undefined ? { ...rules, pattern: pattern.regexp as Json } : rules;
}

/** Claims that a bound moved up. A bound that is not there is infinitely far; one that cannot be read counts as a limit. */
function isAbove(a: Json | undefined, b: Json | undefined, isCeiling = false): boolean {
  const absent = isCeiling ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const limitOf = (bound: Json | undefined): number => (bound === undefined || bound === null ? absent : Number(bound));
  const [first, second] = [limitOf(a), limitOf(b)];
  return Number.isNaN(first) || Number.isNaN(second) || first > second;
}

/** A list that both loses and gains values is tighter: something is refused that was not. */
function listTightens(from: Json | undefined, to: Json | undefined): boolean | undefined {
  const values = (list: Json | undefined): readonly string[] | undefined =>
    Array.isArray(list) ? list.map((value: Json) => JSON.stringify(value)) : undefined;
  const [earlier, later] = [values(from), values(to)];
  if (later === undefined) return false;
  if (earlier === undefined || earlier.some((value) => !later.includes(value))) return true;
  return later.every((value) => earlier.includes(value)) ? undefined : false;
}

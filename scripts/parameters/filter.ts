import { isPlainObject } from '../core/json.ts';
import { closest } from '../core/suggest.ts';
import type { Field } from './field.ts';
import { isField } from './field.ts';
import { textOrNothing } from './finding.ts';
import type { LoadedOptions } from './load-options.ts';
import { loadOptions } from './load-options.ts';
import { listOptions, matchOption } from './options.ts';
import type { Spot } from './preparation.ts';
import { isEmpty, itemSpot, report, watchErrors } from './preparation.ts';

const TEXT = ['equal', 'contain', 'startwith', 'endwith', 'pattern'].flatMap((name) => [name, `not${name}`]);
const ORDER = ['equal', 'notequal', 'greater', 'less', 'greaterorequal', 'lessorequal'];

const withCase = (names: readonly string[]): string[] => names.flatMap((name) => [name, `${name}:ci`]);
const ofKind = (kind: string, names: readonly string[]): string[] => names.map((name) => `${kind}:${name}`);

/** The operators of a filter that brings none of its own (make-app-format.md §4.6). */
export const FILTER_OPERATORS: readonly string[] = [
  'exist',
  'notexist',
  ...ofKind('text', withCase(TEXT)),
  ...['number', 'date', 'time', 'semver'].flatMap((kind) => ofKind(kind, ORDER)),
  ...ofKind('array', [...withCase(['contain', 'notcontain']), ...ORDER]),
  ...ofKind('boolean', ['equal', 'notequal']),
];

interface FilterRules {
  readonly operands: LoadedOptions;
  readonly operators: readonly string[];
}

/**
 * Reads a filter: OR groups of AND conditions, or one list of conditions; both shapes pass whatever `logic` says and
 * keep their shape (ASM-58). Undefined when a condition is refused.
 */
export async function prepareFilter(field: Field, raw: unknown, spot: Spot): Promise<unknown> {
  if (!Array.isArray(raw)) {
    report(spot, { kind: 'type', message: 'Value is not an array.', fix: SHAPE });
    return undefined;
  }
  const hasFailed = watchErrors(spot.preparation);
  const rules = { operands: await loadOptions(field, spot), operators: operatorsOf(field) };
  for (const [index, entry] of raw.entries()) {
    const place = itemSpot(spot, index);
    const group: readonly [unknown, Spot][] = Array.isArray(entry)
      ? entry.map((condition: unknown, inner) => [condition, itemSpot(place, inner)])
      : [[entry, place]];
    for (const [condition, at] of group) checkCondition(condition, rules, at);
  }
  return hasFailed() ? undefined : raw;
}

const SHAPE = 'give [[{ "a": "field", "o": "text:equal", "b": "value" }]].';

/** `options.operators` replaces the defaults; it is a list of options, usually grouped. */
function operatorsOf({ options }: Field): readonly string[] {
  const store = isField(options) ? options.operators : undefined;
  if (!Array.isArray(store)) return FILTER_OPERATORS;
  const own = listOptions({ store, path: [], valueKey: 'value', labelKey: 'label' }).options;
  return own.map(({ value }) => textOrNothing(value) ?? '');
}

/** A condition without an operator asks whether the operand exists, as in blueprints. */
function checkCondition(condition: unknown, rules: FilterRules, spot: Spot): void {
  if (!isPlainObject(condition)) {
    report(spot, {
      kind: 'type',
      message: 'A filter condition is an object with a, o and b.',
      fix: SHAPE,
    });
    return;
  }
  checkOperator(condition.o, rules.operators, spot);
  const { options, isPartial } = rules.operands;
  if (isPartial || isEmpty(condition.a) || matchOption(options, condition.a)) return;
  const message = `Value '${spot.quote(condition.a)}' not found in options.`;
  const fix = `give one of ${options.map(({ value }) => textOrNothing(value)).join(', ')}.`;
  report({ ...spot, path: [...spot.path, 'a'] }, { kind: 'option', message, fix, severity: 'warning' });
}

function checkOperator(operator: unknown, known: readonly string[], spot: Spot): void {
  const name = textOrNothing(operator) ?? '';
  if (operator === undefined || known.includes(name)) return;
  const near = closest(name, known);
  const fix =
    near === undefined ? 'give an operator such as text:equal, number:greater or exist.' : `did you mean "${near}"?`;
  const message = `Operator '${spot.quote(operator)}' does not exist.`;
  report({ ...spot, path: [...spot.path, 'o'] }, { kind: 'option', message, fix });
}

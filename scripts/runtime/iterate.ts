import { isPlainObject } from '../core/json.ts';
import { isTruthy, readPath, toText } from '../iml/values.ts';
import type { Chain } from './chain-types.ts';
import { PlatformError } from './errors.ts';
import { evaluateIn } from './scope.ts';

interface Iterate {
  readonly container: unknown;
  readonly condition?: unknown;
}

/** The directive in its long form; undefined when a response does not iterate. */
export function iterateOf(response: Readonly<Record<string, unknown>>): Iterate | undefined {
  const { iterate } = response;
  if (iterate === undefined || iterate === null || iterate === '') return undefined;
  if (!isPlainObject(iterate)) return { container: iterate };
  return { container: iterate.container, ...('condition' in iterate && { condition: iterate.condition }) };
}

/** Evaluates the container; what is no array is A9/ASM-43. */
export function containerItems(chain: Chain, container: unknown): readonly unknown[] {
  const value = evaluateContainer(chain, container);
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value;
  if (isPlainObject(value)) {
    chain.run.warnings.add(
      'iteratedObject',
      `${JSON.stringify(container)} is one collection, and counts as one item.`,
      chain.place,
    );
    return [value];
  }
  throw new PlatformError('DataError', `The value to iterate over is "${toText(value)}", which is no array.`);
}

/** A path without mustaches is taken for an expression when text is all it would give otherwise (ASM-22). */
function evaluateContainer(chain: Chain, container: unknown): unknown {
  if (typeof container === 'string' && /^(?:body|temp|headers|payload)(?:\.[\w$`-]+)*$/.test(container)) {
    chain.run.warnings.add('braceless', `response.iterate is the text "${container}".`, chain.place);
    return readPath(chain.scope.variables, container);
  }
  return evaluateIn(chain.scope, container, 'response.iterate');
}

/** Visits the items that pass the condition, with `item` in scope. */
export function forEachItem(
  chain: Chain,
  items: readonly unknown[],
  condition: unknown,
  visit: (item: unknown) => void,
): void {
  const { scope } = chain;
  try {
    for (const item of items) {
      scope.variables.item = item;
      const passes = condition === undefined || isTruthy(evaluateIn(scope, condition, 'response.iterate.condition'));
      if (passes) visit(item);
    }
  } finally {
    delete scope.variables.item;
  }
}

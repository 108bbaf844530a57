import type { Expression } from './ast.ts';
import { isSystemVariable } from './keywords.ts';
import { ownValue, readItem, readMember } from './paths.ts';

/** A path whose every step is written out: `body.data[2].name`. Numbers are 1-based positions in brackets. */
export interface StaticPath {
  readonly root: string;
  readonly steps: readonly (string | number)[];
}

/** The path an expression is, when all of it is known beforehand and it is rooted in a variable of the host. */
export function staticPathOf(expression: Expression): StaticPath | undefined {
  const steps: (string | number)[] = [];
  let inner = expression;
  while (inner.type === 'member' || inner.type === 'index') {
    const step = inner.type === 'member' ? inner.name : positionOf(inner.index);
    if (step === undefined) return undefined;
    steps.push(step);
    inner = inner.object;
  }
  if (inner.type !== 'name' || isSystemVariable(inner.name)) return undefined;
  return { root: inner.name, steps: steps.reverse() };
}

/** The position an index names when it is written as a number; empty brackets mean the first item (iml.md §4.3). */
export function positionOf(index: Expression | undefined): number | undefined {
  if (index === undefined) return 1;
  if (index.type === 'literal' && typeof index.value === 'number') return index.value;
  if (index.type !== 'unary' || index.operator !== '-') return undefined;
  const position = positionOf(index.operand);
  return position === undefined || index.operand.type !== 'literal' ? undefined : -position;
}

/** Reads one step; a gap or a value of another kind gives undefined, never an error (iml.md §4.2). */
export function readStep(value: unknown, step: string | number): unknown {
  if (typeof step === 'string') return readMember(value, step);
  return Array.isArray(value) ? readItem(value, step) : undefined;
}

/** Reads a path from the variables of a context. */
export function readStatic(variables: object, { root, steps }: StaticPath): unknown {
  let value = ownValue(variables, root);
  for (const step of steps) {
    if (value === null || value === undefined) return undefined;
    value = readStep(value, step);
  }
  return value;
}

import type { Expression, Template } from './ast.ts';
import type { Span } from './errors.ts';
import { isSystemVariable } from './keywords.ts';
import { positionOf } from './static-path.ts';
import { childrenOf } from './walk.ts';

/** A path an expression reads, as far as it is written out. */
export interface Reference extends Span {
  readonly root: string;
  /** Names, 1-based positions as written (empty brackets are 1), and null for an index that is computed. */
  readonly path: readonly (string | number | null)[];
}

/** The references of a template, in the order written, and the system variables it uses (`now`, `uuid`, ...). */
export interface References {
  readonly references: readonly Reference[];
  readonly systemVariables: ReadonlySet<string>;
}

/** Collects what a template reads; each path counts once, with all its steps. */
export function referencesIn(template: Template): References {
  const references: Reference[] = [];
  const systemVariables = new Set<string>();
  for (const part of template.parts) if (part.type === 'mustache') collect(part.expression);
  return { references, systemVariables };

  function collect(expression: Expression): void {
    const found = referenceOf(expression);
    if (found === undefined) {
      for (const child of childrenOf(expression)) collect(child);
      return;
    }
    if (isSystemVariable(found.root)) systemVariables.add(found.root);
    else references.push(found);
    collectIndexes(expression);
  }

  function collectIndexes(expression: Expression): void {
    if (expression.type !== 'member' && expression.type !== 'index') return;
    collectIndexes(expression.object);
    if (expression.type === 'index' && expression.index) collect(expression.index);
  }
}

/** The reference an expression is; undefined for anything that is not a path from a root. */
export function referenceOf(expression: Expression): Reference | undefined {
  const path: (string | number | null)[] = [];
  let inner = expression;
  while (inner.type === 'member' || inner.type === 'index') {
    path.push(inner.type === 'member' ? inner.name : (keyOf(inner.index) ?? null));
    inner = inner.object;
  }
  if (inner.type !== 'name') return undefined;
  return { root: inner.name, path: path.reverse(), start: expression.start, end: expression.end };
}

/** The step an index stands for when it is written out: a position, or a key as text. */
function keyOf(index: Expression | undefined): string | number | undefined {
  return index?.type === 'literal' ? index.value : positionOf(index);
}

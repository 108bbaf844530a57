import type { Expression } from './ast.ts';

/** The expressions directly inside one, in the order written. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'literal':
    case 'keyword':
    case 'nothing':
    case 'spread':
    case 'name':
      return [];
    case 'member':
      return [expression.object];
    case 'index':
      return expression.index ? [expression.object, expression.index] : [expression.object];
    case 'call':
      return expression.args.filter((arg) => arg !== undefined);
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'list':
      return expression.items.filter((item) => item !== undefined);
  }
}

/** Visits an expression and everything inside it, outermost first. */
export function walk(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walk(child, visit);
}

import type { Expression } from '../../scripts/iml/ast.ts';

/** Writes a tree so that its shape shows: `(op left right)`, `name(args)`, `#number`, `<keyword>`, `_` for an empty argument. */
export function bracketed(expression: Expression): string {
  switch (expression.type) {
    case 'literal':
      return typeof expression.value === 'number' ? `#${expression.value}` : `'${expression.value}'`;
    case 'keyword':
      return `<${expression.name}>`;
    case 'nothing':
      return 'nothing';
    case 'spread':
      return '...';
    case 'name':
      return expression.name;
    case 'member':
      return `${bracketed(expression.object)}.${expression.name}`;
    case 'index':
      return `${bracketed(expression.object)}[${expression.index ? position(expression.index) : ''}]`;
    case 'call':
      return `${expression.name}(${items(expression.args)})`;
    case 'list':
      return `[${items(expression.items)}]`;
    case 'unary':
      return `(${expression.operator} ${position(expression.operand)})`;
    case 'binary':
      return `(${expression.operator} ${bracketed(expression.left)} ${position(expression.right)})`;
  }
}

const items = (list: readonly (Expression | undefined)[]): string =>
  list.map((item) => (item ? bracketed(item) : '_')).join(', ');

/** A number in brackets or behind a sign cannot be mistaken for a module. */
function position(expression: Expression): string {
  return expression.type === 'literal' && typeof expression.value === 'number'
    ? String(expression.value)
    : bracketed(expression);
}

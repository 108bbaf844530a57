import type { Binary, Expression, Index, Member, Template } from './ast.ts';
import { endOfDigits, endOfName, startsName } from './cursor.ts';
import { isKeyword } from './keywords.ts';
import { LEVELS } from './operators.ts';

export interface PrintOptions {
  /** What separates arguments: `,` in apps, `;` in scenarios (iml.md §0.2). */
  readonly separator?: ',' | ';';
}

/** Prints a template so that parsing it gives an equal tree. */
export function printTemplate(template: Template, options: PrintOptions = {}): string {
  return template.parts
    .map((part) => (part.type === 'text' ? part.value : printMustache(part.expression, options)))
    .join('');
}

function printMustache(expression: Expression, options: PrintOptions): string {
  return isBare(expression) ? printExpression(expression, options) : `{{${printExpression(expression, options)}}}`;
}

/** What prints as a mustache of its own wherever it stands. */
const isBare = ({ type }: Expression): boolean => type === 'nothing' || type === 'spread';

/** Prints an expression without mustaches: one spelling for each operator, text in single quotes, parentheses where needed. */
export function printExpression(expression: Expression, options: PrintOptions = {}): string {
  switch (expression.type) {
    case 'literal':
      return typeof expression.value === 'string' ? printText(expression.value) : String(expression.value);
    case 'keyword':
      return expression.name;
    case 'nothing':
      return '{{}}';
    case 'spread':
      return '{{...}}';
    case 'name':
      return printName(expression.name);
    case 'member':
      return `${printObject(expression, options)}.${printSegment(expression.name)}`;
    case 'index':
      return `${printObject(expression, options)}[${expression.index ? printExpression(expression.index, options) : ''}]`;
    case 'call':
      return `${expression.name}(${printItems(expression.args, options)})`;
    case 'list':
      return `[${printItems(expression.items, options)}]`;
    case 'unary':
      return expression.operator + printOperand(expression.operand, LEVELS['*'] + 1, options);
    case 'binary':
      return printBinary(expression, options);
  }
}

/** Puts text in quotes: single ones, or double ones when it contains single ones only. */
export function printText(value: string): string {
  if (value.includes("'") && !value.includes('"')) return `"${value}"`;
  return `'${value.replaceAll("'", "''")}'`;
}

/** Prints a root: in backticks unless it reads as the same name without them. */
export function printName(name: string): string {
  const isPlain = isIdentifier(name) && !isKeyword(name) && !WORDS.has(name);
  return isPlain ? name : `\`${name}\``;
}

/** Prints a name behind a dot. */
export function printSegment(name: string): string {
  return isIdentifier(name) ? name : `\`${name}\``;
}

/** Names that are operators between two operands. */
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'mod']);

const isIdentifier = (name: string): boolean => startsName(name, 0) && endOfName(name, 0) === name.length;

/** Prints what a member or an index is read from; only there can a module's number stand without backticks. */
function printObject({ object }: Member | Index, options: PrintOptions): string {
  if (object.type === 'name' && isModule(object.name)) return object.name;
  const printed = printExpression(object, options);
  const needsParentheses = object.type === 'unary' || object.type === 'binary' || isNumber(object);
  return needsParentheses ? `(${printed})` : printed;
}

const isModule = (name: string): boolean => name !== '' && endOfDigits(name, 0) === name.length;

const isNumber = (expression: Expression): boolean =>
  expression.type === 'literal' && typeof expression.value === 'number';

function printItems(items: readonly (Expression | undefined)[], options: PrintOptions): string {
  const separator = `${options.separator ?? ','} `;
  return items.map((item) => (item ? printExpression(item, options) : '')).join(separator);
}

/** Prints an operand, in parentheses when it binds less than `level`. */
function printOperand(expression: Expression, level: number, options: PrintOptions): string {
  const printed = printExpression(expression, options);
  return expression.type === 'binary' && LEVELS[expression.operator] < level ? `(${printed})` : printed;
}

function printBinary({ operator, left, right }: Binary, options: PrintOptions): string {
  const level = LEVELS[operator];
  const before = printOperand(left, level, options);
  const after = printOperand(right, level + 1, options);
  if (operator !== 'join') return `${before} ${operator} ${after}`;
  const second = MISREAD_BEHIND.test(after) ? `(${after})` : after;
  return second.startsWith('(') ? `(${before}) ${second}` : `${before} ${second}`;
}

/** Beginnings that, side by side with another operand, would be read as an operator or an index. */
const MISREAD_BEHIND = /^(?:[-+![]|(?:and|or|mod)\s*[.(])/;

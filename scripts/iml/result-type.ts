import type { Binary, Call, Expression, Template } from './ast.ts';
import type { ImlType } from './functions/function.ts';
import { library } from './functions/library.ts';
import { keywordValue } from './keywords.ts';
import { kindOf } from './values.ts';

/** The type a template gives, as far as its text alone tells; `any` when it does not. */
export function resultTypeOf(template: Template, customFunctions: ReadonlySet<string> = new Set()): ImlType {
  const [only] = template.parts;
  if (template.kind !== 'primitive' || only?.type !== 'mustache') return 'text';
  return typeOf(only.expression, customFunctions);
}

/** The type of an expression; operators that may give null for bad input have the type of their good results. */
export function typeOf(expression: Expression, custom: ReadonlySet<string>): ImlType {
  switch (expression.type) {
    case 'literal':
      return typeof expression.value === 'string' ? 'text' : 'number';
    case 'keyword':
      return typeOfValue(keywordValue(expression.name));
    case 'name':
      return TYPE_OF_SYSTEM_VARIABLE[expression.name] ?? 'any';
    case 'nothing':
    case 'spread':
    case 'list':
    case 'member':
    case 'index':
      return 'any';
    case 'call':
      return typeOfCall(expression, custom);
    case 'unary':
      return expression.operator === '!' ? 'boolean' : 'number';
    case 'binary':
      return typeOfBinary(expression, custom);
  }
}

/** Host variables of these names are possible but nobody's practice. */
const TYPE_OF_SYSTEM_VARIABLE: Readonly<Record<string, ImlType>> = Object.assign(Object.create(null), {
  now: 'date',
  timestamp: 'number',
  pi: 'number',
  random: 'number',
  uuid: 'text',
  executionId: 'text',
});

function typeOfValue(value: unknown): ImlType {
  const kind = kindOf(value);
  return kind === 'nothing' || kind === 'foreign' ? 'any' : kind;
}

function typeOfCall({ name, args }: Call, custom: ReadonlySet<string>): ImlType {
  if (custom.has(name)) return 'any';
  const [first, second, third] = args;
  if (name === 'if') return common(second, third, custom);
  if (name === 'ifempty') return common(first, second, custom);
  return library.get(name)?.returns ?? 'any';
}

/** The type two expressions share, when the result is one of them. */
function common(a: Expression | undefined, b: Expression | undefined, custom: ReadonlySet<string>): ImlType {
  if (a === undefined || b === undefined) return 'any';
  const type = typeOf(a, custom);
  return type === typeOf(b, custom) ? type : 'any';
}

function typeOfBinary({ operator, left, right }: Binary, custom: ReadonlySet<string>): ImlType {
  switch (operator) {
    case '|':
    case '&':
      return common(left, right, custom);
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return 'boolean';
    case 'join':
      return 'text';
    case '++':
    case '-':
    case '*':
    case '/':
    case '%':
      return 'number';
    case '+':
      return typeOfSum(typeOf(left, custom), typeOf(right, custom));
  }
}

/** A side that is text makes a sum text; only two sides known to be numbers make it a number (iml.md §6.1). */
function typeOfSum(left: ImlType, right: ImlType): ImlType {
  if (left === 'text' || right === 'text') return left === right ? 'text' : 'any';
  return left === 'number' && right === 'number' ? 'number' : 'any';
}

import type { Binary, Call, Expression, Unary } from '../iml/ast.ts';
import { isSystemVariable } from '../iml/keywords.ts';
import { convertCall } from './convert-call.ts';
import { checkOperands, need, type Simple } from './operands.ts';
import { type Converted, demand, memberType, type Reading } from './reading.ts';
import { call, memberOf, quoted, templateText } from './syntax.ts';
import { constantType, NOTHING, simple, type Type, union, withoutNothing } from './type.ts';
import { Untyped } from './untyped.ts';

/** How strongly the DSL takes operators to bind; what binds weaker than its place gets parentheses. */
const PRECEDENCE = { primary: 20, unary: 16, multiply: 14, add: 13, compare: 11, equal: 10, and: 6, or: 5 } as const;

/** Names JavaScript itself asks an object for. */
const TAKEN: ReadonlySet<string> = new Set(['then', 'toString', 'toJSON']);

/** Writes an expression with references; throws Untyped when the DSL has no words for it. */
export function convert(expression: Expression, reading: Reading): Converted {
  switch (expression.type) {
    case 'literal':
      return literal(expression.value);
    case 'keyword':
      return keyword(expression.name);
    case 'name':
    case 'member':
      return convertPath(expression, reading);
    case 'call':
      return convertCall(expression, reading, (argument) => argumentOf(expression, argument, reading));
    case 'unary':
      return convertUnary(expression, reading);
    case 'binary':
      return convertBinary(expression, reading);
    case 'index':
      throw new Untyped('the DSL has no positions in brackets');
    case 'nothing':
    case 'spread':
    case 'list':
      throw new Untyped('the DSL has no word for it');
  }
}

function argumentOf({ name }: Call, argument: Expression | undefined, reading: Reading): Converted {
  if (!argument) throw new Untyped(`an argument of ${name} is empty`);
  return convert(argument, reading);
}

function literal(value: string | number): Converted {
  if (typeof value === 'number') {
    return {
      code: String(value),
      source: String(value),
      precedence: PRECEDENCE.primary,
      type: constantType(value),
      isLiteral: true,
    };
  }
  if (value.includes('{{') || value.includes('}}')) throw new Untyped('a text in it has mustaches');
  const source = value.includes("'") ? `"${value.replaceAll('"', '""')}"` : `'${value}'`;
  return {
    code: quoted(value),
    source,
    precedence: PRECEDENCE.primary,
    type: constantType(value),
    isLiteral: true,
  };
}

const KEYWORD_TYPES: Readonly<Record<string, Type>> = {
  now: simple('date'),
  timestamp: simple('number'),
  pi: simple('number'),
  random: simple('number'),
  emptyarray: { kinds: ['list'], item: simple() },
  erase: NOTHING,
  ignore: NOTHING,
  undefined: NOTHING,
};

function keyword(name: string): Converted {
  const common = { source: name, precedence: PRECEDENCE.primary };
  if (name === 'true' || name === 'false')
    return { ...common, code: name, type: constantType(name === 'true'), isLiteral: true };
  if (name === 'null') return { ...common, code: name, type: NOTHING, isLiteral: true };
  return { ...common, code: `kw.${name}`, type: KEYWORD_TYPES[name] ?? simple('text') };
}

/** A path from a root, one member after the other. */
function convertPath(expression: Expression, reading: Reading): Converted {
  const names: string[] = [];
  let inner = expression;
  while (inner.type === 'member') {
    names.unshift(inner.name);
    inner = inner.object;
  }
  if (inner.type !== 'name') throw new Untyped('the DSL reads members of roots only');
  const root = inner.name;
  if (isSystemVariable(root) && names.length === 0) return keyword(root);
  const handle = reading.rootOf(root, names);
  if (!handle) throw new Untyped(`nothing declares ${[root, ...names].join('.')}`);
  if (names.length === 0 && handle.code.endsWith(')')) throw new Untyped(`"${root}" is read as a whole`);
  reading.handles.add(handle.code.replace(/[^\w$].*$/s, ''));
  let { code, type }: { code: string; type: Type } = handle;
  for (const name of names) {
    if (TAKEN.has(name) || name.includes('`')) throw new Untyped(`"${name}" cannot be a member here`);
    type = memberType(type, name, reading);
    code = memberOf(code, name);
  }
  const source = names.reduce(
    (text, name) => `${text}.${/^[A-Za-z_$][\w$]*$/.test(name) ? name : `\`${name}\``}`,
    root,
  );
  return { code, source, precedence: PRECEDENCE.primary, type };
}

const operand = ({ source, precedence }: Converted, least: number): string =>
  precedence < least ? `(${source})` : source;

function convertUnary({ operator, operand: inner }: Unary, reading: Reading): Converted {
  const value = convert(inner, reading);
  const source = operator + operand(value, PRECEDENCE.unary + (operator === '!' ? 0 : 1));
  if (operator === '!') {
    return {
      ...value,
      code: call('op.not', value.code),
      source,
      precedence: PRECEDENCE.unary,
      type: simple('boolean'),
    };
  }
  if (value.isLiteral && operator === '-' && typeof value.type.constants?.[0] === 'number') {
    return { ...value, code: `-${value.source}`, source, precedence: PRECEDENCE.unary };
  }
  need(value, ['number', 'nothing'], reading);
  return {
    ...value,
    code: call(operator === '-' ? 'op.neg' : 'op.pos', value.code),
    source,
    precedence: PRECEDENCE.unary,
    type: simple('number'),
  };
}

const OPERATORS: Readonly<Record<Simple, readonly [name: string, sign: string, precedence: number]>> = {
  '=': ['eq', '==', PRECEDENCE.equal],
  '!=': ['ne', '!=', PRECEDENCE.equal],
  '<': ['lt', '<', PRECEDENCE.compare],
  '<=': ['lte', '<=', PRECEDENCE.compare],
  '>': ['gt', '>', PRECEDENCE.compare],
  '>=': ['gte', '>=', PRECEDENCE.compare],
  '++': ['addNumeric', '++', PRECEDENCE.add],
  '-': ['sub', '-', PRECEDENCE.add],
  '*': ['mul', '*', PRECEDENCE.multiply],
  '/': ['div', '/', PRECEDENCE.multiply],
  '%': ['mod', '%', PRECEDENCE.multiply],
};

function convertBinary(expression: Binary, reading: Reading): Converted {
  const { operator, left, right } = expression;
  if (operator === '&' || operator === '|') return convertLogic(expression, reading);
  if (operator === '+') return convertSum(expression, reading);
  if (operator === 'join') throw new Untyped('the DSL does not put values side by side');
  const [name, sign, precedence] = OPERATORS[operator];
  const a = convert(left, reading);
  const b = convert(right, reading);
  checkOperands(operator, a, b, reading);
  return {
    code: call(`op.${name}`, a.code, b.code),
    source: `${operand(a, precedence)} ${sign} ${operand(b, precedence + 1)}`,
    precedence,
    type: simple(precedence <= PRECEDENCE.equal || precedence === PRECEDENCE.compare ? 'boolean' : 'number'),
  };
}

/** The operands of one operator in a row. */
function chainOf(expression: Expression, operator: Binary['operator']): Expression[] {
  if (expression.type !== 'binary' || expression.operator !== operator) return [expression];
  return [...chainOf(expression.left, operator), expression.right];
}

function convertLogic(expression: Binary, reading: Reading): Converted {
  const operands = chainOf(expression, expression.operator).map((part) => convert(part, reading));
  const isAnd = expression.operator === '&';
  const precedence = isAnd ? PRECEDENCE.and : PRECEDENCE.or;
  const types = operands.map(({ type }, index) =>
    isAnd || index === operands.length - 1 ? type : withoutNothing(type),
  );
  return {
    code: call(isAnd ? 'op.and' : 'op.or', ...operands.map(({ code }) => code)),
    source: operands
      .map((part, index) => operand(part, index === 0 ? precedence : precedence + 1))
      .join(isAnd ? ' && ' : ' || '),
    precedence,
    type: union(...types),
  };
}

const PIECE = { kinds: ['text', 'number', 'boolean'] } as const;

/** Adds numbers, or joins texts: a text among the first two operands makes it a template. */
function convertSum(expression: Binary, reading: Reading): Converted {
  const operands = chainOf(expression, '+').map((part) => convert(part, reading));
  const isText = operands.slice(0, 2).some(({ isLiteral, type }) => isLiteral && type.kinds[0] === 'text');
  const source = operands
    .map((part, index) => operand(part, index === 0 ? PRECEDENCE.add : PRECEDENCE.add + 1))
    .join(' + ');
  const common = { source, precedence: PRECEDENCE.add };
  if (!isText) {
    const [a, b, ...others] = operands;
    if (!a || !b || others.length > 0) throw new Untyped('the DSL adds two numbers at a time');
    for (const value of [a, b]) need(value, ['number', 'nothing'], reading);
    return { ...common, code: call('op.add', a.code, b.code), type: simple('number') };
  }
  return {
    ...common,
    code: `iml\`${operands.map((part, index) => pieceOf(part, operands[index - 1], reading)).join('')}\``,
    type: simple('text'),
  };
}

function pieceOf(part: Converted, before: Converted | undefined, reading: Reading): string {
  const isText = (value: Converted | undefined): boolean => value?.isLiteral === true && value.type.kinds[0] === 'text';
  if (isText(part)) {
    const text = String(part.type.constants?.[0] ?? '');
    if (isText(before) || text === '' || text.endsWith('{')) throw new Untyped('a template cannot have these texts');
    return templateText(text);
  }
  if (part.isLiteral) throw new Untyped('a template joins texts and references only');
  return embedded(part, reading);
}

/** Text and expressions joined: an argument everywhere, but between mustaches it would fall apart. */
export const isTemplate = ({ code }: Converted): boolean => typeof code === 'string' && code.startsWith('iml`');

/** An expression inside a template; it must have a value. */
export function embedded(part: Converted, reading: Reading): string {
  if (isTemplate(part)) throw new Untyped('a text stands in a text');
  if (part.isLiteral) throw new Untyped('a constant stands in mustaches');
  if (!demand(part.type, PIECE, reading)) {
    const isGap = part.type.kinds.includes('nothing');
    throw new Untyped(isGap ? 'a part of the text may be missing' : 'a part is not known to be text');
  }
  return `\${${flatCode(part.code)}}`;
}

/** Code on one line, as formatters leave it inside of a template. */
function flatCode(code: Converted['code']): string {
  if (typeof code === 'string') return code;
  if (isParts(code)) return code.map(flatCode).join('');
  if (code.type === 'line') return code.flat ?? '';
  return code.type === 'if-broken' ? '' : flatCode(code.content);
}

const isParts = (code: Converted['code']): code is readonly Converted['code'][] => Array.isArray(code);

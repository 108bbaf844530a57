import { add, addNumbers, divide, join, multiply, negate, remainder, subtract, toNumeric } from './arithmetic.ts';
import type { Binary, BinaryOperator, Expression, Index, Name, UnaryOperator } from './ast.ts';
import { differs, equals, isAtLeast, isAtMost, isGreater, isLess } from './compare.ts';
import { compileCall } from './compile-call.ts';
import { ImlRuntimeError } from './errors.ts';
import { constant, type Evaluator, type Scope } from './evaluator.ts';
import type { Context } from './host.ts';
import { isSystemVariable, keywordValue, systemValue } from './keywords.ts';
import { ownValue, readIndex, readMember } from './paths.ts';
import { positionOf, readStatic, readStep, staticPathOf } from './static-path.ts';
import { isTruthy } from './values.ts';

/** Compiles an expression to a closure. */
export function compileExpression(expression: Expression, scope: Scope): Evaluator {
  switch (expression.type) {
    case 'literal':
      return constant(expression.value);
    case 'keyword':
      return expression.name === 'emptyarray' ? () => [] : constant(keywordValue(expression.name));
    case 'nothing':
    case 'list': // read as an index on nothing (A, iml.md §3 note 9)
      return constant(null);
    case 'spread':
      return failSpread(expression, scope);
    case 'name':
      return compileName(expression);
    case 'member':
    case 'index':
      return compilePath(expression) ?? compileAccess(expression, scope);
    case 'call': {
      const inner = { template: scope.template, enclosing: expression.name };
      const args = expression.args.map((arg) => (arg ? compileExpression(arg, inner) : constant(undefined)));
      return compileCall(expression, args, scope);
    }
    case 'unary':
      return compileUnary(expression.operator, compileExpression(expression.operand, scope));
    case 'binary':
      return compileBinary(expression, scope);
  }
}

function failSpread({ start, end }: Expression, { template }: Scope): Evaluator {
  return () => {
    throw new ImlRuntimeError('{{...}} is no value; it can only be the key of an object.', {
      code: 'IML106',
      start,
      end,
      template,
    });
  };
}

/** Host data goes before a system variable of the same name (iml.md §4.1). */
function compileName({ name }: Name): Evaluator {
  if (!isSystemVariable(name)) return ({ variables }) => ownValue(variables, name);
  return ({ variables, host }) =>
    Object.hasOwn(variables, name) ? ownValue(variables, name) : systemValue(name, host);
}

/** Compiles a path that is known beforehand; the usual lengths have a closure of their own. */
function compilePath(expression: Expression): Evaluator | undefined {
  const path = staticPathOf(expression);
  if (path === undefined) return undefined;
  const { root, steps } = path;
  const [first, second] = steps;
  if (first !== undefined && steps.length === 1) return ({ variables }) => readStep(ownValue(variables, root), first);
  if (first === undefined || second === undefined || steps.length > 2) {
    return ({ variables }) => readStatic(variables, path);
  }
  return ({ variables }) => readStep(readStep(ownValue(variables, root), first), second);
}

/** Compiles access to a computed value, or by a computed index. */
function compileAccess(expression: Exclude<Expression, { type: 'name' }>, scope: Scope): Evaluator {
  if (expression.type === 'member') {
    const { name } = expression;
    const object = compileExpression(expression.object, scope);
    return (context) => readMember(object(context), name);
  }
  return expression.type === 'index' ? compileIndex(expression, scope) : constant(undefined);
}

function compileIndex(expression: Index, scope: Scope): Evaluator {
  const object = compileExpression(expression.object, scope);
  const position = positionOf(expression.index);
  if (position !== undefined || expression.index === undefined) {
    return (context) => readIndex(object(context), position ?? 1);
  }
  const index = compileExpression(expression.index, scope);
  return (context) => readIndex(object(context), index(context));
}

function compileUnary(operator: UnaryOperator, operand: Evaluator): Evaluator {
  switch (operator) {
    case '!':
      return (context) => !isTruthy(operand(context));
    case '-':
      return (context) => negate(operand(context));
    case '+':
      return (context) => toNumeric(operand(context));
  }
}

/** `&` and `|` give an operand and evaluate the right one only when needed (iml.md §6.3). */
function compileBinary({ operator, left, right }: Binary, scope: Scope): Evaluator {
  const [first, second] = [compileExpression(left, scope), compileExpression(right, scope)];
  if (operator === '|') return (context) => first(context) || second(context);
  if (operator === '&') return (context) => first(context) && second(context);
  const apply = BINARY[operator];
  return (context) => apply(first(context), second(context), context);
}

type Apply = (left: unknown, right: unknown, context: Context) => unknown;

/** What each operator that evaluates both sides does. */
export const BINARY: Readonly<Record<Exclude<BinaryOperator, '|' | '&'>, Apply>> = {
  '=': equals,
  '!=': differs,
  '<': isLess,
  '<=': isAtMost,
  '>': isGreater,
  '>=': isAtLeast,
  '+': add,
  '++': addNumbers,
  '-': subtract,
  join,
  '*': multiply,
  '/': divide,
  '%': remainder,
};

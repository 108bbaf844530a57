import type { Problem } from '../core/problems.ts';
import type { Binary, Expression } from './ast.ts';

/** Reports forms that are legal but do not do what they look like; calls are judged elsewhere. */
export function checkExpression(expression: Expression): Problem[] {
  switch (expression.type) {
    case 'index':
      return isZero(expression.index) ? [zeroIndex(expression)] : [];
    case 'list':
      return [noArrayLiterals(expression)];
    case 'spread':
      return [spreadAsValue(expression)];
    case 'binary':
      return expression.operator === 'join' ? checkJuxtaposition(expression) : [];
    case 'literal':
    case 'keyword':
    case 'nothing':
    case 'name':
    case 'member':
    case 'call':
    case 'unary':
      return [];
  }
}

const isZero = (index: Expression | undefined): boolean =>
  index?.type === 'literal' && Number(index.value) === 0 && index.value !== '';

function zeroIndex({ start }: Expression): Problem {
  return {
    code: 'IML203',
    severity: 'error',
    message: 'Positions count from 1, so [0] is always undefined.',
    fix: 'write [1], or [] for the first item',
    offset: start,
  };
}

function noArrayLiterals({ start }: Expression): Problem {
  return {
    code: 'IML206',
    severity: 'error',
    message: 'There are no array literals: brackets that follow no value give null.',
    fix: "make an array with split('a,b', ','), emptyarray or add(emptyarray, a, b)",
    offset: start,
  };
}

function spreadAsValue({ start }: Expression): Problem {
  return {
    code: 'IML207',
    severity: 'error',
    message: '{{...}} is no value; it can only be the key of an object.',
    fix: 'use it as a key whose value is a collection',
    offset: start,
  };
}

/** `x.f(1)` behind an index or a call, and `` `f`(1) ``, join two values where a call was surely meant. */
function checkJuxtaposition({ left, right, at, start }: Binary): Problem[] {
  const isAdjacent = left.end === at;
  const isLikeCall = left.type === 'member' || left.type === 'name' || left.type === 'index' || left.type === 'call';
  if (!isAdjacent || !isLikeCall || right.start === at) return [];
  return [
    {
      code: 'IML208',
      severity: 'warning',
      message: 'This looks like a call, but values have no methods: both sides are joined as text.',
      fix: 'call a function with the value as its argument, or write + to join text',
      offset: start,
    },
  ];
}

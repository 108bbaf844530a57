import type { BinaryOperator } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { endOfName, isDigit, startsName } from './cursor.ts';

/** A binary operator as it can be written. */
export interface OperatorToken {
  readonly operator: BinaryOperator;
  readonly spelling: string;
  readonly level: number;
}

/** Binding strength, low to high (iml.md §3). Juxtaposition binds like `+` (A). */
export const LEVELS: Readonly<Record<BinaryOperator, number>> = {
  '|': 1,
  '&': 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '++': 5,
  '-': 5,
  join: 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

const token = (operator: BinaryOperator, spelling: string = operator): OperatorToken => ({
  operator,
  spelling,
  level: LEVELS[operator],
});

const [OR, OR2, OR_WORD] = [token('|'), token('|', '||'), token('|', 'or')];
const [AND, AND2, AND_WORD] = [token('&'), token('&', '&&'), token('&', 'and')];
const [EQUAL, EQUAL2, EQUAL3] = [token('='), token('=', '=='), token('=', '===')];
const [DIFFERENT, DIFFERENT2] = [token('!='), token('!=', '!==')];
const [LESS, AT_MOST, GREATER, AT_LEAST] = [token('<'), token('<='), token('>'), token('>=')];
const [PLUS, PLUS2, MINUS] = [token('+'), token('++'), token('-')];
const [TIMES, OVER, MOD, MOD_WORD] = [token('*'), token('/'), token('%'), token('%', 'mod')];
const JOIN = token('join', '');

/** The operator that stands at the cursor where one may stand; undefined when the expression ends there. */
export function operatorAt({ text, at }: Cursor): OperatorToken | undefined {
  const next = text.charCodeAt(at + 1);
  switch (text.charCodeAt(at)) {
    case 43: // +
      return next === 43 ? PLUS2 : PLUS;
    case 45: // -
      return MINUS;
    case 42: // *
      return TIMES;
    case 47: // /
      return OVER;
    case 37: // %
      return MOD;
    case 61: // =
      return next !== 61 ? EQUAL : text.charCodeAt(at + 2) === 61 ? EQUAL3 : EQUAL2;
    case 33: // !
      return next !== 61 ? JOIN : text.charCodeAt(at + 2) === 61 ? DIFFERENT2 : DIFFERENT;
    case 60: // <
      return next === 61 ? AT_MOST : LESS;
    case 62: // >
      return next === 61 ? AT_LEAST : GREATER;
    case 38: // &
      return next === 38 ? AND2 : AND;
    case 124: // |
      return next === 124 ? OR2 : OR;
    default:
      return wordOrJuxtaposition(text, at);
  }
}

/** `and`, `or`, `mod`, or nothing written between two operands (iml.md §3 notes 1 and 2). */
function wordOrJuxtaposition(text: string, at: number): OperatorToken | undefined {
  if (startsName(text, at)) return wordAt(text, at) ?? JOIN;
  return startsOperand(text, at) ? JOIN : undefined;
}

function wordAt(text: string, at: number): OperatorToken | undefined {
  const length = endOfName(text, at) - at;
  if (length === 2) return text.startsWith('or', at) ? OR_WORD : undefined;
  if (length !== 3) return undefined;
  if (text.startsWith('and', at)) return AND_WORD;
  return text.startsWith('mod', at) ? MOD_WORD : undefined;
}

function startsOperand(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const isNested = code === 123 && text.charCodeAt(at + 1) === 123;
  return code === 34 || code === 39 || code === 96 || code === 40 || isNested || isDigit(code);
}

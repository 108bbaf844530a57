import type { Problem } from '../core/problems.ts';
import type { Expression } from './ast.ts';
import { parseExpression } from './parse.ts';
import { referenceOf } from './references.ts';

/** Roots a host supplies somewhere; text that begins with one of them and goes on like a path is suspicious (iml.md §7). */
const ROOTS: ReadonlySet<string> = new Set(
  'parameters connection common data environment scenario metadata temp body headers statusCode item output iterate pagination oauth query webhook payload'.split(
    ' ',
  ),
);

/** One brace, or a shell-like `${`, around what could be a path: `{parameters.id}`. */
const SINGLE_BRACES = /(?<!\{)\$?\{(?!\{)\s*([A-Za-z]\w*)\.[\w.[\]`]+\s*\}(?!\})/g;

/** Reports text that was meant as an expression but has no mustaches around it; `offset` is where the text begins. */
export function checkText(text: string, offset: number, isWhole: boolean, known: ReadonlySet<string>): Problem[] {
  const problems = isWhole && looksLikeExpression(text, known) ? [bareExpression(text, offset)] : [];
  for (const match of text.matchAll(SINGLE_BRACES)) {
    if (ROOTS.has(match[1] ?? '')) problems.push(singleBraces(match[0], offset + match.index));
  }
  return problems;
}

/** Claims a text that is nothing but a path from a host's root, a call of a known function, or operators on such. */
function looksLikeExpression(text: string, known: ReadonlySet<string>): boolean {
  if (text.length > 500 || !/^!?[A-Za-z_][\w]*[.[(]/.test(text)) return false;
  const expression = parsed(text);
  return expression !== undefined && isMeant(expression, known);
}

/** Two values side by side are an operator too, but that is how words stand in any sentence. */
function isMeant(expression: Expression, known: ReadonlySet<string>): boolean {
  if (expression.type === 'call') return known.has(expression.name);
  if (expression.type === 'unary') return isMeant(expression.operand, known);
  if (expression.type === 'binary') {
    const { operator, left, right } = expression;
    return operator !== 'join' && isMeant(left, known) && (right.type === 'literal' || isMeant(right, known));
  }
  const reference = referenceOf(expression);
  return reference !== undefined && ROOTS.has(reference.root) && reference.path.length > 0;
}

function parsed(text: string): Expression | undefined {
  try {
    return parseExpression(text);
  } catch {
    return undefined; // text that does not parse is just text
  }
}

function bareExpression(text: string, offset: number): Problem {
  return {
    code: 'IML204',
    severity: 'warning',
    message: `"${text}" looks like an expression, but is sent as it is.`,
    fix: `write {{${text}}}`,
    offset,
  };
}

function singleBraces(found: string, offset: number): Problem {
  const inner = found.replace(/^\$?\{\s*|\s*\}$/g, '');
  return {
    code: 'IML205',
    severity: 'warning',
    message: `"${found}" looks like an expression, but single braces are plain text.`,
    fix: `write {{${inner}}}`,
    offset,
  };
}

import type { Problem } from '../core/problems.ts';
import type { Template } from './ast.ts';
import { type CallOptions, checkCall, type FunctionUse, functionUse } from './check-calls.ts';
import { checkExpression } from './check-expression.ts';
import { checkText } from './check-text.ts';
import { ImlSyntaxError } from './errors.ts';
import type { ImlType } from './functions/function.ts';
import { library } from './functions/library.ts';
import { isSpreadKey, parseTemplate } from './parse.ts';
import { type Reference, referencesIn } from './references.ts';
import { resultTypeOf } from './result-type.ts';
import { walk } from './walk.ts';

export type { FunctionUse } from './check-calls.ts';
export type { Reference } from './references.ts';

export interface AnalyseOptions extends CallOptions {
  /** Whether to look for text that should have been an expression; on by default. */
  readonly text?: boolean;
}

/** What can be known of a template without evaluating it. Offsets are those of the template's text. */
export interface Analysis {
  readonly references: readonly Reference[];
  /** `now`, `uuid` and the like, as far as used. */
  readonly systemVariables: ReadonlySet<string>;
  readonly functions: readonly FunctionUse[];
  /** The type the template gives; `any` when its text does not tell. */
  readonly type: ImlType;
  readonly problems: readonly Problem[];
}

/** Analyses a parsed template. */
export function analyse(template: Template, options: AnalyseOptions = {}): Analysis {
  const custom = new Set(options.functions);
  const known = new Set([...custom, ...library.keys()]);
  const functions: FunctionUse[] = [];
  const problems: Problem[] = [];
  const isKey = isSpreadKey(template.text);
  for (const part of template.parts) {
    if (part.type === 'text' && options.text !== false) {
      problems.push(...checkText(part.value, part.start, template.kind === 'plain', known));
    }
    if (part.type === 'text' || isKey) continue;
    walk(part.expression, (expression) => {
      problems.push(...checkExpression(expression));
      if (expression.type !== 'call') return;
      const use = functionUse(expression, custom, options.dialect ?? 'app');
      functions.push(use);
      problems.push(...checkCall(use, custom));
    });
  }
  return { ...referencesIn(template), functions, type: resultTypeOf(template, custom), problems };
}

/** Analyses a template's text; a text that does not parse has that as its only problem. */
export function analyseText(text: string, options: AnalyseOptions = {}): Analysis {
  try {
    return analyse(parseTemplate(text), options);
  } catch (error) {
    if (!(error instanceof ImlSyntaxError)) throw error;
    return { references: [], systemVariables: new Set(), functions: [], type: 'any', problems: [syntaxProblem(error)] };
  }
}

/** A syntax error as a problem of the section it was found in. */
export function syntaxProblem({ code, message, start }: ImlSyntaxError): Problem {
  return { code, severity: 'error', message, offset: start };
}

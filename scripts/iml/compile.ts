import type { Template } from './ast.ts';
import { compileExpression } from './compile-expression.ts';
import { constant, type Evaluator } from './evaluator.ts';
import { failureOfTemplate } from './failures.ts';
import { generate } from './generate.ts';
import { parseTemplate } from './parse.ts';
import { TemplateCache } from './template-cache.ts';
import { toText } from './values.ts';

/** Compiled templates kept by their text. */
const CACHE_SIZE = 2000;

const cache = new TemplateCache<Evaluator>(CACHE_SIZE);

/** Runs after which a template is worth JavaScript of its own. */
const HOT = 200;

/** Compiles a template text, or takes it from the cache; throws an ImlSyntaxError. The result may be kept and shared. */
export function compileTemplate(text: string): Evaluator {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const compiled = warming(parseTemplate(text));
  cache.set(text, compiled);
  return compiled;
}

/** Compiles a template for many evaluations at once: slower to make, fastest to run, not cached. */
export function compileHot(text: string): Evaluator {
  const template = parseTemplate(text);
  const careful = compileParsed(template);
  return generate(template, careful) ?? careful;
}

/** Starts with closures, which are cheap to make, and changes to generated JavaScript once the template proves hot. */
function warming(template: Template): Evaluator {
  let runs = template.kind === 'plain' ? HOT : 0;
  let evaluator = compileParsed(template);
  return (context) => {
    if (runs < HOT && ++runs === HOT) evaluator = generate(template, evaluator) ?? evaluator;
    return evaluator(context);
  };
}

/** Compiles a parsed template to closures. */
export function compileParsed(template: Template): Evaluator {
  const parts = template.parts.map((part) =>
    part.type === 'text' ? part.value : compileExpression(part.expression, { template: template.text }),
  );
  const [only] = parts;
  if (template.kind === 'plain') return constant(template.text);
  if (template.kind === 'primitive' && typeof only === 'function') return located(only, template);
  return located(interpolation(parts), template);
}

/** Joins the texts of all parts (iml.md §1). */
function interpolation(parts: readonly (string | Evaluator)[]): Evaluator {
  return (context) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : toText(part(context));
    return text;
  };
}

/** Gives an error from outside any function, such as a collection that contains itself, its place in the template. */
function located(evaluator: Evaluator, template: Template): Evaluator {
  return (context) => {
    try {
      return evaluator(context);
    } catch (error) {
      throw failureOfTemplate(error, template.text);
    }
  };
}

import { negate, toNumeric } from './arithmetic.ts';
import type { Binary, Call, Expression, Template, Unary } from './ast.ts';
import { BINARY, compileExpression } from './compile-expression.ts';
import type { Evaluator, Scope } from './evaluator.ts';
import { failureOfCall, failureOfTemplate } from './failures.ts';
import { library } from './functions/library.ts';
import { generateMap } from './generate-map.ts';
import { generatePath } from './generate-path.ts';
import { constantIn, printUnit, startUnit, type Unit } from './generated-unit.ts';
import type { Context } from './host.ts';
import { keywordValue } from './keywords.ts';
import { LEVELS } from './operators.ts';
import { hasGetter, startTrial } from './plain-data.ts';
import { staticPathOf } from './static-path.ts';
import { toText } from './values.ts';

/** Longer templates stay closures: their code would cost more than it saves. */
const MAX_LENGTH = 4000;

/**
 * Writes a template as JavaScript of its own, the fastest form to run. Nothing of the template becomes code: texts and
 * names go through JSON.stringify, everything else is a constant handed in, and names of variables are made here.
 * `careful` is the same template as closures. Undefined when the template is not worth it or the process forbids code made from text.
 */
export function generate(template: Template, careful: Evaluator): Evaluator | undefined {
  if (template.kind === 'plain' || template.text.length > MAX_LENGTH) return undefined;
  const unit = startUnit();
  const scope: Scope = { template: template.text };
  const parts = template.parts.map((part) =>
    part.type === 'text' ? JSON.stringify(part.value) : emit(part.expression, scope, unit),
  );
  const text = constantIn(unit, toText);
  const joined = template.parts.map(({ type }, at) => (type === 'text' ? parts[at] : `${text}(${parts[at]})`));
  const result = template.kind === 'primitive' ? parts.join('') : joined.join(' + ');
  const relocate = constantIn(unit, (error: unknown) => failureOfTemplate(error, template.text));
  const body = `${emitTrial(unit, careful)} try { return ${result}; } catch (error) { throw ${relocate}(error); }`;
  return instantiate(printUnit(unit, body), unit);
}

/** Writes the trial of the paths read directly: `careful`, the template as closures, runs until it is passed. */
function emitTrial(unit: Unit, careful: Evaluator): string {
  if (unit.paths.length === 0) return '';
  const { state, count } = startTrial();
  const run = (context: Context): unknown => {
    count(unit.paths.some((path) => hasGetter(context.variables, path)));
    return careful(context);
  };
  const [trial, onTrial] = [state, run].map((value) => constantIn(unit, value));
  return `if (${trial}.passed !== true) return ${onTrial}(x);`;
}

function instantiate(source: string, { constants }: Unit): Evaluator | undefined {
  try {
    // The generated function takes a context and gives a value, as `printUnit` writes it.
    return new Function('constants', source)(constants) as Evaluator;
  } catch {
    return undefined; // started with --disallow-code-generation-from-strings
  }
}

/** Writes an expression; `x` is the context. What has no form here stays a closure. */
function emit(expression: Expression, scope: Scope, unit: Unit): string {
  switch (expression.type) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'keyword':
      return expression.name === 'emptyarray' ? '[]' : constantIn(unit, keywordValue(expression.name));
    case 'nothing':
    case 'list':
      return 'null';
    case 'spread':
      return closure(expression, scope, unit);
    case 'name':
    case 'member':
    case 'index': {
      const path = staticPathOf(expression);
      return (path && generatePath(path, unit)) ?? closure(expression, scope, unit);
    }
    case 'call':
      return emitCall(expression, scope, unit);
    case 'unary':
      return emitUnary(expression, scope, unit);
    case 'binary':
      return emitBinary(expression, scope, unit);
  }
}

function closure(expression: Expression, scope: Scope, unit: Unit): string {
  return `${constantIn(unit, compileExpression(expression, scope))}(x)`;
}

function emitUnary({ operator, operand }: Unary, scope: Scope, unit: Unit): string {
  const value = emit(operand, scope, unit);
  return operator === '!' ? `!(${value})` : `${constantIn(unit, operator === '-' ? negate : toNumeric)}(${value})`;
}

/** JavaScript's own `&&` and `||` are the language's; the numeric case of a comparison is written out. */
function emitBinary({ operator, left, right }: Binary, scope: Scope, unit: Unit): string {
  const [first, second] = [emit(left, scope, unit), emit(right, scope, unit)];
  if (operator === '|') return `(${first} || ${second})`;
  if (operator === '&') return `(${first} && ${second})`;
  const apply = constantIn(unit, BINARY[operator]);
  if (LEVELS[operator] !== LEVELS['<']) return `${apply}(${first}, ${second}, x)`;
  const areNumbers = "typeof left === 'number' && typeof right === 'number'";
  const body = `const left = ${first}; const right = ${second}; return ${areNumbers} ? left ${operator} right : ${apply}(left, right, x);`;
  return `${declare(unit, 'x', body)}(x)`;
}

/** Writes a call of a built-in; the closure stands by for custom functions that hide it. */
function emitCall(call: Call, scope: Scope, unit: Unit): string {
  const builtIn = library.get(call.name);
  const otherwise = closure(call, scope, unit);
  if (builtIn === undefined || builtIn.appsOnly) return otherwise;
  const args = call.args.map((arg) => (arg ? emit(arg, { ...scope, enclosing: call.name }, unit) : 'undefined'));
  const direct = builtIn.lazy ? emitForm(call.name, args, unit) : emitEager(call, args, scope, unit);
  if (direct === undefined) return otherwise;
  const isFree = `(x.functions === undefined || !x.functions.has(${JSON.stringify(call.name)}))`;
  return `(${isFree} ? ${direct} : ${otherwise})`;
}

function emitForm(name: string, args: readonly string[], unit: Unit): string | undefined {
  const [first = 'undefined', second = 'undefined', third = 'undefined'] = args;
  if (name === 'if') return `(${first} ? ${second} : ${third})`;
  if (name !== 'ifempty') return undefined;
  const body = `const found = ${first}; return found === undefined || found === null || found === '' ? ${second} : found;`;
  return `${declare(unit, 'x', body)}(x)`;
}

function emitEager(call: Call, args: readonly string[], scope: Scope, unit: Unit): string {
  const run = constantIn(unit, library.get(call.name)?.run);
  const raise = constantIn(unit, (error: unknown) => failureOfCall(error, call, scope.template));
  const map = emitMap(call, args, run, raise, unit);
  if (map !== undefined) return map;
  const names = args.map((_, at) => `a${at}`);
  const values = args.map((arg, at) => `const a${at} = ${arg};`).join(' ');
  const invoke = `return ${run}(${['x.host', ...names].join(', ')});`;
  return `${declare(unit, 'x', `${values} try { ${invoke} } catch (error) { throw ${raise}(error); }`)}(x)`;
}

function emitMap(call: Call, args: readonly string[], run: string, raise: string, unit: Unit): string | undefined {
  const [list, key] = args;
  if (call.name !== 'map' || list === undefined || key === undefined) return undefined;
  const invoke = `return ${run}(x.host, list, ${key});`;
  const careful = declare(unit, 'x, list', `try { ${invoke} } catch (error) { throw ${raise}(error); }`);
  return generateMap(call, list, careful, unit);
}

/** Declares a function of the unit and gives its name. */
function declare(unit: Unit, parameter: string, body: string): string {
  const name = `f${unit.declarations.length}`;
  unit.declarations.push(`function ${name}(${parameter}) { ${body} }`);
  return name;
}

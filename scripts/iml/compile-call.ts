import type { Call } from './ast.ts';
import { functionNotFound, ImlRuntimeError } from './errors.ts';
import type { Evaluator, Scope } from './evaluator.ts';
import { failureOfCall } from './failures.ts';
import type { EagerFunction, ImlFunction, LazyFunction } from './functions/function.ts';
import { library } from './functions/library.ts';
import type { Context, CustomFunction } from './host.ts';
import { isTruthy } from './values.ts';

/** Compiles a call; a custom function of the same name goes before the built-in (A, iml.md §14.1). */
export function compileCall(call: Call, args: readonly Evaluator[], scope: Scope): Evaluator {
  const builtIn = library.get(call.name);
  const otherwise = builtIn ? compileBuiltIn(builtIn, args, call, scope) : failUnknown(call, scope);
  const hidden = builtIn?.appsOnly ? failUnknown(call, scope) : otherwise;
  return (context) => {
    const custom = context.functions?.get(call.name);
    if (custom !== undefined) return callCustom(custom, args, context, call, scope);
    return context.dialect === 'scenario' ? hidden(context) : otherwise(context);
  };
}

function compileBuiltIn(builtIn: ImlFunction, args: readonly Evaluator[], call: Call, scope: Scope): Evaluator {
  if (!builtIn.lazy) return compileEager(builtIn, args, call, scope);
  return compileForm(call.name, args) ?? compileLazy(builtIn, args, call, scope);
}

/** `if` and `ifempty` without a thunk for each argument: they are in every other template. */
function compileForm(name: string, args: readonly Evaluator[]): Evaluator | undefined {
  const [first = nothing, second = nothing, third = nothing] = args;
  if (name === 'if') return (context) => (isTruthy(first(context)) ? second(context) : third(context));
  if (name !== 'ifempty') return undefined;
  return (context) => {
    const value = first(context);
    return isEmpty(value) ? second(context) : value;
  };
}

const nothing: Evaluator = () => undefined;

/** What `ifempty` replaces; `emptystring`, 0, false and empty arrays are values (iml.md §5.1, §8). */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function compileLazy(builtIn: LazyFunction, args: readonly Evaluator[], call: Call, scope: Scope): Evaluator {
  return (context) => {
    const thunks = args.map((argument) => () => argument(context));
    try {
      return builtIn.run(context.host, ...thunks);
    } catch (error) {
      throw failureOfCall(error, call, scope.template);
    }
  };
}

/** Compiles a call whose arguments are all evaluated first; the usual numbers of arguments need no array. */
function compileEager(builtIn: EagerFunction, args: readonly Evaluator[], call: Call, scope: Scope): Evaluator {
  const { run } = builtIn;
  const [first, second, third] = args;
  if (args.length > 3) return compileMany(run, args, call, scope);
  if (first === undefined) return guarded(({ host }) => run(host), call, scope);
  if (second === undefined) return compileOne(run, first, call, scope);
  return third === undefined
    ? compileTwo(run, [first, second], call, scope)
    : compileThree(run, [first, second, third], call, scope);
}

type Run = EagerFunction['run'];

function guarded(evaluator: Evaluator, call: Call, scope: Scope): Evaluator {
  return (context) => {
    try {
      return evaluator(context);
    } catch (error) {
      throw failureOfCall(error, call, scope.template);
    }
  };
}

function compileOne(run: Run, first: Evaluator, call: Call, scope: Scope): Evaluator {
  return (context) => {
    const a = first(context);
    try {
      return run(context.host, a);
    } catch (error) {
      throw failureOfCall(error, call, scope.template);
    }
  };
}

function compileTwo(run: Run, [first, second]: readonly [Evaluator, Evaluator], call: Call, scope: Scope): Evaluator {
  return (context) => {
    const [a, b] = [first(context), second(context)];
    try {
      return run(context.host, a, b);
    } catch (error) {
      throw failureOfCall(error, call, scope.template);
    }
  };
}

type Three = readonly [Evaluator, Evaluator, Evaluator];

function compileThree(run: Run, [first, second, third]: Three, call: Call, scope: Scope): Evaluator {
  return (context) => {
    const [a, b, c] = [first(context), second(context), third(context)];
    try {
      return run(context.host, a, b, c);
    } catch (error) {
      throw failureOfCall(error, call, scope.template);
    }
  };
}

function compileMany(run: Run, args: readonly Evaluator[], call: Call, scope: Scope): Evaluator {
  return (context) => {
    const values = args.map((argument) => argument(context));
    try {
      return run(context.host, ...values);
    } catch (error) {
      throw failureOfCall(error, call, scope.template);
    }
  };
}

function callCustom(
  custom: CustomFunction,
  args: readonly Evaluator[],
  context: Context,
  call: Call,
  scope: Scope,
): unknown {
  const values = args.map((argument) => argument(context));
  try {
    return custom(...values);
  } catch (error) {
    throw failureOfCall(error, call, scope.template);
  }
}

/** An unknown function is an error only when the call is reached (iml.md §6.5). */
function failUnknown(call: Call, { template, enclosing }: Scope): Evaluator {
  return () => {
    throw new ImlRuntimeError(functionNotFound(call.name, enclosing), {
      code: 'IML101',
      start: call.start,
      end: call.start + call.name.length,
      template,
      functionName: call.name,
    });
  };
}

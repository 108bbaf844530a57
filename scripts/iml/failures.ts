import type { Call } from './ast.ts';
import { functionFailed, ImlRuntimeError, messageOf } from './errors.ts';

/** The error of a call: one from an argument passes unchanged, so that a message names the nearest function only. */
export function failureOfCall(error: unknown, call: Call, template: string): ImlRuntimeError {
  if (error instanceof ImlRuntimeError) return error;
  return new ImlRuntimeError(functionFailed(call.name, messageOf(error)), {
    code: 'IML102',
    start: call.start,
    end: call.end,
    template,
    functionName: call.name,
    cause: error,
  });
}

/** The error of a template for anything thrown outside a function, such as by a collection that contains itself. */
export function failureOfTemplate(error: unknown, template: string): ImlRuntimeError {
  if (error instanceof ImlRuntimeError) return error;
  return new ImlRuntimeError(messageOf(error), {
    code: 'IML104',
    start: 0,
    end: template.length,
    template,
    cause: error,
  });
}

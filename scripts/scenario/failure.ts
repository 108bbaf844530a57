import type { ReportedError } from '../runtime/report.ts';
import type { Directive } from './builtin.ts';

/** What a failure does to a run: the bundle is dropped, replaced, or everything ends with a status. */
export interface Verdict {
  readonly effect: 'drop' | 'resume' | 'stop';
  readonly status: 'success' | 'warning' | 'error';
  readonly consequence: string;
}

/** Custom apps call APIs, which cannot take back what they did. */
const NO_UNDO = 'what the modules before it did at the API stays done.';

/** What an error handler's directive makes of a failure; without one it counts as Ignore. */
export function verdictOf(directive: Directive): Verdict {
  switch (directive) {
    case 'ignore':
      return { effect: 'drop', status: 'success', consequence: 'ignored: the bundle ends here, the rest goes on.' };
    case 'resume':
      return { effect: 'resume', status: 'success', consequence: 'resumed with the bundle of the error handler.' };
    case 'commit':
      return {
        effect: 'stop',
        status: 'success',
        consequence: 'committed: the scenario stops, and counts as succeeded.',
      };
    case 'rollback':
      return { effect: 'stop', status: 'error', consequence: `rolled back: the scenario stops; ${NO_UNDO}` };
    case 'break':
      return {
        effect: 'drop',
        status: 'warning',
        consequence:
          'stored as an incomplete execution, the rest goes on; needs "Store incomplete executions" at Make.',
      };
  }
}

const RETRIED = new Set(['RateLimitError', 'ConnectionError', 'ModuleTimeoutError']);
const STORED = new Set([...RETRIED, 'DataError', 'IncompleteDataError', 'OutOfSpaceError', 'BundleValidationError']);
const DEACTIVATING = new Set(['InvalidConfigurationError', 'InvalidAccessTokenError']);

/** What the platform makes of a failure nobody handles (make-app-format.md §6.1; which types are stored is A beyond DataError). */
export function unhandled({ type }: ReportedError, storesIncomplete: boolean): Verdict {
  if (type === 'DuplicateDataError') {
    return {
      effect: 'drop',
      status: 'warning',
      consequence: 'reported as a warning: the bundle ends here, the rest goes on.',
    };
  }
  if (storesIncomplete && STORED.has(type)) {
    return { effect: 'drop', status: 'warning', consequence: 'stored as an incomplete execution, the rest goes on.' };
  }
  if (RETRIED.has(type) && type !== 'ModuleTimeoutError') {
    return { effect: 'stop', status: 'warning', consequence: `the run stops, and Make tries again later; ${NO_UNDO}` };
  }
  const consequence = DEACTIVATING.has(type)
    ? `the scenario stops and is switched off at once; ${NO_UNDO}`
    : `the scenario stops and is rolled back; ${NO_UNDO}`;
  return { effect: 'stop', status: 'error', consequence };
}

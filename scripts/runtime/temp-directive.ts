import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { Chain } from './chain-types.ts';
import { PlatformError } from './errors.ts';
import { jsonReady } from './json-ready.ts';
import { trace } from './run.ts';
import { evaluateIn } from './scope.ts';
import { mergeInto } from './temp.ts';

/** Evaluates a whole block against the old temp, then merges it: keys of one block do not see each other (runtime.md §4.3). */
export function applyTemp(chain: Chain, directive: unknown, phase: 'request' | 'response'): void {
  if (directive === undefined) return;
  const name = phase === 'request' ? 'temp' : 'response.temp';
  const { run, scope, place } = chain;
  const update = evaluateIn(scope, directive, name);
  if (update === undefined || update === null || update === '') return;
  if (!isPlainObject(update))
    throw new PlatformError('InvalidConfigurationError', `${name} is "${toText(update)}", which is no collection.`);
  const before = run.options.trace && jsonReady(scope.temp);
  mergeInto(scope.temp, update, ({ path, was, written }) =>
    run.warnings.add(
      'shrunkArray',
      `temp.${path} has ${was} items and was written with ${written}; it still has ${was}.`,
      { ...place, path: name.split('.') },
    ),
  );
  trace(run, () => ({ step: 'temp', phase, before, after: scope.temp }));
}

import { isPlainObject } from '../core/json.ts';
import { readAt } from '../core/paths.ts';
import type { Place } from '../core/problems.ts';
import { toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace, directiveSource } from './directive-place.ts';
import { PlatformError } from './errors.ts';
import { jsonReady } from './json-ready.ts';
import { trace } from './run.ts';
import type { SameBlock } from './same-block.ts';
import { evaluateIn } from './scope.ts';
import { type ArraySurprise, mergeInto } from './temp.ts';

const PATHS = { request: ['temp'], response: ['response', 'temp'] } as const;

/** Evaluates a whole block against the old temp, then merges it: keys of one block do not see each other (runtime.md §4.3). */
export function applyTemp(chain: Chain, step: Step, phase: 'request' | 'response'): void {
  const path = PATHS[phase];
  const directive = phase === 'request' ? step.temp : readAt(step.response, ['temp']);
  if (directive === undefined) return;
  const { run, scope } = chain;
  const name = path.join('.');
  const update = evaluateIn(scope, directive, name);
  if (update === undefined || update === null || update === '') return;
  if (!isPlainObject(update))
    throw new PlatformError('InvalidConfigurationError', `${name} is "${toText(update)}", which is no collection.`);
  const before = run.options.trace && jsonReady(scope.temp);
  for (const { key, other } of run.app.factsOf(step).sameBlock[phase])
    if (!Object.hasOwn(scope.temp, other)) warnSameBlock(chain, directivePlace(chain, step, path), { key, other });
  mergeInto(scope.temp, update, (surprise) => warnArray(chain, directivePlace(chain, step, path), surprise));
  trace(run, () => ({ step: 'temp', phase, from: directiveSource(chain, step, path), before, after: scope.temp }));
}

function warnSameBlock({ run }: Chain, place: Place, { key, other }: SameBlock): void {
  run.warnings.add(
    'sameBlock',
    `temp.${key} reads temp.${other}, which the same block sets: it has no value yet.`,
    place,
  );
}

function warnArray({ run }: Chain, place: Place, { kind, path, was, written }: ArraySurprise): void {
  if (kind === 'mixed') {
    run.warnings.add(
      'mixedItems',
      `temp.${path} was written over a list of other records, and keeps members of those.`,
      place,
    );
    return;
  }
  const message = `temp.${path} has ${was} items and was written with ${written}; it still has ${was}.`;
  run.warnings.add('shrunkArray', message, place);
}

import type { JsonPath } from '../core/paths.ts';
import { readAt } from '../core/paths.ts';
import type { Place } from '../core/problems.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import type { TraceSource } from './trace.ts';

/** Where a directive of the step being executed is written: in the component, or in Base where the step has none of its own. */
export function directivePlace({ run, place, base }: Chain, step: Step, path: JsonPath): Place {
  const own = run.app.writtenAs(step)?.step;
  const isOfBase = own !== undefined && readAt(own, path) === undefined && readAt(base, path) !== undefined;
  return isOfBase ? { component: 'app', section: 'base', path } : { ...place, path: [...(place.path ?? []), ...path] };
}

/** What was evaluated, and where it is written; for a directive of several parts, name them. */
export function directiveSource(chain: Chain, step: Step, path: JsonPath, parts?: readonly string[]): TraceSource {
  const { component = '', section = '', path: at = [] } = directivePlace(chain, step, path);
  const template = readAt(step, path);
  const chosen = parts?.flatMap((part) => {
    const value = readAt(template, [part]);
    return value === undefined ? [] : [[part, value] as const];
  });
  return { component, section, path: at, template: chosen ? Object.fromEntries(chosen) : template };
}

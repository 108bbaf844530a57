import type { JsonPath } from '../core/paths.ts';
import { readAt } from '../core/paths.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace } from './directive-place.ts';

const LOOKS_FALSE = /^\s*(?:false|null|undefined|0|no|off)?\s*$/i;

/** Points out a condition that is true only because it is text: the word "false", or a template with more than one {{ }}. */
export function warnTextCondition(
  chain: Chain,
  step: Step,
  { path, value }: { readonly path: JsonPath; readonly value: unknown },
): void {
  if (typeof value !== 'string' || value === '') return;
  const template = readAt(step, path);
  const isMixed = typeof template === 'string' && !/^\{\{(?:(?!\}\})[\s\S])*\}\}$/.test(template);
  if (!isMixed && !LOOKS_FALSE.test(value)) return;
  chain.run.warnings.add(
    'textCondition',
    `The condition ${JSON.stringify(template ?? value)} gives the text ${JSON.stringify(value)}, which is true.`,
    directivePlace(chain, step, path),
  );
}

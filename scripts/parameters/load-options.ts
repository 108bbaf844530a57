import type { Field } from './field.ts';
import type { Option } from './options.ts';
import { listOptions, optionRulesOf } from './options.ts';
import type { Spot } from './preparation.ts';
import { askRpc, report } from './preparation.ts';

/** The options of one field, as far as they can be known. */
export interface LoadedOptions {
  /** What RPCs gave comes first: it takes precedence (runtime.md §7). */
  readonly options: readonly Option[];
  readonly isRemote: boolean;
  /** Some options are not known: nobody to ask, no answer, or a store of unknown shape. */
  readonly isPartial: boolean;
  /** The reference that would give the rest. */
  readonly unasked?: string;
}

/** Reads the options of a select, filter or file field, asking the RPCs among them. */
export async function loadOptions(field: Field, spot: Spot): Promise<LoadedOptions> {
  const { options, references, isOpen } = spot.preparation.facts.field(field).options;
  const remote: Option[] = [];
  let isPartial = isOpen;
  let unasked: string | undefined;
  for (const question of references) {
    const answer = await askRpc(question, spot);
    if (answer.kind === 'data') {
      const list = listOptions({ ...optionRulesOf(field), store: answer.data });
      remote.push(...list.options);
      isPartial ||= list.isOpen || list.references.length > 0;
      continue;
    }
    isPartial = true;
    if (answer.kind === 'failed') report(spot, answer.finding);
    else unasked ??= question.text;
  }
  const isRemote = references.length > 0;
  return { options: [...remote, ...options], isRemote, isPartial, ...(unasked !== undefined && { unasked }) };
}

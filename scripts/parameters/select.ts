import { closest } from '../core/suggest.ts';
import type { Field, Part } from './field.ts';
import type { Finding } from './finding.ts';
import { textOrNothing } from './finding.ts';
import type { LoadedOptions } from './load-options.ts';
import { loadOptions } from './load-options.ts';
import type { Option } from './options.ts';
import { matchOption, nestedPart, optionRulesOf } from './options.ts';
import type { Spot } from './preparation.ts';
import { isEmpty, isMappable, isUnresolved, itemSpot, report, watchErrors } from './preparation.ts';
import { isUnvalidated, selectionFindings } from './rules.ts';

/** Reads the value of a select: an option's value, or an array of them with `multiple`; undefined when it is refused. */
export async function prepareSelect(field: Field, raw: unknown, spot: Spot): Promise<unknown> {
  const loaded = await loadOptions(field, spot);
  if (field.multiple !== true) return chooseOption(field, { value: raw, loaded }, spot);
  if (!Array.isArray(raw)) {
    report(spot, { kind: 'type', message: 'Value is not an array.', fix: 'give a list such as ["a", "b"].' });
    return undefined;
  }
  const hasFailed = watchErrors(spot.preparation);
  const items = raw.map((value: unknown, at) => chooseOption(field, { value, loaded }, itemSpot(spot, at)) ?? null);
  for (const finding of isUnvalidated(field) ? [] : selectionFindings(field, items)) report(spot, finding);
  return hasFailed() ? undefined : items;
}

interface Choice {
  readonly value: unknown;
  readonly loaded: LoadedOptions;
}

function chooseOption(field: Field, choice: Choice, spot: Spot): unknown {
  const { value, loaded } = choice;
  const option = matchOption(loaded.options, value);
  if (option) return option.value;
  if (isUnresolved(value, spot)) return value;
  const finding = strangerFinding(field, choice, spot);
  if (!finding) return value;
  report(spot, finding);
  return finding.severity === undefined ? undefined : value;
}

/**
 * What to say of a value that is no option. It is refused only when all options are known and nobody may type or map
 * one: of an RPC's options, which change, the platform only warns (make-app-format.md §4.4 step 6); that an editable
 * select of fixed options takes any value is assumed.
 */
function strangerFinding(field: Field, { value, loaded }: Choice, spot: Spot): Finding | undefined {
  const { unasked } = loaded;
  if (unasked !== undefined) {
    return {
      kind: 'unchecked',
      message: `Accepted as it is: ${unasked} was not asked for its options.`,
      severity: 'info',
    };
  }
  if (loaded.isPartial || field.dynamic === true) return undefined;
  const message = `Value '${spot.quote(value)}' not found in options.`;
  const finding: Finding = { kind: 'option', message, fix: suggestOption(value, loaded.options) };
  const isFree = isEditable(field) || (loaded.isRemote && isMappable(field, spot));
  return isFree ? { ...finding, severity: 'warning' } : finding;
}

/** `editable` is a switch or `{ enabled }` (make-app-format.md §4.2). */
export function isEditable({ editable }: Field): boolean {
  if (typeof editable !== 'object' || editable === null || Array.isArray(editable)) return editable === true;
  return 'enabled' in editable ? editable.enabled !== false : true;
}

const LISTED = 8;

function suggestOption(value: unknown, options: readonly Option[]): string {
  const text = (textOrNothing(value) ?? '').toLowerCase();
  const labelled = options.find(({ label }) => label.toLowerCase() === text);
  if (labelled) return `give the option's value, ${JSON.stringify(labelled.value)}.`;
  const shown = options.map((option) => textOrNothing(option.value) ?? '');
  const near = text === '' ? undefined : closest(text, shown);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (options.length === 0) return 'the select has no options.';
  const rest = shown.length > LISTED ? `, … (${shown.length} in all)` : '';
  return `give one of ${shown.slice(0, LISTED).join(', ')}${rest}.`;
}

/**
 * The nested fields a select shows: those of the chosen options, else those of the store or the field, else the
 * placeholder's; the first that exist, never several (runtime.md §7). An empty select shows the placeholder's alone;
 * with `multiple`, every chosen option shows its own. Both are assumed.
 */
export function shownParts(field: Field, value: unknown, options: readonly Option[]): Part[] {
  const { nested, placeholderNested } = optionRulesOf(field);
  const placeholder = placeholderNested ? [placeholderNested] : [];
  if (isEmpty(value)) return placeholder;
  const chosen = (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => matchOption(options, item) ?? []);
  const own = chosen.flatMap((option) => option.nested ?? []);
  if (own.length > 0) return own;
  const general = nested ?? nestedPart(field.nested, ['nested']);
  if (general) return [general];
  return chosen.length === 0 ? placeholder : [];
}

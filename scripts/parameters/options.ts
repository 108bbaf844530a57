import type { Json } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Field, Part } from './field.ts';
import { isField } from './field.ts';
import { textOrNothing } from './finding.ts';
import type { RpcReference } from './rpc-reference.ts';
import { isRpcReference, parseRpcReference } from './rpc-reference.ts';

/** One choice of a select. */
export interface Option {
  readonly value: Json;
  readonly label: string;
  readonly nested?: Part;
  readonly path: JsonPath;
}

export interface OptionReference {
  readonly reference: RpcReference;
  readonly text: string;
  readonly path: JsonPath;
}

/** What can be read from a store: its static options, and the RPCs that give more. */
export interface OptionList {
  readonly options: readonly Option[];
  readonly references: readonly OptionReference[];
  /** The store is missing or of a shape nobody documents: its options cannot be known. */
  readonly isOpen: boolean;
}

/** The `options` attribute in its long form; the short forms are a store alone (make-app-format.md §4.5). */
export interface OptionRules {
  readonly store: unknown;
  readonly path: JsonPath;
  /** Properties of an option that hold its value and its label. */
  readonly valueKey: string;
  readonly labelKey: string;
  /** Shown with any option that has no fields of its own. */
  readonly nested?: Part;
  readonly placeholderNested?: Part;
}

/** Reads the `options` attribute of a select, file, folder or filter. */
export function optionRulesOf(field: Field): OptionRules {
  const { options } = field;
  if (!isField(options)) return { store: options, path: ['options'], valueKey: 'value', labelKey: 'label' };
  const nested = nestedPart(options.nested, ['options', 'nested']);
  const placeholder = isField(options.placeholder)
    ? nestedPart(options.placeholder.nested, ['options', 'placeholder', 'nested'])
    : undefined;
  return {
    store: options.store,
    path: ['options', 'store'],
    valueKey: typeof options.value === 'string' ? options.value : 'value',
    labelKey: typeof options.label === 'string' ? options.label : 'label',
    ...(nested && { nested }),
    ...(placeholder && { placeholderNested: placeholder }),
  };
}

/** Unwraps `{ store, domain }`: the fields land beside the others whatever form they are drawn in. */
export function nestedPart(nested: Json | undefined, path: JsonPath): Part | undefined {
  if (Array.isArray(nested) || isRpcReference(nested)) return { section: nested, path };
  if (isField(nested) && nested.store !== undefined) return nestedPart(nested.store, [...path, 'store']);
  return undefined;
}

/** Lists the options of a store, groups flattened; also reads what an options RPC returned. */
export function listOptions(rules: OptionRules): OptionList {
  if (isRpcReference(rules.store))
    return { options: [], references: references(rules.store, rules.path), isOpen: false };
  if (!Array.isArray(rules.store)) return { options: [], references: [], isOpen: true };
  const lists = rules.store.map((entry: unknown, index) =>
    readEntry(entry, { ...rules, path: [...rules.path, index] }),
  );
  return {
    options: lists.flatMap((list) => list.options),
    references: lists.flatMap((list) => list.references),
    isOpen: false,
  };
}

function readEntry(entry: unknown, rules: OptionRules): OptionList {
  if (isRpcReference(entry)) return { options: [], references: references(entry, rules.path), isOpen: false };
  const options = isField(entry) ? readOption(entry, rules) : readScalar(entry, rules.path);
  if (options.length > 0 || !isField(entry)) return { options, references: [], isOpen: false };
  return listOptions({ ...rules, store: entry.options ?? [], path: [...rules.path, 'options'] });
}

/** An option's value is never null (make-app-format.md §4.5); what has none may be a group. */
function readOption(entry: Field, { valueKey, labelKey, path }: OptionRules): Option[] {
  const value = entry[valueKey];
  if (value === undefined || value === null) return [];
  const label = entry[labelKey];
  const nested = nestedPart(entry.nested, [...path, 'nested']);
  return [
    { value, label: typeof label === 'string' ? label : (textOrNothing(value) ?? ''), path, ...(nested && { nested }) },
  ];
}

/** Older apps list bare values. */
function readScalar(entry: unknown, path: JsonPath): Option[] {
  const isScalar = typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean';
  return isScalar ? [{ value: entry, label: String(entry), path }] : [];
}

function references(text: string, path: JsonPath): OptionReference[] {
  const reference = parseRpcReference(text);
  return reference ? [{ reference, text, path }] : [];
}

/**
 * The option a value stands for. Identity first, objects by their JSON; then scalars of equal text, so that a
 * number mapped into a select of texts finds its option (make-app-format.md §4.4 step 7, ASM-57).
 */
export function matchOption(options: readonly Option[], value: unknown): Option | undefined {
  const exact = options.find((option) => option.value === value);
  if (exact || value === undefined || value === null) return exact;
  const text = optionText(value);
  return text === undefined ? undefined : options.find((option) => optionText(option.value) === text);
}

function optionText(value: unknown): string | undefined {
  try {
    return typeof value === 'object' ? JSON.stringify(value) : textOrNothing(value);
  } catch {
    return undefined; // Circular, or a symbol: equal to no option.
  }
}

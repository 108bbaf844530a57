import type { Attributes, ItemRules, NestedFields } from './attributes.ts';
import { type Field, makeField } from './field.ts';
import type { Merged, NestedIn } from './nested.ts';
import type { RpcReference, RpcUrl } from './rpc-reference.ts';

type Choice = string | number | boolean;

/** One choice of a select; its nested fields appear while it is selected. */
export interface Option {
  readonly value: Choice;
  readonly label?: string;
  readonly description?: string;
  /** Shown once the option is chosen, instead of the label. */
  readonly short?: string;
  readonly default?: boolean;
  readonly nested?: NestedFields;
}

/** Options under a heading; the select must say `grouped: true`. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

type OptionList = readonly (Option | OptionGroup)[];

/** Options with attributes of their own (make-app-format.md §4.5). */
export interface OptionStore {
  readonly store: OptionList | RpcReference | RpcUrl;
  /** The property of an option that holds its label. */
  readonly label?: string;
  /** The property of an option that holds its value. */
  readonly value?: string;
  readonly default?: string;
  /** Text shown, and fields asked, while nothing is chosen. */
  readonly placeholder?: string | { readonly label: string; readonly nested?: NestedFields };
  /** Fields that appear whatever is chosen. */
  readonly nested?: NestedFields;
}

type OptionSource = OptionList | RpcReference | RpcUrl | OptionStore;

type Flat<L> = L extends readonly (infer O)[] ? (O extends { readonly options: readonly (infer I)[] } ? I : O) : never;

/** The value of a choice: of a literal list the union of its values, of an RPC what it declares. */
type ChoiceOf<O> =
  O extends RpcReference<infer V>
    ? V
    : O extends { readonly store: infer S }
      ? ChoiceOf<S>
      : O extends readonly unknown[]
        ? Flat<O> extends { readonly value: infer V }
          ? V
          : never
        : string;

type NestedOf<O> = O extends { readonly nested: infer X } ? NestedIn<X> : never;
type PlaceholderOf<O> = O extends { readonly placeholder: infer P } ? NestedOf<P> : never;

/** Every nested set of fields a source of options can make appear. */
type NestedInOptions<O> = O extends readonly unknown[]
  ? NestedOf<Flat<O>>
  : O extends { readonly store: infer S }
    ? NestedOf<O> | PlaceholderOf<O> | NestedOf<Flat<S>>
    : never;

/** Refuses keys an option does not have; a type parameter would accept them silently. */
type Strict<T, A> = { readonly [K in keyof T]: K extends keyof A ? unknown : never };
type StrictOptions<O> = O extends readonly unknown[]
  ? { readonly [I in keyof O]: Strict<O[I], O[I] extends { readonly options: unknown } ? OptionGroup : Option> }
  : O extends RpcReference
    ? unknown
    : O extends { readonly store: unknown }
      ? Strict<O, OptionStore>
      : unknown;

interface SelectAttributes<O, R extends boolean, M extends boolean, D> extends Omit<Attributes<R, D>, 'validate'> {
  /** A list, an RPC that lists them, or a store with attributes of its own. */
  readonly options: O & StrictOptions<NoInfer<O>>;
  /** Lets the user choose several; the value is a list. */
  readonly multiple?: M;
  /** The options are groups. */
  readonly grouped?: boolean;
  readonly sort?: 'text' | 'number';
  /** Accepts mapped values that are not among the options. */
  readonly dynamic?: boolean;
  /** Fields that appear whatever is chosen. */
  readonly nested?: NestedFields;
  readonly validate?: ItemRules;
}

type Chosen<O, M> = M extends true ? readonly ChoiceOf<O>[] : ChoiceOf<O>;

/** A choice; the value is one of the options, or a list of them with `multiple`. */
export function select<
  const O extends OptionSource,
  const R extends boolean = false,
  const M extends boolean = false,
  const X extends NestedFields = never,
>(
  spec: SelectAttributes<O, R, M, NoInfer<Chosen<O, M>>> & { readonly nested?: X },
): Field<Chosen<O, M>, R, Merged<NestedInOptions<O> | NestedIn<X>>> {
  return makeField('select', spec);
}

/** Fields of a boolean by its answer. */
interface ByAnswer {
  readonly true?: NestedFields;
  readonly false?: NestedFields;
}

interface BooleanAttributes<R extends boolean, X> extends Attributes<R, boolean> {
  /** Fields that appear while the answer is yes, or with `true` and `false` by either answer. */
  readonly nested?: X;
  /** The fields appear while the answer is no. */
  readonly reversedNested?: boolean;
}

type NestedInAnswers<X> = X extends ByAnswer ? NestedIn<X[keyof X]> : never;

/** Yes or no; not required, it may also stay unanswered. */
export function boolean<const R extends boolean = false, const X extends NestedFields | ByAnswer = never>(
  spec: BooleanAttributes<R, X> = {},
): Field<boolean, R, Merged<NestedIn<X> | NestedInAnswers<X>>> {
  return makeField('boolean', spec);
}

/** How a file or folder picker gets its levels. */
export interface FileStore {
  readonly store: RpcReference | RpcUrl;
  readonly showRoot?: boolean;
  readonly singleLevel?: boolean;
  /** The path consists of IDs; the form remembers their labels. */
  readonly ids?: boolean;
  readonly nested?: NestedFields;
}

interface FileAttributes<R extends boolean> extends Attributes<R, string> {
  readonly options?: RpcReference | RpcUrl | FileStore;
}

/** A file the user picks level by level; the value is its path. */
export function file<const R extends boolean = false>(spec: FileAttributes<R> = {}): Field<string, R> {
  return makeField('file', spec);
}

/** A folder the user picks level by level; the value is its path. */
export function folder<const R extends boolean = false>(spec: FileAttributes<R> = {}): Field<string, R> {
  return makeField('folder', spec);
}

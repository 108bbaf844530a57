import type { JsonObject } from '../core/json.ts';
import type { FieldSet } from './field.ts';
import type { RpcReference, RpcUrl } from './rpc-reference.ts';

/** Fields that appear beside a field: written out, returned by an RPC, or put into another set of parameters. */
export type NestedFields =
  | FieldSet
  | RpcReference
  | RpcUrl
  | { readonly store: FieldSet | RpcReference | RpcUrl; readonly domain: string };

/** Rules for what takes several items. */
export type ItemRules = Pick<Validation, 'minItems' | 'maxItems' | 'unique' | 'enum'> | boolean;

/** Attributes every parameter may have (make-app-format.md §4.2). */
export interface Attributes<R extends boolean, D = unknown> {
  readonly label?: string;
  /** A hint under the field; Markdown. */
  readonly help?: string;
  readonly required?: R;
  /** Pre-fills the form; a user who clears the field sends nothing, so the value stays optional. */
  readonly default?: D;
  /** Hides the field behind the advanced switch. */
  readonly advanced?: boolean;
  /** Shown, not to be changed, and not sent. */
  readonly disabled?: boolean;
  /** Shown, not to be changed, yet sent. */
  readonly readonly?: boolean;
  /** Keeps the value out of what is sent. */
  readonly omit?: boolean;
  /** `false` keeps the user from mapping values of other modules. */
  readonly mappable?: boolean | { readonly help?: string };
  /** Lets the user type or map a value instead of choosing one. */
  readonly editable?: boolean | { readonly enabled?: boolean; readonly help?: string };
  /** How an editable field opens. */
  readonly mode?: 'choose' | 'edit';
  /** A button that opens a form, calls the RPC and stores its result as the value. */
  readonly rpc?: RpcButton;
  readonly semantic?: string;
  readonly metadata?: JsonObject;
  /** Own words on the buttons, such as `add`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Shows the field only while this expression of the form is true. */
  readonly visible?: string;
  readonly convert?: Conversion;
  readonly tags?: 'strip' | 'stripall' | 'escape';
  readonly validate?: Validation | boolean;
}

export interface RpcButton {
  readonly label: string;
  readonly url: RpcReference | RpcUrl;
  readonly parameters?: FieldSet;
}

/** How a parameter appears in the interface. */
export interface Conversion {
  readonly type: string;
  readonly format?: string;
  readonly timezone?: string;
  readonly name?: string;
  readonly label?: string;
  readonly names?: Readonly<Record<string, string>>;
}

/** Limits the form checks: lengths of text, sizes of numbers, numbers of items. */
export interface Validation {
  /** Least length, value, or moment. */
  readonly min?: number | string;
  readonly max?: number | string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string | { readonly regexp: string };
  /** No item twice; `by` names the field to compare. */
  readonly unique?: boolean | { readonly by: string };
  /** Whether a moment may lie in the past. */
  readonly past?: boolean;
  readonly enum?: readonly (string | number | boolean)[];
}

import type { Json } from '../core/json.ts';
import type { Doc } from './document.ts';
import { quoted } from './syntax.ts';
import type { Type } from './type.ts';

/** A set of fields as code, with the values they yield. */
export interface WrittenSet {
  readonly code: Doc;
  readonly values: ReadonlyMap<string, Type>;
}

/** What the writers of fields ask each other and the app around them. */
export interface FieldWriter {
  /** Code that refers to an RPC by value; undefined when it can only be named by its URL. */
  readonly referenceTo: (url: string) => Doc | undefined;
  /** The type of the options an RPC lists. */
  readonly optionValueOf: (url: string) => Type;
  /** Fields that appear beside a field. */
  readonly nested: (value: Json) => WrittenSet | undefined;
  /** `...extra({ … })` */
  readonly extra: (members: Readonly<Record<string, Json>>) => Doc;
}

/** An RPC by value, or its URL; undefined for what is no URL of an RPC. */
export function writeReference(url: string, { referenceTo }: FieldWriter): Doc | undefined {
  return referenceTo(url) ?? (url.startsWith('rpc://') ? quoted(url) : undefined);
}

import type { Attributes, Validation } from './attributes.ts';
import { type Field, makeField } from './field.ts';

interface TextAttributes<R extends boolean> extends Omit<Attributes<R, string>, 'validate'> {
  readonly validate?: Pick<Validation, 'min' | 'max' | 'pattern' | 'enum'> | boolean;
}

interface Lines {
  readonly multiline?: boolean;
  /** Opens a code editor. */
  readonly coder?: boolean;
}

interface FileName {
  /** Accepted extensions, without the dot. */
  readonly extension?: string | readonly string[];
}

/** R is a const parameter so that `required: true` does not widen to boolean. */
type TextConstructor<X = unknown> = <const R extends boolean = false>(spec?: TextAttributes<R> & X) => Field<string, R>;

function textLike<X = unknown>(type: string): TextConstructor<X> {
  return (spec) => makeField(type, spec ?? {});
}

export const text: TextConstructor<Lines> = textLike<Lines>('text');
export const password: TextConstructor = textLike<unknown>('password');
export const email: TextConstructor = textLike<unknown>('email');
export const url: TextConstructor = textLike<unknown>('url');
export const uuid: TextConstructor = textLike<unknown>('uuid');
export const color: TextConstructor = textLike<unknown>('color');
export const path: TextConstructor = textLike<unknown>('path');
/** An IANA zone name. */
export const timezone: TextConstructor = textLike<unknown>('timezone');
/** `hh:mm`, with seconds if given. */
export const time: TextConstructor = textLike<unknown>('time');
/** A certificate as PEM text. */
export const cert: TextConstructor = textLike<unknown>('cert');
/** A private key as PEM text. */
export const pkey: TextConstructor = textLike<unknown>('pkey');
export const filename: TextConstructor<FileName> = textLike<FileName>('filename');

import type { Attributes, Validation } from './attributes.ts';
import { type Field, makeField } from './field.ts';
import type { RawIml } from './slot-values.ts';

interface NumberAttributes<R extends boolean> extends Omit<Attributes<R, number | RawIml>, 'validate'> {
  readonly validate?: Pick<Validation, 'min' | 'max' | 'enum'> | boolean;
}

type NumberConstructor = <const R extends boolean = false>(spec?: NumberAttributes<R>) => Field<number, R>;

function numeric(type: string): NumberConstructor {
  return (spec) => makeField(type, spec ?? {});
}

export const number: NumberConstructor = numeric('number');
/** A whole number. */
export const integer: NumberConstructor = numeric('integer');
/** A whole number from 0 up. */
export const uinteger: NumberConstructor = numeric('uinteger');
/** A network port. */
export const port: NumberConstructor = numeric('port');

import { kindOf, toText } from '../iml/values.ts';
import type { ParameterProblemKind } from './problems.ts';

/** Something wrong with one value, before anyone says which parameter it was for. */
export interface Finding {
  readonly kind: ParameterProblemKind;
  readonly message: string;
  readonly fix?: string;
  /** Deviates from the kind's usual severity. */
  readonly severity?: 'error' | 'warning' | 'info';
}

/** Shows a value inside a message; a secret as `***`. */
export type Quote = (value: unknown) => string;

const SHOWN = 60;

/** Quotes a value of a public parameter: its text, cut short. */
export function quotePublic(value: unknown): string {
  const text = textOrNothing(value);
  if (text === undefined) return `(${typeName(value)})`;
  if (text === '' && (typeof value === 'number' || value instanceof Date)) return String(value); // NaN, Invalid Date.
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Stands for a secret, whatever it is. */
export const quoteSecret: Quote = () => '***';

/** The text of a value (iml.md §5.2); undefined when it has none. */
export function textOrNothing(value: unknown): string | undefined {
  if (kindOf(value) === 'foreign') return undefined;
  try {
    return toText(value);
  } catch {
    return undefined; // Contains itself, or something in it refuses.
  }
}

/** The type names of "Expected type 'X', got type 'Y'.". */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof Uint8Array) return 'buffer';
  return value instanceof String ? 'string' : typeof value;
}

/** The platform's finding for a value of a kind that is never converted (make-app-format.md §4.4 step 4). */
export function wrongType(expected: string, value: unknown, fix: string): Finding {
  return { kind: 'type', message: `Expected type '${expected}', got type '${typeName(value)}'.`, fix };
}

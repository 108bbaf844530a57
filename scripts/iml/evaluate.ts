import { isPlainObject } from '../core/json.ts';
import { compileTemplate } from './compile.ts';
import { ImlRuntimeError } from './errors.ts';
import { setKey } from './functions/own-keys.ts';
import type { Context } from './host.ts';
import { isSpreadKey } from './parse.ts';
import { isCollection, ownValue } from './paths.ts';
import { kindOf, toText } from './values.ts';

/** Evaluates one template; a text without mustaches is itself (iml.md §1). */
export function evaluateTemplate(text: string, context: Context): unknown {
  return text.includes('{{') ? compileTemplate(text)(context) : text;
}

/** Nesting a structure may have; a structure that contains itself gets that far. */
const MAX_DEPTH = 500;

/**
 * Evaluates every text in a structure, depth first, all in the same context. Properties that come out undefined are
 * left out, undefined items of arrays become null; dates, buffers and other values pass by reference (iml.md §1.2).
 */
export function evaluateStructure(value: unknown, context: Context): unknown {
  return evaluateValue(value, context, 0);
}

function evaluateValue(value: unknown, context: Context, depth: number): unknown {
  if (typeof value === 'string') return evaluateTemplate(value, context);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw tooDeep();
  if (Array.isArray(value)) return value.map((item: unknown) => evaluateValue(item, context, depth + 1) ?? null);
  return isPlainObject(value) ? evaluateObject(value, context, depth) : value;
}

function evaluateObject(source: object, context: Context, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(source)) {
    const value = evaluateValue(ownValue(source, key), context, depth + 1);
    if (isSpreadKey(key)) spread(value, result, ownValue(source, key));
    else if (value !== undefined) setKey(result, evaluateKey(key, context), value);
  }
  return result;
}

/** A key with a mustache is a template too, and always text (A, iml.md §1.2; ASM-20 differs). */
function evaluateKey(key: string, context: Context): string {
  return key.includes('{{') ? toText(evaluateTemplate(key, context)) : key;
}

/** Copies the entries of a collection into the object being built; nothing spreads nothing (iml.md §1.3, ASM-21). */
function spread(value: unknown, target: Record<string, unknown>, source: unknown): void {
  if (value === null || value === undefined) return;
  if (!isCollection(value)) throw failSpread(value, source);
  for (const key of Object.keys(value)) {
    const entry = ownValue(value, key);
    if (entry !== undefined) setKey(target, key, entry);
  }
}

function failSpread(value: unknown, source: unknown): ImlRuntimeError {
  const template = typeof source === 'string' ? source : '{{...}}';
  return new ImlRuntimeError(
    `The value of the key {{...}} must be a collection, but this one is of type ${kindOf(value)}.`,
    {
      code: 'IML103',
      start: 0,
      end: template.length,
      template,
    },
  );
}

function tooDeep(): ImlRuntimeError {
  return new ImlRuntimeError(`The structure is nested more than ${MAX_DEPTH} levels deep, or contains itself.`, {
    code: 'IML105',
    start: 0,
    end: 0,
    template: '',
  });
}

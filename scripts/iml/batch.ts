import { isPlainObject } from '../core/json.ts';
import { messageOf } from './errors.ts';
import { evaluateStructure } from './evaluate.ts';
import { setKey } from './functions/own-keys.ts';
import type { Context, CustomFunction, Host } from './host.ts';
import { parseTemplate } from './parse.ts';
import { ownValue } from './paths.ts';
import { systemHost } from './system-host.ts';
import { isEmptyString } from './values.ts';

/** Makes custom functions callable; whoever owns a sandbox supplies it. */
export type RunCustom = (sources: Readonly<Record<string, string>>, host: Host) => LoadedFunctions;

export interface LoadedFunctions {
  readonly functions: ReadonlyMap<string, CustomFunction>;
  /** Frees what the functions hold; called when the line is done. */
  dispose?(): void;
}

export interface BatchOptions {
  readonly runCustom?: RunCustom | undefined;
  /** Parses without evaluating. */
  readonly parseOnly?: boolean | undefined;
  /** What a line without `now` or `timezone` gets. */
  readonly host?: Partial<Host> | undefined;
}

/** Evaluates one line of `makeapp iml --batch` and gives the line to print. Never throws. */
export function evaluateLine(line: string, options: BatchOptions = {}): string {
  let id: unknown = null;
  try {
    const request = readRequest(line);
    id = ownValue(request, 'id') ?? null;
    const value = options.parseOnly ? parseOnly(request) : evaluateRequest(request, options);
    return JSON.stringify({ id, ok: true, ...(value === undefined ? {} : { value: encode(value) }) });
  } catch (error) {
    return JSON.stringify({ id, ok: false, error: messageOf(error) });
  }
}

type Request = Readonly<Record<string, unknown>>;

function readRequest(line: string): Request {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (cause) {
    throw new Error(`The line is not JSON: ${messageOf(cause)}`, { cause });
  }
  if (!isPlainObject(request)) throw new Error('The line must be an object with "id" and "expression".');
  return request;
}

function parseOnly(request: Request): undefined {
  parseTemplate(expressionOf(request));
}

function expressionOf(request: Request): string {
  const expression = ownValue(request, 'expression');
  if (typeof expression !== 'string') throw new Error('"expression" must be text: one complete template.');
  return expression;
}

function evaluateRequest(request: Request, options: BatchOptions): unknown {
  const expression = expressionOf(request);
  const host = hostOf(request, options.host);
  const variables = decode(ownValue(request, 'context') ?? {});
  if (!isPlainObject(variables)) throw new Error('"context" must be an object of root variables.');
  const loaded = loadCustom(ownValue(request, 'functions'), host, options.runCustom);
  try {
    const context: Context = { variables, host, functions: loaded?.functions };
    return evaluateStructure(expression, context);
  } finally {
    loaded?.dispose?.();
  }
}

function hostOf(request: Request, base: Partial<Host> = {}): Host {
  const now = ownValue(request, 'now');
  const timezone = ownValue(request, 'timezone');
  if (now !== undefined && (typeof now !== 'string' || Number.isNaN(Date.parse(now)))) {
    throw new Error('"now" must be an ISO 8601 date.');
  }
  if (timezone !== undefined && typeof timezone !== 'string') throw new Error('"timezone" must be text.');
  return systemHost({
    ...base,
    ...(now === undefined ? {} : { now: () => new Date(now) }),
    ...(timezone === undefined ? {} : { timezone }),
  });
}

function loadCustom(sources: unknown, host: Host, runCustom: RunCustom | undefined): LoadedFunctions | undefined {
  if (sources === undefined || sources === null) return undefined;
  if (!areSources(sources)) throw new Error('"functions" must map names to JavaScript.');
  if (runCustom === undefined) throw new Error('Custom functions cannot be run here.');
  return runCustom(sources, host);
}

function areSources(value: unknown): value is Readonly<Record<string, string>> {
  return isPlainObject(value) && Object.values(value).every((source) => typeof source === 'string');
}

/** Nesting a value may have on a line. */
const MAX_DEPTH = 1000;

/** Reads `$date`, `$buffer` and `$undefined` back into values. */
export function decode(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new Error('The context is nested too deeply.');
  if (Array.isArray(value)) return value.map((item) => decode(item, depth + 1));
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value);
  const [key] = keys;
  const special = keys.length === 1 && key !== undefined ? decodeSpecial(key, ownValue(value, key)) : undefined;
  if (special !== undefined) return special.value;
  const result: Record<string, unknown> = {};
  for (const name of keys) setKey(result, name, decode(ownValue(value, name), depth + 1));
  return result;
}

function decodeSpecial(key: string, value: unknown): { readonly value: unknown } | undefined {
  if (key === '$undefined' && value === true) return { value: undefined };
  if (typeof value !== 'string') return undefined;
  if (key === '$date') return { value: new Date(value) };
  return key === '$buffer' ? { value: Buffer.from(value, 'hex') } : undefined;
}

/** Writes values that JSON lacks as `$date`, `$buffer` and `$undefined`. */
export function encode(value: unknown, depth = 0): unknown {
  if (value === undefined) return { $undefined: true };
  if (typeof value !== 'object' || value === null) return encodePrimitive(value);
  if (depth > MAX_DEPTH) throw new Error('The result is nested too deeply, or contains itself.');
  if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? '' : value.toISOString() };
  if (value instanceof Uint8Array) return { $buffer: Buffer.from(value).toString('hex') };
  if (isEmptyString(value)) return '';
  if (Array.isArray(value)) return value.map((item) => encode(item, depth + 1));
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setKey(result, key, encode(ownValue(value, key), depth + 1));
  return result;
}

/** Functions and symbols, which no host should supply, have no coding; numbers JSON lacks become null. */
function encodePrimitive(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'function' || typeof value === 'symbol' ? null : value;
}

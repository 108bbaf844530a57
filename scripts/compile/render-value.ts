import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Place, Problem } from '../core/problems.ts';
import { type Descriptor, isDescriptor } from '../dsl/descriptor.ts';
import { declaredFields, isField } from '../dsl/field.ts';
import { fn } from '../dsl/fn.ts';
import { type Iml, isIml, isSpread, listsOf, SPREAD_KEY, stateOf, textOf } from '../dsl/iml-value.ts';
import type { Code } from './codes.ts';
import type { Origin } from './origins.ts';

/** Where rendering reports to: problems, where each value came from, and which lists `item`s were typed from. */
export interface Sink {
  readonly problem: (problem: Problem) => void;
  readonly origin?: (place: Place, origin: Origin) => void;
  readonly items?: (place: Place, lists: readonly string[]) => void;
}

/** The place being written. */
export interface Spot {
  readonly component: string;
  readonly section?: string;
  readonly path: JsonPath;
  readonly sink: Sink;
}

/** Steps into a key and notes that it was written as `origin`. */
export function step(at: Spot, key: string | number, origin: Origin): Spot {
  const inner = { ...at, path: [...at.path, key] };
  at.sink.origin?.(placeOf(inner), origin);
  return inner;
}

export function placeOf({ component, section, path }: Spot): Place {
  return { component, ...(section !== undefined && { section }), path };
}

export function report(at: Spot, code: Code, message: string, fix: string): void {
  at.sink.problem({ code, severity: 'error', message, fix, ...placeOf(at) });
}

const DEEPEST = 100;

/** Turns an author's value into JSON: IML values into their text, references into names; undefined drops out. */
export function renderValue(value: unknown, at: Spot): Json | undefined {
  if (value === undefined || value === null) return value;
  if (isIml(value)) return renderIml(value, at);
  if (isDescriptor(value)) return renderReference(value, at);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (at.path.length > DEEPEST) return refuse(`a value nested deeper than ${DEEPEST} levels`, at);
  if (Array.isArray(value)) return renderList(value, at);
  if (isPlainObject(value) && !isField(value)) return renderObject(value, at);
  return refuse(nameOfKind(value), at);
}

function renderIml(value: Parameters<typeof textOf>[0], at: Spot): string {
  for (const problem of stateOf(value).problems) at.sink.problem({ ...problem, ...placeOf(at) });
  const lists = listsOf(value);
  if (lists.length > 0) at.sink.items?.(placeOf(at), lists.map(textOf));
  return textOf(value);
}

/** A component used by value stands for its name, an RPC for its URL, a request for what it states. */
function renderReference(descriptor: Descriptor, at: Spot): Json | undefined {
  switch (descriptor.kind) {
    case 'rpc':
      return `rpc://${descriptor.name}`;
    case 'request':
    case 'attach':
      return renderValue(descriptor.spec, at);
    case 'app':
    case 'module':
    case 'connection':
    case 'webhook':
    case 'function':
    case 'endpoint':
      return descriptor.name;
  }
}

function renderList(values: readonly unknown[], at: Spot): Json[] {
  return values.map((value, index) => {
    const inner = step(at, index, { holder: values, key: index });
    return value === undefined ? refuse('undefined in a list', inner) : (renderValue(value, inner) ?? null);
  });
}

function renderObject(values: Readonly<Record<string, unknown>>, at: Spot): Json {
  const entries = joinSpreads(Object.entries(values), at);
  const rendered: [key: string, value: Json][] = [];
  for (const [key, value] of entries) {
    const name = isSpread(key) ? SPREAD_KEY : key;
    const inner = renderValue(value, step(at, name, { holder: values, key }));
    if (inner !== undefined) rendered.push([name, inner]);
  }
  return Object.fromEntries(rendered); // a key "__proto__" is one like any other
}

type Entries = readonly (readonly [key: string, value: unknown])[];

/** JSON has one spread key per object, so spreads that stand side by side become one of their merger. */
function joinSpreads(entries: Entries, at: Spot): Entries {
  const spreads = entries.filter(([key, value]) => isSpread(key) && value !== undefined);
  const [first] = spreads;
  if (!first || spreads.length === 1) return entries;
  const from = entries.indexOf(first);
  const areNeighbours = spreads.every((entry, index) => entries[from + index] === entry);
  if (!areNeighbours) {
    report(
      at,
      'MAN215',
      'Two spreads with members between them: an object of the app has place for one.',
      'write the spreads side by side, or merge the collections with fn.mergeCollections(a, b).',
    );
    return entries;
  }
  const merged = fn.mergeCollections(...(spreads.map(([, value]) => value) as [Iml<object>])); // What spread() takes is IML.
  return [...entries.slice(0, from), [first[0], merged], ...entries.slice(from + spreads.length)];
}

function refuse(what: string, at: Spot): null {
  report(
    at,
    'MAN210',
    `JSON cannot carry ${what}.`,
    'write text, a number, true, false, null, a list, an object or IML.',
  );
  return null;
}

function nameOfKind(value: unknown): string {
  if (typeof value === 'function') return `a function${value.name ? ` ("${value.name}")` : ''}`;
  if (isField(value)) return 'a field; fields belong in parameters and interface';
  if (typeof value === 'object' && value !== null) {
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
    return typeof name === 'string' ? `an instance of ${name}` : 'an object of a class';
  }
  return typeof value === 'number' ? String(value) : `a ${typeof value}`;
}

/** The set of fields a value stands for: a literal of fields, or what `parameters` gave back. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const declared = declaredFields(value);
  if (declared) return declared;
  return isPlainObject(value) && !isIml(value) && !isDescriptor(value) && !isField(value) ? value : undefined;
}

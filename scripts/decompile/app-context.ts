import type { Json } from '../core/json.ts';
import { type Component, type Manifest, PLURALS } from '../manifest/manifest.ts';
import { type ConstantNames, createConstantNames } from './constant-names.ts';
import type { Doc } from './document.ts';
import { type FieldContext, type WrittenFields, writeFields } from './fields.ts';
import { createReferenceGraph, fileOf, type ReferenceGraph } from './references.ts';
import { type Counts, noCounts } from './scope.ts';
import type { FindConstant } from './source-file.ts';
import { call, isArray, jsonLiteral } from './syntax.ts';
import { OPAQUE, type Type } from './type.ts';

/** Fields that several components declare alike, and the constant they share. */
export interface SharedFields {
  readonly name: string;
  readonly file: string;
  readonly written: WrittenFields;
}

/** What the files of an app know of each other. */
export interface AppContext {
  readonly manifest: Manifest;
  readonly names: ConstantNames;
  readonly graph: ReferenceGraph;
  readonly counts: Counts;
  /** Paths of what is to stay JSON. */
  readonly raw: ReadonlySet<string>;
  /** Whether the DSL may spell IML its own way. */
  readonly isTidy: boolean;
  /** File of every exported constant. */
  readonly files: Map<string, string>;
  readonly find: FindConstant;
  /** By the JSON of the fields. */
  readonly shared: Map<string, SharedFields>;
  /** Type of the options an RPC lists, once it is written. */
  readonly optionValues: Map<string, Type>;
  /** What a connection knows, once it is written; absent when its type cannot be followed. */
  readonly connections: Map<string, ReadonlyMap<string, Type>>;
  /** What a webhook emits, once it is written. */
  readonly deliveries: Map<string, Type>;
  /** The app's common data: its constant and its type. */
  common: { readonly code: string; readonly type: Type } | undefined;
}

/** How an app is to be written. */
export interface Manner {
  /** What is to stay JSON, such as "modules.getUser". */
  readonly raw?: ReadonlySet<string>;
  /** Lets the DSL spell IML its own way: other blanks and quotes, the same meaning. */
  readonly isTidy?: boolean;
}

export function createAppContext(manifest: Manifest, { raw = new Set(), isTidy = false }: Manner): AppContext {
  const files = new Map<string, string>();
  return {
    manifest,
    names: createConstantNames(manifest),
    graph: createReferenceGraph(manifest),
    counts: noCounts(),
    raw,
    isTidy,
    files,
    find: (name) => files.get(name),
    shared: new Map(),
    optionValues: new Map(),
    connections: new Map(),
    deliveries: new Map(),
    common: undefined,
  };
}

/** The constant of a component; undefined when there is none, or its file would need the asking one. */
export function constantOf(
  app: AppContext,
  from: string,
  component: Pick<Component, 'kind' | 'name'>,
): string | undefined {
  if (!Object.hasOwn(app.manifest[PLURALS[component.kind]], component.name)) return undefined;
  return app.graph.mayImport(from, fileOf(component)) ? app.names.of(component) : undefined;
}

/** What fields of a file refer to. */
export const fieldContext = (app: AppContext, from: string): FieldContext => ({
  referenceTo: (url) => rpcByValue(app, from, url),
  optionValueOf: (url) => {
    if (rpcByValue(app, from, url) === undefined) return { kinds: ['text'] };
    return app.optionValues.get(rpcName(url)) ?? OPAQUE;
  },
});

const rpcName = (url: string): string => /^rpc:\/\/([^?]*)/.exec(url)?.[1] ?? '';

/** An RPC by value, with the query of its URL if it reads back as the same text. */
function rpcByValue(app: AppContext, from: string, url: string): Doc | undefined {
  const [address = '', query] = url.split(/\?(.*)/s);
  const name = /^rpc:\/\/([\w-]+)$/.exec(address)?.[1];
  const constant = name === undefined ? undefined : constantOf(app, from, { kind: 'rpc', name });
  if (constant === undefined || query === undefined) return constant;
  const pairs = query.split('&').map((pair) => pair.split('='));
  const values = new Map<string, Json>();
  for (const pair of pairs) {
    const [key, value] = pair.map(decoded);
    if (pair.length !== 2 || key === undefined || value === undefined || /^\d+$/.test(key)) return undefined;
    values.set(key, value);
  }
  const again = [...values].map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return again.join('&') === query ? call('withQuery', constant, jsonLiteral(Object.fromEntries(values))) : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // no escape sequence JavaScript knows
  }
}

/** A section of fields as code: a set, a shared constant, or an RPC; undefined when it is none of them. */
export function fieldsOf(app: AppContext, from: string, section: Json | undefined): WrittenFields | undefined {
  if (!isArray(section)) return undefined;
  const shared = app.shared.get(JSON.stringify(section));
  return shared ? { ...shared.written, code: shared.name } : writeFields(section, fieldContext(app, from));
}

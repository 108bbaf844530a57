import type { Json } from '../core/json.ts';
import { type Component, componentPath } from '../manifest/manifest.ts';
import { sectionRow } from '../manifest/sections.ts';
import { type AppContext, constantOf, fieldContext, fieldsOf } from './app-context.ts';
import type { Doc } from './document.ts';
import { writeReference } from './field-writer.ts';
import type { WrittenFields } from './fields.ts';
import { fileOf } from './references.ts';
import { createScope, noteReason, type RootTable, type Scope } from './scope.ts';
import { type Piece, sourceFile } from './source-file.ts';
import { call, type Entry, isArray, jsonLiteral, object, property, quoted } from './syntax.ts';
import { simple, type Type } from './type.ts';

/** Writes twice: the first time finds out what is read from answers, the second knows. Constants for texts take a third. */
export function inTwoPasses<T>(
  app: AppContext,
  rootsOf: (isOpen: boolean) => RootTable,
  write: (scope: Scope) => T,
): { readonly result: T; readonly scope: Scope } {
  const lists = new Map();
  const { isTidy } = app;
  write(createScope(rootsOf(true), { lists, isTidy, isOpen: true }));
  let scope = createScope(rootsOf(false), { lists, isTidy, isOpen: false });
  let result = write(scope);
  const kept = scope.kept.lifted(app.names.isFree);
  if (kept) {
    scope = createScope(rootsOf(false), { lists, isTidy, isOpen: false, kept });
    result = write(scope);
  }
  app.counts.typed += scope.counts.typed;
  app.counts.respelt += scope.counts.respelt;
  app.counts.asWritten += scope.counts.asWritten;
  for (const [why, times] of scope.counts.reasons) noteReason(app.counts, why, times);
  return { result, scope };
}

/** `export const name = defineX({ … });` */
export function descriptorPiece(
  app: AppContext,
  component: Component,
  maker: string,
  entries: readonly Entry[],
): Piece {
  const name = app.names.of(component);
  return { code: [`export const ${name} = `, call(maker, object(entries, true)), ';'] };
}

export function componentFile(
  app: AppContext,
  component: Component,
  pieces: readonly Piece[],
): { readonly path: string; readonly text: string } {
  const path = fileOf(component);
  return { path, text: sourceFile(path, pieces, app.find) };
}

/** A section that says something: one as it is when new needs no mention. */
export function statedSection(component: Component, section: string): Json | undefined {
  const value = component.sections[section];
  const empty = sectionRow(component, section)?.empty ?? (isArray(value) ? [] : {});
  return value === undefined || JSON.stringify(value) === JSON.stringify(empty) ? undefined : value;
}

/** A connection by value; a name without a connection stays a name. */
export function accountEntry(
  app: AppContext,
  component: Component,
  key: 'connection' | 'altConnection',
  name: string | null,
): Entry[] {
  if (name === null) return [];
  const constant = constantOf(app, fileOf(component), { kind: 'connection', name });
  return [constant === undefined ? missing(key, name) : { code: property(key, constant) }];
}

export const missing = (key: string, name: string): Entry => ({
  code: property(key, call('unchecked', quoted(name))),
  comment: `There is no ${key === 'webhook' ? 'webhook' : 'connection'} "${name}".`,
});

export const plainEntry = (key: string, value: Json): Entry => ({ code: property(key, jsonLiteral(value)) });

/** Sections a component of its type should not have, kept beside those it should. */
export function strayEntry(component: Component, properties: Readonly<Record<string, string>>): Entry[] {
  const stray = Object.entries(properties).flatMap(([section, name]) => {
    const value = statedSection(component, section);
    return value === undefined ? [] : [property(name, jsonLiteral(value))];
  });
  if (stray.length === 0) return [];
  const code: Doc = ['...', call('extra', object(stray.map((each) => ({ code: each }))))];
  return [{ code, comment: `${componentPath(component)} has sections that mean nothing for its type.` }];
}

/** Parameters as a constant, with the property that names it. */
export interface Parameters {
  readonly pieces: readonly Piece[];
  readonly entries: readonly Entry[];
  /** Finds the root `parameters` in it. */
  readonly handle: string | undefined;
  readonly values: ReadonlyMap<string, Type>;
}

/** Writes a section of parameters; `isRemote` takes an RPC for the whole section. */
export function writeParameters(
  app: AppContext,
  component: Component,
  section: string,
  key: string,
  handle: string,
  isRemote = false,
): Parameters {
  const stated = statedSection(component, section);
  const none = { pieces: [], handle: undefined, values: new Map() };
  if (stated === undefined) return { ...none, entries: [] };
  const written = fieldsOf(app, fileOf(component), stated);
  if (written) {
    const code: Doc = [`const ${handle} = `, call('parameters', written.code), ';'];
    return { pieces: [{ code }], entries: [{ code: property(key, handle) }], handle, values: written.values };
  }
  return { ...none, entries: [remoteEntry(app, component, key, stated, isRemote)] };
}

function remoteEntry(app: AppContext, component: Component, key: string, stated: Json, isRemote: boolean): Entry {
  const context = { ...fieldContext(app, fileOf(component)), nested: () => undefined, extra: () => '' };
  const code = isRemote && typeof stated === 'string' ? writeReference(stated, context) : undefined;
  if (code !== undefined) return { code: property(key, code) };
  return {
    code: property(key, call('unchecked', jsonLiteral(stated))),
    comment: 'The DSL does not foresee this value.',
  };
}

/** Fields that are no parameters, such as an interface: a set, or an RPC that gives them. */
export function writeInterface(
  app: AppContext,
  component: Component,
  section: string,
): { readonly written: WrittenFields | undefined; readonly remote: Entry[] } {
  const stated = component.sections[section];
  if (stated === undefined || isArray(stated))
    return { written: fieldsOf(app, fileOf(component), stated ?? []), remote: [] };
  return { written: undefined, remote: [remoteEntry(app, component, 'interface', stated, true)] };
}

/** The root `parameters`: the first set that declares what is read. */
export const parameterRoot = (sets: readonly Pick<Parameters, 'handle' | 'values'>[]): RootTable => ({
  parameters: ([name]) => {
    const declared = sets.filter(({ handle }) => handle !== undefined);
    const found =
      name === undefined
        ? declared.length === 1
          ? declared[0]
          : undefined
        : declared.find(({ values }) => values.has(name));
    return found?.handle === undefined
      ? undefined
      : { code: found.handle, type: { kinds: ['collection'], members: found.values } };
  },
});

const members = (all: Readonly<Record<string, Type>>): Type => ({
  kinds: ['collection'],
  members: new Map(Object.entries(all)),
});

/** Roots that are the same for everybody, imported from the DSL. */
const GLOBAL: Readonly<Record<string, Type>> = {
  environment: members({ timezone: simple('text') }),
  scenario: members({ id: simple('number') }),
  metadata: members({
    expect: { kinds: ['list'], item: { kinds: ['unknown'] } },
    interface: { kinds: ['list'], item: { kinds: ['unknown'] } },
  }),
  pagination: members({ page: simple('number'), offset: simple('number'), limit: simple('number') }),
};

export const TRIGGER_ROOTS: RootTable = {
  data: () => ({
    code: 'data',
    type: members({ lastDate: simple('date', 'nothing'), lastId: simple('text', 'number', 'nothing') }),
  }),
  trigger: () => ({ code: 'trigger', type: members({ matchEqual: simple('boolean') }) }),
};

export const OAUTH_ROOTS: RootTable = {
  oauth: () => ({
    code: 'oauth',
    type: members({
      scope: { kinds: ['list'], item: simple('text') },
      localRedirectUri: simple('text'),
      makeRedirectUri: simple('text'),
      redirectUri: simple('text'),
    }),
  }),
};

/** What a component sees whatever its kind: the surroundings, its connection, the app's common data. */
export function sharedRoots(app: AppContext, connection: string | null): RootTable {
  const known = connection === null ? undefined : app.connections.get(connection);
  const { common } = app;
  return {
    ...Object.fromEntries(Object.entries(GLOBAL).map(([root, type]) => [root, () => ({ code: root, type })])),
    ...(known && { connection: () => ({ code: 'connection', type: { kinds: ['collection'], members: known } }) }),
    ...(common && { common: () => common }),
  };
}

/** Declares the handle of a connection when it is used. */
export function connectionPiece(app: AppContext, from: string, connection: string | null, scope: Scope): Piece[] {
  if (connection === null || !scope.used.has('connection')) return [];
  const constant = constantOf(app, from, { kind: 'connection', name: connection });
  return constant === undefined ? [] : [{ code: `const connection = connectionOf(${constant});` }];
}

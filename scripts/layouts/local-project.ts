import { isDeepStrictEqual } from 'node:util';
import { isPlainObject, type Json } from '../core/json.ts';
import type { Component, ComponentKind } from '../manifest/manifest.ts';
import type { Entry } from './component-entry.ts';
import { componentOf } from './component-entry.ts';
import type { SourceFiles } from './source-files.ts';

/** The files a project file lists for the app or for a component. */
export function listedFiles(owner: Component | 'app', project: Entry): Entry {
  return owner === 'app' ? entryOf(project.generalCodeFiles) : entryOf(knownEntry(owner, project).codeFiles);
}

/**
 * The entry of a component. Of an entry that was there before only what now says something else is changed, so that
 * unknown keys stay, and keys that were left out stay out as long as their meaning does.
 */
export function listedEntry(
  component: Component,
  metadata: Readonly<Record<string, Json>>,
  codeFiles: Entry,
  source: SourceFiles | undefined,
): Json {
  const known = source?.project ? knownEntry(component, source.project.project) : {};
  const { kind, name } = component;
  const read = componentOf(kind, name, known, {}) as unknown as Entry; // metadata by key
  const changed = Object.entries(metadata).filter(
    ([key, value]) => Object.keys(known).length === 0 || !isDeepStrictEqual(read[key], value),
  );
  return { ...known, ...Object.fromEntries(changed), codeFiles } as Json; // what was read is JSON
}

interface Listed {
  readonly generalCodeFiles: Entry;
  readonly components: readonly (readonly [ComponentKind, readonly (readonly [string, Json])[]])[];
}

/** The text of `makecomapp.json`: as it was, if that says the same once it is brought up to date. */
export function projectText({ generalCodeFiles, components }: Listed, source: SourceFiles | undefined): string {
  const known = source?.project;
  const project = {
    fileVersion: 1,
    ...known?.project,
    generalCodeFiles,
    components: {
      ...entryOf(known?.project.components),
      ...Object.fromEntries(
        components.map(([kind, entries]) => [
          kind,
          Object.fromEntries([...reservedIn(known?.project, kind), ...entries]),
        ]),
      ),
    },
    origins: known?.project.origins ?? [],
  };
  return known && isDeepStrictEqual(known.project, project) ? known.text : JSON.stringify(project, null, 4);
}

/** IDs that are reserved for components to come. */
const reservedIn = (project: Entry | undefined, kind: ComponentKind): [string, Json][] =>
  Object.entries(entryOf(entryOf(project?.components)[kind])).flatMap(([name, entry]) =>
    entry === null ? [[name, null]] : [],
  );

function knownEntry({ kind, name }: Component, project: Entry): Entry {
  const listed = entryOf(entryOf(project.components)[kind]);
  return Object.hasOwn(listed, name) ? entryOf(listed[name]) : {};
}

const entryOf = (value: unknown): Entry => (isPlainObject(value) ? value : {});

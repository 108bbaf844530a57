import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import { COMPONENT_KINDS } from '../manifest/manifest.ts';
import type { ComponentEntry, MakecomappFile } from '../manifest/types.generated.ts';
import { pathOf } from './addresses.ts';
import type { Mapping } from './mapping.ts';
import { localEntry, problemOf } from './session.ts';

interface Reference {
  readonly key: string;
  readonly kind: 'connection' | 'webhook';
  readonly id: string;
}

/** The components an entry refers to by their local IDs. */
export function referencesOf({
  connection,
  altConnection,
  webhook,
  attachedAccounts = [],
}: ComponentEntry): Reference[] {
  const single = [
    { key: 'connection', kind: 'connection', id: connection },
    { key: 'altConnection', kind: 'connection', id: altConnection },
    { key: 'webhook', kind: 'webhook', id: webhook },
    ...attachedAccounts.map((id) => ({ key: 'attachedAccounts', kind: 'connection', id }) as const),
  ] as const;
  return single.flatMap((reference) => (typeof reference.id === 'string' ? [{ ...reference, id: reference.id }] : []));
}

/**
 * Reports every reference that cannot come to have a counterpart (make-app-format.md §2.4 step 5). Asked before
 * anything is changed: a component that is still to be created counts as there.
 */
export function checkReferences(document: MakecomappFile, mapping: Mapping): Problem[] {
  return COMPONENT_KINDS.flatMap((kind) =>
    Object.entries(document.components[kind]).flatMap(([id, entry]) =>
      entry === null || mapping.remoteOf(kind, id) === null ? [] : dangling(kind, id, entry),
    ),
  );

  function dangling(kind: ComponentKind, id: string, entry: ComponentEntry): Problem[] {
    return referencesOf(entry).flatMap((reference) => {
      const components = document.components[reference.kind];
      if (
        localEntry(document, reference.kind, reference.id) ||
        mapping.remoteOf(reference.kind, reference.id) !== undefined
      )
        return [];
      const message = `The ${reference.key} "${reference.id}" is neither in the project nor paired with one at Make.`;
      const known = Object.keys(components).filter((name) => components[name] !== null);
      const fix = didYouMean(reference.id, known, `add the ${reference.kind}, or correct the reference.`);
      return [problemOf('DEP003', message, { component: pathOf(kind, id), path: [reference.key], fix })];
    });
  }
}

/** The first component an entry refers to that has no pair now; undefined when all have one. */
export const unmetReference = (entry: ComponentEntry, mapping: Mapping): Reference | undefined =>
  referencesOf(entry).find(({ kind, id }) => mapping.remoteOf(kind, id) === undefined);

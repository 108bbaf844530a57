import type { ComponentKind } from '../manifest/manifest.ts';
import type { MakecomappFile } from '../manifest/types.generated.ts';
import type { Mapping } from './mapping.ts';
import type { RemoteComponent, Snapshot } from './snapshot.ts';

/** A local component, or one only Make has, and what it is called. */
export interface Named {
  readonly name: string;
  readonly label?: string | undefined;
}

/**
 * Finds the counterpart of a component among those nothing is paired with: the only one of the same name or label,
 * letter case aside; with several, the one of exactly the same name, because nobody is asked (make-app-format.md §2.4
 * step 3, ASM-13).
 */
export function counterpartOf<C extends Named>(wanted: Named, candidates: readonly C[]): C | undefined {
  const label = wanted.label?.toLowerCase();
  const similar = candidates.filter(
    ({ name, label: other }) => name === wanted.name || (!!label && other?.toLowerCase() === label),
  );
  return similar.length === 1 ? similar[0] : similar.find(({ name }) => name === wanted.name);
}

/** Components of Make that no pair mentions. */
export function unpairedRemotes(kind: ComponentKind, snapshot: Snapshot, mapping: Mapping): RemoteComponent[] {
  return [...snapshot.components[kind].values()].filter(({ name }) => !mapping.pairOfRemote(kind, name));
}

/** Local IDs no pair mentions; an ID that is only reserved has nothing to send (make-app-format.md §2.1). */
export function unpairedLocals(kind: ComponentKind, document: MakecomappFile, mapping: Mapping): string[] {
  const entries = Object.entries(document.components[kind]);
  return entries.filter(([id, entry]) => entry !== null && !mapping.pairOf(kind, id)).map(([id]) => id);
}

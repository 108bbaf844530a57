import { InputError } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { IdMapping, IdPair, OriginEntry } from '../manifest/types.generated.ts';
import { pathOf } from './addresses.ts';

/** Which local ID is which name at Make. Every change is kept at once, so that an interrupted deploy can go on. */
export class Mapping {
  readonly #pairs: Map<ComponentKind, readonly IdPair[]>;
  readonly #keep: (mapping: IdMapping) => Promise<void>;

  constructor(origin: OriginEntry, keep: (mapping: IdMapping) => Promise<void>) {
    this.#pairs = new Map(COMPONENT_KINDS.map((kind) => [kind, origin.idMapping?.[kind] ?? []]));
    this.#keep = keep;
    for (const kind of COMPONENT_KINDS) refuseRepeats(kind, this.pairs(kind));
  }

  pairs(kind: ComponentKind): readonly IdPair[] {
    return this.#pairs.get(kind) ?? [];
  }

  /** The pair of a local component that is still wanted. */
  pairOf(kind: ComponentKind, local: string): IdPair | undefined {
    return this.pairs(kind).find((pair) => pair.local === local && !pair.localDeleted);
  }

  /** Its name at Make; null when this origin ignores it, undefined when it has no pair. */
  remoteOf(kind: ComponentKind, local: string): string | null | undefined {
    return this.pairOf(kind, local)?.remote;
  }

  /** The pair of a component at Make. */
  pairOfRemote(kind: ComponentKind, remote: string): IdPair | undefined {
    return this.pairs(kind).find((pair) => pair.remote === remote);
  }

  /** Names at Make of everything that is paired, by component path. */
  names(): Readonly<Record<string, string>> {
    const named = (kind: ComponentKind) =>
      this.pairs(kind).flatMap(({ local, remote, localDeleted }) =>
        local === null || remote === null || localDeleted ? [] : [[pathOf(kind, local), remote] as const],
      );
    return Object.fromEntries(COMPONENT_KINDS.flatMap(named));
  }

  async add(kind: ComponentKind, pair: IdPair): Promise<void> {
    await this.#replace(kind, [...this.pairs(kind), pair]);
  }

  async drop(kind: ComponentKind, pair: IdPair): Promise<void> {
    await this.#replace(
      kind,
      this.pairs(kind).filter((other) => other !== pair),
    );
  }

  async #replace(kind: ComponentKind, pairs: readonly IdPair[]): Promise<void> {
    this.#pairs.set(kind, pairs);
    // Every kind was given its list by the constructor.
    await this.#keep(Object.fromEntries(this.#pairs) as unknown as IdMapping);
  }
}

/** Two pairs of one component contradict each other; a deleted one may stand beside its successor. */
function refuseRepeats(kind: ComponentKind, pairs: readonly IdPair[]): void {
  for (const side of ['local', 'remote'] as const) {
    const wanted = side === 'local' ? pairs.filter(({ localDeleted }) => !localDeleted) : pairs;
    const names = wanted.map((pair) => pair[side]).filter((name) => name !== null);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice === undefined) continue;
    throw new InputError(`idMapping pairs the ${side} ${PLURALS[kind]}.${twice} twice.`, {
      fix: 'remove one of the two pairs from the origin.',
    });
  }
}

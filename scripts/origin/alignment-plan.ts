import type { ComponentKind } from '../manifest/manifest.ts';
import type { IdPair, MakecomappFile } from '../manifest/types.generated.ts';
import { ALIGN_ORDER } from './addresses.ts';
import type { Mapping } from './mapping.ts';
import { localEntry } from './session.ts';
import type { Snapshot } from './snapshot.ts';

/** A pair and what it is a pair of. */
export interface Paired {
  readonly kind: ComponentKind;
  readonly pair: IdPair;
}

/** A pair both sides of which are named. */
export interface Doomed extends Paired {
  /** Name at Make. */
  readonly remote: string;
  readonly why: string;
}

/** What the pairs of an origin ask for, before anything is done (make-app-format.md §2.4 step 4). */
export interface AlignmentPlan {
  /** Components to delete at Make. */
  readonly deletions: readonly Doomed[];
  /** Pairs of which nothing is left to do. */
  readonly settled: readonly Paired[];
  /** Pairs whose component Make no longer has. */
  readonly stale: readonly Paired[];
  /** Pairs whose component the project no longer has. */
  readonly orphans: readonly Paired[];
}

interface PlanInput {
  readonly document: MakecomappFile;
  readonly mapping: Mapping;
  readonly snapshot: Snapshot;
  /** Whether an orphan is deleted at Make. */
  readonly prune: boolean;
}

export function planAlignment({ document, mapping, snapshot, prune }: PlanInput): AlignmentPlan {
  const all = ALIGN_ORDER.flatMap((kind) => mapping.pairs(kind).map((pair) => ({ kind, pair })));
  const judged = all.map((paired) => ({ ...paired, ...judge(paired) }));
  const of = (verdict: Verdict['verdict']): Paired[] => judged.filter((each) => each.verdict === verdict).map(pairedOf);
  return {
    deletions: judged.flatMap(({ kind, pair, ...rest }) =>
      rest.verdict === 'delete' && pair.remote !== null ? [{ kind, pair, remote: pair.remote, why: rest.why }] : [],
    ),
    settled: of('settled'),
    stale: of('stale'),
    orphans: of('orphan'),
  };

  function judge({ kind, pair }: Paired): Verdict {
    const { local, remote, localDeleted, nonOwnedByApp } = pair;
    const found = remote === null ? undefined : snapshot.components[kind].get(remote);
    const isForeign = nonOwnedByApp === true || found?.isExternal === true;
    // What another version owns is let go, not deleted.
    if (localDeleted) return found && !isForeign ? { verdict: 'delete', why: 'marked as deleted' } : SETTLED;
    if (local === null) return found ? KEPT : SETTLED;
    const entry = localEntry(document, kind, local);
    if (entry === undefined) {
      if (!found) return SETTLED;
      if (prune) return isForeign ? SETTLED : { verdict: 'delete', why: 'no longer in the project' };
      return { verdict: 'orphan' };
    }
    if (remote === null || found) return KEPT;
    return entry === null ? SETTLED : { verdict: 'stale' };
  }
}

type Verdict =
  | { readonly verdict: 'delete'; readonly why: string }
  | { readonly verdict: 'settled' | 'stale' | 'orphan' | 'kept' };

const SETTLED: Verdict = { verdict: 'settled' };
const KEPT: Verdict = { verdict: 'kept' };
const pairedOf = ({ kind, pair }: Paired): Paired => ({ kind, pair });

import type { Place, Problem } from '../core/problems.ts';

/** Surprises of the platform that a run points out; each text ends with the notes that describe it. */
export const WARNINGS = {
  lostPage: {
    code: 'RUN201',
    fix: 'compare with <= or >=: the condition is evaluated again with the number of the next page (runtime.md §4.11).',
  },
  shrunkArray: {
    code: 'RUN202',
    fix: 'write the array under a new key: arrays in temp merge index by index and never get shorter (runtime.md §4.3).',
  },
  foreignHost: {
    code: 'RUN203',
    fix: 'make sure that host may have these credentials: an absolute URL keeps the headers of Base (runtime.md §4.5, RT-18).',
  },
  zeroIndex: {
    code: 'RUN204',
    fix: 'write [1] or []: positions start at 1, and [0] is always undefined (iml.md §4.3).',
  },
  nestedQuery: {
    code: 'RUN205',
    fix: 'give qs flat values: a collection in it is sent as JSON text (runtime.md §4.5, A4).',
  },
  cap: { code: 'RUN206', fix: 'raise the cap in common data if the rest is needed (runtime.md §4.11, §13).' },
  emptySegment: {
    code: 'RUN207',
    fix: 'require the value or give a fallback: an empty part of a path disappears with its slash (runtime.md §4.5, RT-15).',
  },
  doubleEncoding: {
    code: 'RUN208',
    fix: 'add "encodeUrl": false beside encodeURL(), or drop the call: % is encoded again (runtime.md §4.5, RT-17).',
  },
  lastItemOnly: {
    code: 'RUN209',
    fix: 'add response.wrapper to keep them all: an action that iterates outputs its last item alone (runtime.md §4.9, RT-42).',
  },
  bodyOfGet: { code: 'RUN210', fix: 'use qs, or another method: GET carries no body (runtime.md §4.5, RT-09).' },
  noConnection: { code: 'RUN211', fix: 'pass its parameters and what it saved as the connection of the run.' },
  verification: {
    code: 'RUN212',
    fix: 'send a request that is no verification to get items (runtime.md §3.6, RT-72).',
  },
  undelivered: {
    code: 'RUN213',
    fix: 'make the uid of the item and that of a connection the same (runtime.md §6, RT-74).',
  },
  firstResultLost: {
    code: 'RUN214',
    fix: 'set "output": null in the later step to keep the earlier result: an empty array replaces it (runtime.md §4.1, RT-28).',
  },
  unsupportedGrant: { code: 'RUN215', fix: 'return scopes as text or as an array of text (runtime.md §5.3).' },
  detachFailed: {
    code: 'RUN216',
    fix: 'answer 404 in the detach section where the hook may be gone already (runtime.md §6).',
  },
  twiceInQuery: {
    code: 'RUN217',
    fix: 'set "mergeWithParent": false: the query of pagination.url and the qs of the first request are both sent (RT-51).',
  },
  braceless: {
    code: 'RUN218',
    fix: 'put the path in {{ }}: as plain text it is only read as a path by tolerance (make-app-format.md §3.2, ASM-22).',
  },
} as const satisfies Record<string, { readonly code: string; readonly fix: string }>;

export type WarningKind = keyof typeof WARNINGS;

/** Collects the warnings of a run; one said twice in the same words counts once. */
export interface Warnings {
  add(kind: WarningKind, message: string, place: Place): void;
  addProblem(problem: Problem): void;
  list(): readonly Problem[];
}

export function createWarnings(): Warnings {
  const problems = new Map<string, Problem>();
  const addProblem = (problem: Problem): void => {
    const key = `${problem.code} ${problem.component} ${problem.section} ${problem.message}`;
    if (!problems.has(key)) problems.set(key, problem);
  };
  return {
    addProblem,
    add: (kind, message, place) => addProblem({ ...WARNINGS[kind], severity: 'warning', message, ...place }),
    list: () => (problems.size === 0 ? [] : [...problems.values()]),
  };
}

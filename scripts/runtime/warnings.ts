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
  noConnection: {
    code: 'RUN211',
    fix: 'pass its parameters and what it saved as the connection of the run (runtime.md §5.1).',
  },
  noItems: {
    code: 'RUN212',
    fix: 'send a request that the webhook queues: verification comes first, then its condition (runtime.md §3.6, RT-72).',
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
  mixedItems: {
    code: 'RUN219',
    fix: 'write the list under a new key: element 1 merges into the old element 1, and so on (runtime.md §4.3, RT-31).',
  },
  sameBlock: {
    code: 'RUN220',
    fix: 'set it in a step before, or use it in response.temp: keys of one block do not see each other (runtime.md §4.3, RT-22).',
  },
  textCondition: {
    code: 'RUN221',
    fix: 'write one {{ }} with nothing around it that gives a boolean: any text but the empty one is true (runtime.md §4.4).',
  },
  nothingRan: {
    code: 'RUN222',
    fix: 'give a "default" beside the condition, or a last step without one: a skipped step is no error (runtime.md §4.4, RT-77).',
  },
  brokenPath: {
    code: 'RUN223',
    fix: 'write encodeURL() around the value and "encodeUrl": false beside the url: the path keeps / ? and # of a value (runtime.md §4.5, RT-16).',
  },
  nullStripped: {
    code: 'RUN224',
    fix: 'send empty text, or use the type json: forms drop null (runtime.md §4.5, RT-03).',
  },
  timeout: {
    code: 'RUN225',
    fix: 'use milliseconds from 1 to 300000: what is no number counts as 40000 (runtime.md §4.5).',
  },
  emptyMessage: {
    code: 'RUN226',
    fix: 'wrap it in ifempty() with a text of your own: an empty message falls to the next, and at last to that of the platform (runtime.md §4.7, ASM-41).',
  },
  errorType: {
    code: 'RUN227',
    fix: 'use a type of the platform, such as DataError: a name it does not know counts as RuntimeError (runtime.md §4.7, ASM-64).',
  },
  iteratedObject: {
    code: 'RUN228',
    fix: 'iterate over an array, such as toArray() of the collection: one collection is one item (runtime.md §4.9, A9).',
  },
  endedPaging: {
    code: 'RUN229',
    fix: 'write "{{undefined}}" to output nothing and go on: the literals null and false end the step before paging (runtime.md §4.10, RT-54).',
  },
  defaultLimit: {
    code: 'RUN230',
    fix: 'set response.limit, usually {{parameters.limit}}: without it a trigger gives out one item a run (runtime.md §4.14, RT-56).',
  },
  wrongOrder: {
    code: 'RUN231',
    fix: 'make response.trigger.order say how the API sorts: it decides when to stop reading (runtime.md §4.16).',
  },
  stateOverwritten: {
    code: 'RUN232',
    fix: 'leave it out: the platform puts in a state of its own and checks it (runtime.md §5.3, RT-70).',
  },
  missingScope: {
    code: 'RUN233',
    fix: 'authorize the connection again with these scopes; on Make the user is asked to (runtime.md §5.3, make-app-format.md §1.3.2).',
  },
  expired: {
    code: 'RUN234',
    fix: 'add a refresh step, or authorize the connection again (runtime.md §5.3).',
  },
  wrongShape: {
    code: 'RUN235',
    fix: 'give response.output, or response.wrapper around an iteration: without them the answer itself is the result (runtime.md §4.10, §4.13).',
  },
  overriddenHeader: {
    code: 'RUN236',
    fix: 'omit() it from the headers a user may give: what is spread comes after Base and wins (runtime.md §12, A21).',
  },
  endpointWarning: { code: 'RUN237', fix: 'see why the endpoint warns: it gave no body (runtime.md §8).' },
  limitCut: {
    code: 'RUN238',
    severity: 'info',
    fix: 'ask the API for no more than are wanted, if that is cheaper: a limit cuts what was read and stops paging (runtime.md §4.14).',
  },
} as const satisfies Record<string, { readonly code: string; readonly fix: string; readonly severity?: 'info' }>;

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
    add: (kind, message, place) => addProblem({ severity: 'warning', ...WARNINGS[kind], message, ...place }),
    list: () => (problems.size === 0 ? [] : [...problems.values()]),
  };
}

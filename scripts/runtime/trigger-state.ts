import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { PlatformError } from './errors.ts';
import { toInstant } from './instant.ts';
import { jsonReady } from './json-ready.ts';
import { MAX_STORE_BYTES, numberOf } from './limits.ts';

/** Where a person lets a trigger begin (make-app-format.md §5.3). */
export type StartChoice =
  | { readonly type: 'all' }
  | { readonly type: 'now' }
  | { readonly type: 'since'; readonly date: Date | string }
  | { readonly type: 'item'; readonly id?: unknown; readonly date?: Date | string };

/** What the platform remembers of a polling trigger between runs (runtime.md §4.16). */
export interface TriggerState {
  readonly lastId?: unknown;
  readonly lastDate?: Date;
  readonly sameDateIds: readonly unknown[];
  /** A picked item counts as new itself: `trigger.matchEqual`. */
  readonly includesBoundary: boolean;
}

/** An item of a trigger, with what it is sorted by. */
export interface DatedItem {
  readonly id: unknown;
  readonly date: Date | undefined;
}

const FRESH: TriggerState = { sameDateIds: [], includesBoundary: false };

/** Reads stored state, or makes the state a start choice stands for. A store may hold its choice as `epoch`. */
export function readState(
  stored: unknown,
  choice: { readonly start: StartChoice | undefined; readonly isDated: boolean; readonly now: Date },
): TriggerState {
  const state = isPlainObject(stored) ? stored : {};
  const hasBoundary = state.lastDate !== undefined || state.lastId !== undefined;
  const start = choice.start ?? epochChoice(state.epoch);
  if (!hasBoundary && start) return startState(start, choice);
  return {
    ...(state.lastId !== undefined && { lastId: state.lastId }),
    ...(state.lastDate !== undefined && { lastDate: dateIn(state.lastDate, 'lastDate') }),
    sameDateIds: Array.isArray(state.sameDateIds) ? state.sameDateIds : [],
    includesBoundary: false,
  };
}

function epochChoice(epoch: unknown): StartChoice | undefined {
  if (!isPlainObject(epoch)) return undefined;
  const { type, id, date } = epoch;
  const when = typeof date === 'string' || date instanceof Date ? date : undefined;
  if (type === 'all' || type === 'now') return { type };
  if (type === 'since' && when !== undefined) return { type, date: when };
  if (id === undefined && when === undefined) return undefined;
  return { type: 'item', ...(id !== undefined && { id }), ...(when !== undefined && { date: when }) };
}

function startState(
  start: StartChoice,
  { isDated, now }: { readonly isDated: boolean; readonly now: Date },
): TriggerState {
  switch (start.type) {
    case 'all':
      return isDated ? { ...FRESH, lastDate: new Date(0) } : FRESH;
    case 'now':
      return isDated ? { ...FRESH, lastDate: now } : FRESH;
    case 'since':
      return { ...FRESH, lastDate: dateIn(start.date, 'start date') };
    case 'item':
      return {
        sameDateIds: [],
        includesBoundary: true,
        ...(isDated && start.date !== undefined
          ? { lastDate: dateIn(start.date, 'start date') }
          : { lastId: start.id }),
      };
  }
}

function dateIn(value: unknown, name: string): Date {
  const date = toInstant(value);
  if (date) return date;
  throw new InputError(`The ${name} of the trigger's state is no date.`, {
    fix: 'write it as ISO 8601 text, or start with {}.',
  });
}

/** Claims an item no earlier run has given. */
export function isNew({ id, date }: DatedItem, state: TriggerState): boolean {
  if (date !== undefined && state.lastDate !== undefined) {
    const since = date.getTime() - state.lastDate.getTime();
    return (
      since > 0 || (since === 0 && (state.includesBoundary || !state.sameDateIds.some((known) => isSameId(known, id))))
    );
  }
  if (date !== undefined || state.lastId === undefined) return true;
  const order = compareIds(id, state.lastId);
  return order > 0 || (order === 0 && state.includesBoundary);
}

export const isSameId = (a: unknown, b: unknown): boolean => String(a) === String(b);

/** Orders ids by number when both are numbers, else as text (A17). */
export function compareIds(a: unknown, b: unknown): number {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/** Orders items oldest first: by date where they have one, then by id. */
export const compareItems = (a: DatedItem, b: DatedItem): number =>
  (a.date?.getTime() ?? 0) - (b.date?.getTime() ?? 0) || compareIds(a.id, b.id);

/** The state after a run: taken from the last item given out, so that the rest comes next time (A18). */
export function advanceState(state: TriggerState, emitted: readonly DatedItem[]): Record<string, unknown> {
  const last = emitted.at(-1);
  if (!last) return storedForm(state);
  if (last.date === undefined) return { lastId: last.id };
  const time = last.date.getTime();
  const known = state.lastDate?.getTime() === time ? state.sameDateIds : [];
  const ids = emitted.filter(({ date }) => date?.getTime() === time).map(({ id }) => id);
  return {
    lastDate: last.date,
    sameDateIds: [...known, ...ids.filter((id) => !known.some((old) => isSameId(old, id)))],
  };
}

/** The state as it is stored: what the next run is given. */
export const storedForm = ({ lastId, lastDate, sameDateIds }: TriggerState): Record<string, unknown> => ({
  ...(lastId !== undefined && { lastId }),
  ...(lastDate !== undefined && { lastDate, sameDateIds }),
});

/** The module store holds 64 KiB at most (runtime.md §4.17). */
export function checkStoreSize(store: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(jsonReady(store)) ?? '');
  if (bytes <= MAX_STORE_BYTES) return;
  throw new PlatformError(
    'RuntimeError',
    `The data of the module takes ${bytes} bytes; at most ${MAX_STORE_BYTES} can be stored.`,
  );
}

import type { HttpResponse } from '../core/http.ts';

/** Make counts requests by the minute, so ten waits outlast a quota that was used up (make-app-format.md §2.7, ASM-15). */
const MOST_LIMITED = 10;
const MOST_BROKEN = 3;
const LIMITED_MS = 5000;
const LONGEST_MS = 60_000;
const BROKEN_MS = 1000;

const BROKEN: readonly number[] = [500, 502, 503, 504];
/** Methods that may be sent again without harm when nobody knows what became of the first. */
const REPEATABLE: readonly string[] = ['GET', 'PUT', 'DELETE'];

/** How long to wait before the same request is sent again; undefined when its answer stands. */
export function pauseAfter(method: string, response: HttpResponse, tries: number): number | undefined {
  const { status } = response;
  if (status === 429)
    return tries > MOST_LIMITED ? undefined : Math.min(askedPause(response) ?? LIMITED_MS, LONGEST_MS);
  if (!BROKEN.includes(status) || !REPEATABLE.includes(method) || tries > MOST_BROKEN) return undefined;
  return Math.min(askedPause(response) ?? BROKEN_MS * 2 ** (tries - 1), LONGEST_MS);
}

/** `Retry-After` in seconds. Its other form, a date, would need the server's clock to be ours, so it counts as absent. */
function askedPause({ headers }: HttpResponse): number | undefined {
  const value = headers['retry-after'];
  const text = typeof value === 'string' ? value.trim() : '';
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
}

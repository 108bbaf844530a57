/** Milliseconds of a minute. */
const MINUTE = 60_000;

const DAY = 24 * 60 * MINUTE;

/** The instants a date can hold reach this far from 1970. */
export const LAST_INSTANT = 8.64e15;

/** Names of UTC, which needs no zone data. */
const UTC = new Set(['utc', 'etc/utc', 'gmt', 'etc/gmt', 'z', 'zulu', 'universal']);

/** Formatters that print a zone's offset, by lower-case name; null marks a name that is no zone. */
const offsets = new Map<string, Intl.DateTimeFormat | null>();

/** Zone names come from user data: what is remembered about them is bounded. */
const ZONES_KEPT = 1000;

/** The first name that is a zone, spelt in any case; a name nobody knows is passed over (iml.md §10). */
export function zoneOf(...names: readonly unknown[]): string {
  // By far the commonest case, without looking anything up.
  if (names[0] === undefined && names[1] === 'UTC') return 'UTC';
  const known = names.find((name) => typeof name === 'string' && isZone(name.trim()));
  return typeof known === 'string' ? known.trim() : 'UTC';
}

/** Claims an IANA zone name; offsets such as `+02:00` are none. */
export function isZone(name: string): boolean {
  const key = name.toLowerCase();
  return UTC.has(key) || (/^[a-z]/.test(key) && formatterOf(key) !== null);
}

/** Claims a zone that never differs from UTC. */
const isUtc = (zone: string): boolean => zone === 'UTC' || UTC.has(zone.toLowerCase());

function formatterOf(key: string): Intl.DateTimeFormat | null {
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const made = makeFormatter(key);
  if (offsets.size >= ZONES_KEPT) offsets.clear();
  offsets.set(key, made);
  return made;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
  } catch {
    return null;
  }
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds; whole minutes, as the `Z` token prints. */
export function offsetAt(instant: number, zone: string): number {
  if (isUtc(zone) || Number.isNaN(instant)) return 0;
  const inRange = Math.min(Math.max(instant, -LAST_INSTANT), LAST_INSTANT);
  const text = formatterOf(zone.toLowerCase())?.format(inRange) ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return sign === '-' ? -size : size;
}

/** What the zone's clocks show at an instant, as the UTC fields of a date. */
export const wallOf = (instant: number, zone: string): number => instant + offsetAt(instant, zone);

/**
 * The instant at which the zone's clocks show a time. Of two such instants the one with the preferred offset is
 * taken, else the earlier; a time skipped by the clocks moves forward by the skip (A, moment's rule).
 */
export function instantOf(wall: number, zone: string, preferred?: number): number {
  if (isUtc(zone)) return wall;
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const candidates = preferred === undefined ? [before, after] : [preferred, before, after];
  const fitting = candidates.find((offset) => offsetAt(wall - offset, zone) === offset);
  return wall - (fitting ?? before);
}

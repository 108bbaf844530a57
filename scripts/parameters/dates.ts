import { isPlainObject } from '../core/json.ts';
import { parseLeniently } from '../iml/functions/date-lenient.ts';
import { zoneOf } from '../iml/functions/zone.ts';

/** Reads date text of any usual shape; text without an offset is in the zone (iml.md §10.4). Undefined when it is none. */
export function readDateText(text: string, timezone: string): Date | undefined {
  const instant = parseLeniently(text, zoneOf(timezone));
  return instant === undefined ? undefined : new Date(instant);
}

/** Unwraps `{ $date }`, the form dates have in JSON documents that must tell them from text. */
export function dateFromJson(value: unknown): unknown {
  return isPlainObject(value) && typeof value.$date === 'string' ? value.$date : value;
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?$/;

/** Claims `hh:mm`, `hh:mm:ss` or `hh:mm:ss.nnn` on a 24-hour clock. */
export function isTimeText(text: string): boolean {
  const match = TIME.exec(text);
  return match !== null && Number(match[1]) < 24 && Number(match[2]) < 60 && Number(match[3] ?? 0) < 60;
}

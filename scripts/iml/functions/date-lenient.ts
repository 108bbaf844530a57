import { checkedWall } from './wall-time.ts';
import { instantOf } from './zone.ts';

/** The accepted orders: year first, month first with slashes, day first with dots (iml.md §10.4). */
const DATE = [
  String.raw`(?<y1>\d{4}|[+-]\d{6})(?<separator>[-/])(?<m1>\d{1,2})\k<separator>(?<d1>\d{1,2})`,
  String.raw`(?<m2>\d{1,2})/(?<d2>\d{1,2})/(?<y2>\d{4})`,
  String.raw`(?<d3>\d{1,2})\.\s?(?<m3>\d{1,2})\.\s?(?<y3>\d{4})`,
].join('|');

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?:\s?(?<half>[AaPp])\.?[Mm]\.?)?`;

const OFFSET = String.raw`(?<utc>Z|z|UTC|GMT)?(?:(?<sign>[+-])(?<offsetHours>\d{2}):?(?<offsetMinutes>\d{2})?)?`;

const SHAPE = new RegExp(`^(?:${DATE})(?:(?:[Tt]|,?\\s{1,3})${TIME}\\s?${OFFSET})?$`);

type Groups = Readonly<Record<string, string | undefined>>;

/** Reads a date text of any usual shape; without an offset it is in the zone. Undefined for anything else (iml.md §10.4). */
export function parseLeniently(text: string, zone: string): number | undefined {
  const instant = parseIsoInstant(text);
  if (instant !== undefined) return instant;
  const groups: Groups | undefined = SHAPE.exec(text.trim())?.groups;
  const wall = groups && wallOfGroups(groups);
  if (groups === undefined || wall === undefined) return undefined;
  const offset = offsetOf(groups);
  if (Number.isNaN(offset)) return undefined;
  return offset === undefined ? instantOf(wall, zone) : wall - offset;
}

const ZERO = 48;

/** A digit at a position; NaN for anything else. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

const digitsAt = (text: string, at: number): number => digitAt(text, at) * 10 + digitAt(text, at + 1);

/** Reads `2024-05-01T10:20:30.000Z`, what APIs and the platform itself write, without a pattern; undefined for any other shape. */
function parseIsoInstant(text: string): number | undefined {
  if (text.length !== 24 || text.charCodeAt(23) !== 90 || text.charCodeAt(10) !== 84) return undefined;
  const isPunctuated =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46;
  if (!isPunctuated) return undefined;
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2);
  const month = digitsAt(text, 5);
  const day = digitsAt(text, 8);
  const hour = digitsAt(text, 11);
  const minute = digitsAt(text, 14);
  const second = digitsAt(text, 17);
  const millisecond = digitsAt(text, 20) * 10 + digitAt(text, 22);
  // Days beyond 28 and everything out of range are left to the general way, which knows the calendar; so is what is no digit.
  const isPlain = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && millisecond >= 0;
  if (!isPlain || !(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

function wallOfGroups(groups: Groups): number | undefined {
  const hour = hourOf(groups);
  if (hour === undefined || groups.y1 === '-000000') return undefined;
  return checkedWall({
    year: Number(groups.y1 ?? groups.y2 ?? groups.y3),
    month: Number(groups.m1 ?? groups.m2 ?? groups.m3) - 1,
    day: Number(groups.d1 ?? groups.d2 ?? groups.d3),
    hour,
    minute: Number(groups.minute ?? 0),
    second: Number(groups.second ?? 0),
    millisecond: Number((groups.fraction ?? '').slice(0, 3).padEnd(3, '0')),
  });
}

/** The hour of the day; undefined for one the 12-hour clock lacks. */
function hourOf({ hour, half }: Groups): number | undefined {
  const number = Number(hour ?? 0);
  if (half === undefined) return number;
  if (number < 1 || number > 12) return undefined;
  return (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** The written offset in milliseconds: undefined when there is none, NaN when no clock has it. */
function offsetOf({ utc, sign, offsetHours, offsetMinutes }: Groups): number | undefined {
  if (sign === undefined) return utc === undefined ? undefined : 0;
  const [hours, minutes] = [Number(offsetHours), Number(offsetMinutes ?? 0)];
  if (hours > 23 || minutes > 59) return Number.NaN;
  const size = (hours * 60 + minutes) * 60_000;
  return sign === '-' ? -size : size;
}

import { type FormatPart, type PlainToken, plainParts } from './date-tokens.ts';
import { packageOf } from './lazy.ts';
import { checkedWall } from './wall-time.ts';
import { instantOf, wallOf } from './zone.ts';

/** Where and when a text is read: the zone of its clock, and the instant whose date fills in a missing one. */
export interface Reading {
  readonly zone: string;
  readonly now: number;
}

/** Reads an instant from text by a format with the tokens of iml.md §10.3; undefined when the text is no such date. */
export function parseByFormat(text: string, format: string, reading: Reading): number | undefined {
  if (format === 'X' || format === 'x') return parseTimestamp(text, format);
  return parsePlainly(text, format, reading.zone) ?? parseByMoment(text, format, reading);
}

/** Reads Unix seconds, a fraction allowed, or milliseconds; what follows the number is ignored. */
function parseTimestamp(text: string, format: 'X' | 'x'): number | undefined {
  const number = (format === 'X' ? /[+-]?\d+(?:\.\d{1,3})?/ : /[+-]?\d+/).exec(text)?.[0];
  return number === undefined ? undefined : Math.round(Number(number) * (format === 'X' ? 1000 : 1));
}

/** What a token of a plain format looks like in text that needs no forgiveness. */
const PATTERNS: Readonly<Record<Exclude<PlainToken, 'X' | 'x'>, string>> = {
  YYYY: String.raw`(?<YYYY>\d{4})`,
  MM: String.raw`(?<MM>\d{2})`,
  DD: String.raw`(?<DD>\d{2})`,
  HH: String.raw`(?<HH>\d{2})`,
  mm: String.raw`(?<mm>\d{2})`,
  ss: String.raw`(?<ss>\d{2})`,
  SSS: String.raw`(?<SSS>\d{3})`,
  Z: String.raw`(?<offset>Z|[+-]\d{2}:?\d{2})`,
  ZZ: String.raw`(?<offset>Z|[+-]\d{2}:?\d{2})`,
};

const patterns = new WeakMap<readonly FormatPart[], RegExp>();

/** Reads text that fits a plain format to the letter; undefined leaves it to moment. */
function parsePlainly(text: string, format: string, zone: string): number | undefined {
  const parts = plainParts(format);
  if (parts === undefined) return undefined;
  const pattern = patterns.get(parts) ?? patternOf(parts);
  patterns.set(parts, pattern);
  const groups = pattern.exec(text)?.groups;
  return groups && instantOfGroups(groups, zone);
}

/** Matches nothing. */
const NEVER = /^\b$/;

/** The pattern of a format that has the year and no token twice; one that matches nothing for any other. */
function patternOf(parts: readonly FormatPart[]): RegExp {
  const tokens = parts.flatMap((part) => ('token' in part ? part.token.replace('ZZ', 'Z') : []));
  if (!tokens.includes('YYYY') || new Set(tokens).size < tokens.length) return NEVER;
  let source = '';
  for (const part of parts) {
    if ('literal' in part) source += part.literal.replace(/[^\w\s]/g, String.raw`\$&`);
    else if (part.token === 'X' || part.token === 'x') return NEVER;
    else source += PATTERNS[part.token];
  }
  return new RegExp(`^${source}$`);
}

function instantOfGroups(groups: Readonly<Record<string, string | undefined>>, zone: string): number | undefined {
  const wall = checkedWall({
    year: Number(groups.YYYY),
    month: Number(groups.MM ?? 1) - 1,
    day: Number(groups.DD ?? 1),
    hour: Number(groups.HH ?? 0),
    minute: Number(groups.mm ?? 0),
    second: Number(groups.ss ?? 0),
    millisecond: Number(groups.SSS ?? 0),
  });
  if (wall === undefined) return undefined;
  return groups.offset === undefined ? instantOf(wall, zone) : wall - offsetOf(groups.offset);
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const size = (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))) * 60_000;
  return text.startsWith('-') ? -size : size;
}

/** Reads by moment, in its forgiving mode. It is asked for the clock's time; what instant that is we know ourselves. */
function parseByMoment(text: string, format: string, { zone, now }: Reading): number | undefined {
  const moment = packageOf('moment-timezone');
  const clock = moment.now;
  try {
    // Moment fills a missing date from its own clock; let that show what the zone's clocks show.
    moment.now = () => wallOf(now, zone);
    const time = moment.utc(text, format, 'en');
    if (!time.isValid()) return undefined;
    return isInstant(time, format) ? time.valueOf() : instantOf(time.valueOf(), zone);
  } finally {
    moment.now = clock;
  }
}

/** Claims that the text itself said which instant it means: by an offset or a timestamp. */
function isInstant(time: import('moment-timezone').Moment, format: string): boolean {
  // Moment keeps the offset it read in a field its declarations leave out.
  const { _tzm } = time as { readonly _tzm?: number };
  return _tzm !== undefined || /x/i.test(format.replace(/\[[^[\]]*\]|\\./g, ''));
}

import type { Host } from '../host.ts';
import { toText } from '../values.ts';
import { isNothing, isText, notValid, numberOf } from './arguments.ts';
import { dateFrom, instantArgument } from './date-argument.ts';
import { type EagerFunction, type ImlFunction, type ImlParameter, required } from './function.ts';
import { changeWall, setMonth } from './wall-time.ts';
import { zoneOf } from './zone.ts';

interface Shift {
  readonly name: string;
  readonly summary: string;
  readonly parameter: ImlParameter;
  readonly examples: EagerFunction['examples'];
  /** Reads the second argument; numbers by default. */
  readonly read?: (value: unknown) => number;
  readonly shift: (instant: number, amount: number, host: Host) => number;
}

/** A function of a date and a number; nothing stays nothing, and without a number the date stays (A, iml.md §10). */
function shiftFunction({ name, summary, parameter, examples, read = numberOf, shift }: Shift): EagerFunction {
  return {
    name,
    family: 'date',
    summary,
    parameters: [required('date', 'date'), parameter],
    returns: 'date',
    basis: 'documented',
    examples,
    run: (host, date, amount) => {
      if (isNothing(date)) return null;
      const instant = instantArgument(date, host);
      return dateFrom(isNothing(amount) ? instant : Math.round(shift(instant, read(amount), host)), date);
    },
  };
}

/** What the functions of one kind differ in. */
interface Row {
  readonly name: string;
  readonly unit: string;
  readonly examples: EagerFunction['examples'];
}

interface CalendarRow extends Row {
  readonly change: (wall: Date, amount: number) => void;
}

/** Adds a fixed span; fractions count (A, iml.md §10.1). */
const addSpan = ({ unit, span, ...row }: Row & { readonly span: number }): EagerFunction =>
  shiftFunction({
    ...row,
    summary: `Moves a date by ${unit}; negative numbers move it back.`,
    parameter: required(unit, 'number'),
    shift: (instant, amount) => instant + amount * span,
  });

/** Changes calendar fields in the host's zone, so that the time of day stays across a change of clocks. */
const onWall =
  (change: (wall: Date, amount: number) => void) =>
  (instant: number, amount: number, host: Host): number =>
    changeWall(instant, zoneOf(host.timezone), (wall) => change(wall, amount));

/** Adds whole calendar units; fractions are rounded (A, moment's rule). */
const addCalendar = ({ unit, change, ...row }: CalendarRow): EagerFunction =>
  shiftFunction({
    ...row,
    summary: `Moves a date by ${unit}, keeping the time of day; negative numbers move it back.`,
    parameter: required(unit, 'number'),
    shift: onWall((wall, amount) => change(wall, Math.sign(amount) * Math.round(Math.abs(amount)))),
  });

/** Sets one field; a number outside the field's range carries into the next. */
const setField = ({ unit, change, ...row }: CalendarRow): EagerFunction =>
  shiftFunction({
    ...row,
    summary: `Sets the ${unit} of a date; numbers outside the range carry over.`,
    parameter: required(unit, 'number'),
    shift: onWall((wall, value) => change(wall, Math.trunc(value))),
  });

const addMonthsTo = (wall: Date, months: number): void =>
  setMonth(wall, wall.getUTCFullYear(), wall.getUTCMonth() + months);

const addSeconds = addSpan({
  name: 'addSeconds',
  unit: 'seconds',
  span: 1000,
  examples: [
    ["addSeconds('2024-03-09T10:00:00Z', 90)", new Date('2024-03-09T10:01:30Z')],
    ["addSeconds('2024-03-09T10:00:00Z', -1)", new Date('2024-03-09T09:59:59Z')],
  ],
});

const addMinutes = addSpan({
  name: 'addMinutes',
  unit: 'minutes',
  span: 60_000,
  examples: [
    ["addMinutes('2024-03-09T10:00:00Z', 90)", new Date('2024-03-09T11:30:00Z')],
    ["addMinutes('2024-03-09T10:00:00Z', -0.5)", new Date('2024-03-09T09:59:30Z')],
  ],
});

const addHours = addSpan({
  name: 'addHours',
  unit: 'hours',
  span: 3_600_000,
  examples: [
    ["addHours('2024-03-09T10:00:00Z', 15)", new Date('2024-03-10T01:00:00Z')],
    ["addHours('2024-03-09T10:00:00Z', '-1')", new Date('2024-03-09T09:00:00Z')],
  ],
});

const addDays = addCalendar({
  name: 'addDays',
  unit: 'days',
  change: (wall, days) => wall.setUTCDate(wall.getUTCDate() + days),
  examples: [
    ["addDays('2024-02-28T10:00:00Z', 2)", new Date('2024-03-01T10:00:00Z')],
    ["addDays('2024-03-01T10:00:00Z', -1)", new Date('2024-02-29T10:00:00Z')],
  ],
});

const addMonths = addCalendar({
  name: 'addMonths',
  unit: 'months',
  change: addMonthsTo,
  examples: [
    ["addMonths('2024-01-31T10:00:00Z', 1)", new Date('2024-02-29T10:00:00Z')],
    ["addMonths('2024-01-15T10:00:00Z', -1)", new Date('2023-12-15T10:00:00Z')],
  ],
});

const addYears = addCalendar({
  name: 'addYears',
  unit: 'years',
  change: (wall, years) => addMonthsTo(wall, years * 12),
  examples: [
    ["addYears('2024-02-29T10:00:00Z', 1)", new Date('2025-02-28T10:00:00Z')],
    ["addYears('2024-02-29T10:00:00Z', -4)", new Date('2020-02-29T10:00:00Z')],
  ],
});

const setSecond = setField({
  name: 'setSecond',
  unit: 'second',
  change: (wall, second) => wall.setUTCSeconds(second),
  examples: [
    ["setSecond('2024-03-09T10:20:30Z', 5)", new Date('2024-03-09T10:20:05Z')],
    ["setSecond('2024-03-09T10:20:30Z', -1)", new Date('2024-03-09T10:19:59Z')],
  ],
});

const setMinute = setField({
  name: 'setMinute',
  unit: 'minute',
  change: (wall, minute) => wall.setUTCMinutes(minute),
  examples: [
    ["setMinute('2024-03-09T10:20:30Z', 5)", new Date('2024-03-09T10:05:30Z')],
    ["setMinute('2024-03-09T10:20:30Z', 60)", new Date('2024-03-09T11:00:30Z')],
  ],
});

const setHour = setField({
  name: 'setHour',
  unit: 'hour',
  change: (wall, hour) => wall.setUTCHours(hour),
  examples: [
    ["setHour('2024-03-09T10:20:30Z', 5)", new Date('2024-03-09T05:20:30Z')],
    ["setHour('2024-03-09T10:20:30Z', 24)", new Date('2024-03-10T00:20:30Z')],
  ],
});

const setDate = setField({
  name: 'setDate',
  unit: 'day',
  change: (wall, day) => wall.setUTCDate(day),
  examples: [
    ["setDate('2024-03-09T10:20:30Z', 31)", new Date('2024-03-31T10:20:30Z')],
    ["setDate('2024-03-09T10:20:30Z', 0)", new Date('2024-02-29T10:20:30Z')],
  ],
});

const setYear = setField({
  name: 'setYear',
  unit: 'year',
  change: (wall, year) => setMonth(wall, year, wall.getUTCMonth()),
  examples: [
    ["setYear('2024-03-09T10:20:30Z', 1999)", new Date('1999-03-09T10:20:30Z')],
    ["setYear('2024-02-29T10:20:30Z', 2023)", new Date('2023-02-28T10:20:30Z')],
  ],
});

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Reads a 1-based number or an English name, whole or its first three letters, in any case. */
const readName =
  (names: readonly string[], what: string) =>
  (value: unknown): number => {
    const name = isText(value) ? toText(value).trim().toLowerCase() : '';
    if (!/^[a-z]/.test(name)) return Math.trunc(numberOf(value));
    const position = names.findIndex((known) => known === name || known.slice(0, 3) === name);
    if (position === -1) throw notValid(value, what);
    return position + 1;
  };

const setDay = shiftFunction({
  name: 'setDay',
  summary: 'Moves a date to a day of its week, which runs from Sunday, 1, to Saturday, 7; names work too.',
  parameter: required('day', 'any'),
  examples: [
    ["setDay('2024-03-06T10:00:00Z', 2)", new Date('2024-03-04T10:00:00Z')],
    ["setDay('2024-03-06T10:00:00Z', 'Sat')", new Date('2024-03-09T10:00:00Z')],
    ["setDay('2024-03-06T10:00:00Z', 0)", new Date('2024-03-02T10:00:00Z')],
  ],
  read: readName(DAYS, 'day'),
  shift: onWall((wall, day) => wall.setUTCDate(wall.getUTCDate() + day - 1 - wall.getUTCDay())),
});

const setMonthOf = shiftFunction({
  name: 'setMonth',
  summary: 'Sets the month of a date by number, 1 to 12, or English name; other numbers carry into other years.',
  parameter: required('month', 'any'),
  examples: [
    ["setMonth('2024-03-31T10:00:00Z', 2)", new Date('2024-02-29T10:00:00Z')],
    ["setMonth('2024-03-09T10:00:00Z', 'dec')", new Date('2024-12-09T10:00:00Z')],
  ],
  read: readName(MONTHS, 'month'),
  shift: onWall((wall, month) => setMonth(wall, wall.getUTCFullYear(), month - 1)),
});

/** Functions that move a date (iml.md §10.1). */
export const dateShiftFunctions: readonly ImlFunction[] = [
  addSeconds,
  addMinutes,
  addHours,
  addDays,
  addMonths,
  addYears,
  setSecond,
  setMinute,
  setHour,
  setDay,
  setDate,
  setMonthOf,
  setYear,
];

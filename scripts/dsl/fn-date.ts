import { type Arg, type Call, callersOf, type GapCall, type Given } from './call.ts';
import type { Iml } from './iml-value.ts';

/** A date, or what reads as one. */
type Moment = string | number | Iml<Date | string | number | null | undefined>;
type Amount = Arg<number>;
type Zone = Given<string>;

type Shift = GapCall<readonly [date: Moment, amount: Amount], Date>;
type Setter = GapCall<readonly [date: Moment, value: Amount], Date>;
type NamedSetter = GapCall<readonly [date: Moment, value: Amount | Given<string>], Date>;

/** Date functions (iml.md §10); no date gives none. */
interface DateFunctions {
  /** Text, whatever the format. */
  formatDate: GapCall<readonly [date: Moment, format?: Given<string>, timezone?: Zone], string>;
  parseDate: GapCall<readonly [text: Moment, format?: Given<string>, timezone?: Zone], Date>;
  addSeconds: Shift;
  addMinutes: Shift;
  addHours: Shift;
  addDays: Shift;
  addMonths: Shift;
  addYears: Shift;
  setSecond: Setter;
  setMinute: Setter;
  setHour: Setter;
  /** The day of the week by number, Sunday is 1, or by English name. */
  setDay: NamedSetter;
  setDate: Setter;
  /** The month by number, or by English name. */
  setMonth: NamedSetter;
  setYear: Setter;
  /** The first date minus the second. */
  dateDifference: Call<readonly [date1: Moment, date2: Moment, unit?: Given<string>], number>;
  /** Whole units from start to end, or what is left over of them. */
  dateDiff: Call<
    readonly [end: Moment, start: Moment, unit: Given<'D' | 'H' | 'm' | 's' | 'RH' | 'Rm' | 'Rs'>],
    number
  >;
}

export const dateFunctions = callersOf<DateFunctions>({
  formatDate: true,
  parseDate: true,
  addSeconds: true,
  addMinutes: true,
  addHours: true,
  addDays: true,
  addMonths: true,
  addYears: true,
  setSecond: true,
  setMinute: true,
  setHour: true,
  setDay: true,
  setDate: true,
  setMonth: true,
  setYear: true,
  dateDifference: true,
  dateDiff: true,
});

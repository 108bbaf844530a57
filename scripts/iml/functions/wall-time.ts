import { instantOf, offsetAt } from './zone.ts';

/** Fields of a wall-clock time; months count from 0. What is left out is as low as it gets. */
export interface WallFields {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly millisecond?: number;
}

/** Fields as the UTC milliseconds of a wall clock; `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
export function wallFrom(fields: WallFields): number {
  const { year, month = 0, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0 } = fields;
  const wall = new Date(0);
  wall.setUTCFullYear(year, month, day);
  return wall.setUTCHours(hour, minute, second, millisecond);
}

/** Fields as a wall clock, or undefined when one of them does not exist: month 13, 30 February, 25 o'clock. */
export function checkedWall(fields: Required<WallFields>): number | undefined {
  const { month, day, hour, minute, second } = fields;
  const exists = month >= 0 && month <= 11 && day >= 1 && day <= daysIn(fields.year, month);
  return exists && hour <= 23 && minute <= 59 && second <= 59 ? wallFrom(fields) : undefined;
}

/** How many days a month has; the calendar repeats every 400 years, which keeps far years within what a date can hold. */
export const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month + 1, 0)).getUTCDate();

/** Changes a date by changing what the zone's clocks show, keeping the offset where the clocks allow it. */
export function changeWall(instant: number, zone: string, change: (wall: Date) => void): number {
  const offset = offsetAt(instant, zone);
  const wall = new Date(instant + offset);
  change(wall);
  return instantOf(wall.getTime(), zone, offset);
}

/** Moves to another month, carrying into years; a day the month lacks becomes its last (A, moment's rule). */
export function setMonth(wall: Date, year: number, month: number): void {
  const day = Math.min(wall.getUTCDate(), daysIn(year, month));
  wall.setUTCFullYear(year, month, day);
}

/** Ways a template can print a value: `${now:spaced}`. */
export const formats: Readonly<Record<string, (value: unknown) => unknown>> = {
  iso: (value) => toDate(value)?.toISOString(),
  spaced: (value) => toDate(value)?.toISOString().replace('T', ' '),
  day: (value) => toDate(value)?.toISOString().slice(0, 10),
  seconds: (value) => secondsOf(toDate(value)),
  text: String,
  number: Number,
  lower: (value) => String(value).toLowerCase(),
};

const DATE = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Reads a date as APIs print them: ISO text (a space for the T too), milliseconds, or a Date. */
export function toDate(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  if (typeof value !== 'number' && !(typeof value === 'string' && DATE.test(value))) return undefined;
  const date = new Date(typeof value === 'string' ? value.replace(' ', 'T') : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const secondsOf = (date: Date | undefined): number | undefined =>
  date === undefined ? undefined : Math.floor(date.getTime() / 1000);

import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { evaluated } from './support.ts';

/** What `require` has loaded so far; functions load packages through it. */
const { cache } = createRequire(import.meta.url);
const isLoaded = (name: string): boolean => Object.keys(cache).some((file) => file.includes(`/node_modules/${name}/`));

test('packages are loaded by the first function that needs one', () => {
  const before = ['moment-timezone', 'jsonwebtoken', 'fast-xml-parser'].filter(isLoaded);
  evaluated("formatDate(parseDate('2024-05-06 10:00', 'YYYY-MM-DD HH:mm'), 'YYYY-MM-DDTHH:mm:ss.SSSZ', 'Asia/Tokyo')");
  evaluated("addMonths(setDay('6.5.2024', 'Monday'), 1)", { timezone: 'Europe/Prague' });
  const afterPlainDates = isLoaded('moment-timezone');
  evaluated("formatDate(now, 'MMMM')");
  const afterMonthName = isLoaded('moment-timezone');
  evaluated("parseXML('<a/>')");

  expect(before).toEqual([]);
  expect(afterPlainDates).toBe(false);
  expect(afterMonthName).toBe(true);
  expect(['jsonwebtoken', 'fast-xml-parser'].map(isLoaded)).toEqual([false, true]);
});

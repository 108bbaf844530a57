import { appFunctions } from './app.ts';
import { appCryptoFunctions } from './app-crypto.ts';
import { arrayFunctions } from './array.ts';
import { arraySelectFunctions } from './array-select.ts';
import { dateFunctions } from './date.ts';
import { dateShiftFunctions } from './date-shift.ts';
import type { ImlFunction } from './function.ts';
import { generalFunctions } from './general.ts';
import { hashFunctions } from './hash.ts';
import { mathFunctions } from './math.ts';
import { statisticsFunctions } from './statistics.ts';
import { textFunctions } from './text.ts';
import { escapeFunctions } from './text-escape.ts';
import { searchFunctions } from './text-search.ts';

/** All built-in functions by name, family by family. */
export const library: ReadonlyMap<string, ImlFunction> = new Map(
  [
    ...generalFunctions,
    ...textFunctions,
    ...searchFunctions,
    ...escapeFunctions,
    ...hashFunctions,
    ...mathFunctions,
    ...statisticsFunctions,
    ...dateFunctions,
    ...dateShiftFunctions,
    ...arrayFunctions,
    ...arraySelectFunctions,
    ...appFunctions,
    ...appCryptoFunctions,
  ].map((row) => [row.name, row]),
);

/**
 * Functions that only the vendor's own apps call and nothing public describes (iml-digest.md §5.6): a check does not
 * report them as unknown, but here they cannot run.
 */
export const undocumentedFunctions: ReadonlySet<string> = new Set(['getFieldMapping', 'safeSerialize']);

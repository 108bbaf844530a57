import { appFunctions } from './fn-app.ts';
import { arrayFunctions } from './fn-array.ts';
import { dateFunctions } from './fn-date.ts';
import { generalFunctions } from './fn-general.ts';
import { mathFunctions } from './fn-math.ts';
import { textFunctions } from './fn-text.ts';

/** One entry per built-in function of IML. */
export const fn = Object.freeze({
  ...generalFunctions,
  ...textFunctions,
  ...mathFunctions,
  ...dateFunctions,
  ...arrayFunctions,
  ...appFunctions,
});

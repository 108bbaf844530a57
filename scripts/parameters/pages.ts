import type { CodePage } from '../core/code-page.ts';
import type { PARAMETER_PROBLEMS } from './problems.ts';

type ParameterCode = (typeof PARAMETER_PROBLEMS)[keyof typeof PARAMETER_PROBLEMS]['code'];

/** A page for every code about values given to parameters. */
export const PARAMETER_PAGES: Readonly<Record<ParameterCode, CodePage>> = {
  RUN101: {
    means: 'A parameter marked as required got no value, null or empty text.',
    why: 'Make ends the module with a BundleValidationError before the app runs (make-app-format.md §4.4).',
    fix: 'Give the value, or make the parameter optional.',
  },
  RUN102: {
    means: 'A value has another type than its parameter and there is no conversion, as from a collection to text.',
    why: 'Make converts what it can, such as "5" to 5, and refuses the rest (make-app-format.md §4.4, ASM-57).',
    fix: 'Give a value of the type of the parameter.',
    bad: 'limit (uinteger): "many"',
    good: 'limit (uinteger): 10',
  },
  RUN103: {
    means: 'The type of the parameter asks for a form, such as that of an e-mail address, and the text has another.',
    why: 'Make checks the form unless the parameter says validate: false (runtime.md §14).',
    fix: 'Correct the text, or choose type text if anything may be given.',
  },
  RUN104: {
    means: 'The value is below validate.min, above validate.max, or a date in the wrong half of time.',
    why: 'Limits of numbers and dates hold for mapped values too (make-app-format.md §4.4).',
    fix: 'Give a value within the limits.',
  },
  RUN105: {
    means: 'The text has fewer or more characters than validate.min and validate.max allow.',
    why: 'For texts these two limit the length (make-app-format.md §4.4).',
    fix: 'Give a text of allowed length.',
  },
  RUN106: {
    means: 'The text does not match the regular expression in validate.pattern.',
    why: 'The pattern is case-sensitive and is applied to mapped values when the module runs (runtime.md §14).',
    fix: 'Correct the text, or let the pattern allow it.',
  },
  RUN107: {
    means: 'The value is not in validate.enum.',
    why: 'Only the listed values pass (make-app-format.md §4.4).',
    fix: 'Give one of them.',
  },
  RUN108: {
    means: 'A list breaks validate.minItems, maxItems or unique.',
    why: 'These hold for arrays and for selects of several options (runtime.md §14).',
    fix: 'Add, remove or change items.',
  },
  RUN109: {
    means: 'A select or filter got a value that none of its options has.',
    why: 'Options are compared by value, not by label; with fixed options anything else is refused (make-app-format.md §4.4, §4.5).',
    fix: 'Give the value of an option.',
  },
  RUN110: {
    means: 'The path of a file or folder has a form its picker cannot give.',
    why: 'A picker of a single level takes no slashes, and what its RPC does not list cannot be found (make-app-format.md §4.4).',
    fix: 'Write the path as the picker would.',
  },
  RUN111: {
    means: 'A value holds {{ }} although its parameter cannot be mapped.',
    why: 'Static parameters and those with mappable: false are filled in by hand (make-app-format.md §4.4).',
    fix: 'Give a fixed value, or make the parameter mappable.',
  },
  RUN112: {
    means: 'A value has a name the section does not declare.',
    why: 'On Make there would be no field for it, so no user can give it (make-app-format.md §4.4).',
    fix: 'Correct the name, or declare the parameter.',
  },
  RUN113: {
    means: 'A value belongs to a nested parameter whose option or switch is not chosen.',
    why: 'Nested parameters exist only while what they hang on is chosen (runtime.md §14).',
    fix: 'Choose the option, or leave the value out.',
  },
  RUN114: {
    means: 'A value is given to a parameter that is disabled or only shown.',
    why: 'Such fields are not submitted; readonly ones are (runtime.md §14).',
    fix: 'Leave the value out.',
  },
  RUN115: {
    means: 'A value is accepted but read as something else than it looks like.',
    why: 'Any text other than "false", "0" and "no" becomes true, for example (make-app-format.md §4.4, ASM-57).',
    fix: 'Write the value in the form the message names.',
  },
  RUN116: {
    means:
      'The section itself is faulty: a field without a name, a pattern that is no regular expression, and the like.',
    why: 'Make cannot build the field, whatever the user gives (make-app-format.md §4.1).',
    fix: 'Correct the definition; makeapp check shows its place.',
  },
  RUN117: {
    means: 'An RPC that a field takes its options or fields from failed, or returned nothing.',
    why: 'Make shows an error in the form, and the user cannot choose (make-app-format.md §1.6, §4.4).',
    fix: 'Run the RPC alone: makeapp run rpcs.NAME --trace.',
  },
  RUN118: {
    means: 'The value comes from a list only an RPC knows, and the RPC was not called.',
    why: 'Make takes a mapped value of such a field without looking it up (make-app-format.md §4.4).',
    fix: 'Nothing needs to be done; the API decides about the value.',
  },
};

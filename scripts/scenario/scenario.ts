import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';

/** Runs a component of the app, named as on the command line. Texts in `params` may map earlier steps: `{{1.id}}`. */
export interface RunStep {
  readonly title: string;
  readonly run: string;
  readonly params: unknown;
}

/** Something that happens outside the app: a request straight to the API, or to a lever of the mock. */
export interface CallStep {
  readonly title: string;
  /** "METHOD /path". */
  readonly call: string;
  readonly body: unknown;
}

export type ScenarioStep = RunStep | CallStep;

/** Steps that are run in order; each is known to later ones by its number, from 1. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly ScenarioStep[];
}

const SCENARIO_KEYS = ['name', 'steps'];
const STEP_KEYS = ['title', 'run', 'params', 'call', 'body'];

/** Reads the parsed text of a scenario file; throws an InputError that names the step and what is wrong with it. */
export function readScenario(value: unknown, file: string): Scenario {
  const fail = (message: string, fix: string) => new InputError(`${file}: ${message}`, { fix });
  if (!isPlainObject(value)) throw fail('a scenario holds a name and steps.', 'see test/scenarios for an example.');
  refuseUnknown(value, SCENARIO_KEYS, file);
  const { name, steps } = value;
  if (typeof name !== 'string' || name === '') throw fail('the scenario has no name.', 'add "name: …".');
  if (!Array.isArray(steps) || steps.length === 0) throw fail('the scenario has no steps.', 'add "steps:" and a list.');
  return { name, steps: steps.map((step, index) => readStep(step, `${file}, step ${index + 1}`)) };
}

function readStep(step: unknown, place: string): ScenarioStep {
  if (!isPlainObject(step)) throw new InputError(`${place}: a step says what to "run" or "call".`);
  refuseUnknown(step, STEP_KEYS, place);
  const { title, run, params = {}, call, body } = step;
  if (typeof title !== 'string') throw new InputError(`${place}: the step has no title.`, { fix: 'add "title: …".' });
  if (typeof run === 'string' && call === undefined) return { title, run, params };
  if (typeof call === 'string' && run === undefined && /^[A-Z]+ \/\S*$/.test(call)) return { title, call, body };
  throw new InputError(`${place}: the step must say either what to run or what to call.`, {
    fix: 'write "run: createUser" for a component, or "call: POST /path" for a request to the API.',
  });
}

function refuseUnknown(value: Readonly<Record<string, unknown>>, known: readonly string[], place: string): void {
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray === undefined) return;
  throw new InputError(`${place}: there is no "${stray}" here.`, {
    fix: didYouMean(stray, known, `what may stand here: ${known.join(', ')}.`),
  });
}

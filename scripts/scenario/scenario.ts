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

/** Steps as their file has them; `scenario.schema.json` has checked it. */
export interface WrittenScenario {
  readonly name: string;
  readonly steps: readonly {
    readonly title: string;
    readonly run?: string;
    readonly params?: unknown;
    readonly call?: string;
    readonly body?: unknown;
  }[];
}

/** Reads a scenario whose form is checked. */
export function readScenario({ name, steps }: WrittenScenario): Scenario {
  return {
    name,
    steps: steps.map(({ title, run, params = {}, call = '', body }) =>
      run === undefined ? { title, call, body } : { title, run, params },
    ),
  };
}

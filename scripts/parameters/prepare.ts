import { isPlainObject } from '../core/json.ts';
import type { ParameterFacts } from './facts.ts';
import { createParameterFacts } from './facts.ts';
import { prepareNamespace } from './namespace.ts';
import type { ImlPolicy, PolicedSection, Preparation, ResolveRpc } from './preparation.ts';
import type { ParameterProblem } from './problems.ts';
import { secretTexts } from './secrets.ts';
import { prepareValue } from './value.ts';
import type { ValuePath } from './walk.ts';

export interface PrepareOptions {
  /** IANA zone of date texts that name none; UTC when left out. */
  readonly timezone?: string;
  /** For `validate.past`. */
  readonly now?: () => Date;
  /** What mustaches in values are; `resolved` (data, mapping is over) when left out. Static sections: `prohibited`. */
  readonly iml?: ImlPolicy;
  /** Asks an RPC for fields and options; without it, what only an RPC could check is accepted and noted. */
  readonly resolveRpc?: ResolveRpc;
  /** Makes a name the section does not declare an error. */
  readonly strict?: boolean;
  /** Kept by whoever prepares the same sections again and again. */
  readonly facts?: ParameterFacts;
}

export interface Prepared {
  /** What the app gets as `parameters`, in declared order; of use only when no problem is an error. */
  readonly values: Record<string, unknown>;
  readonly problems: readonly ParameterProblem[];
  /** Where in `values` secrets are, for `maskSecrets`. */
  readonly secrets: readonly ValuePath[];
}

/**
 * Reads what a person or a mapping gave as the run-time values of a section, the way the platform does before the app
 * runs (make-app-format.md §4.4, runtime.md §14). Never throws: what is wrong is in `problems`.
 */
export async function prepareParameters(
  section: unknown,
  input: unknown,
  options: PrepareOptions = {},
): Promise<Prepared> {
  return prepareSections([{ section, iml: options.iml ?? 'resolved' }], input, options);
}

/** The two sections of a module. */
export interface ModuleSections {
  readonly staticParameters: unknown;
  readonly mappableParameters: unknown;
}

/** Prepares both sections of a module from one input, as apps see one flat `parameters`; of equal names the mappable one wins (ASM-55). */
export async function prepareModuleParameters(
  sections: ModuleSections,
  input: unknown,
  options: PrepareOptions = {},
): Promise<Prepared> {
  return prepareSections(sectionsOfModule(sections, options.iml), input, options);
}

/** The sections of a module with the policies of their values. */
export const sectionsOfModule = (
  { staticParameters, mappableParameters }: ModuleSections,
  iml: ImlPolicy = 'resolved',
): readonly PolicedSection[] => [
  { section: staticParameters, iml: 'prohibited' },
  { section: mappableParameters, iml },
];

/** Prepares at once where no RPC may have to be asked; gives a promise elsewhere. */
export function prepareSections(
  sections: readonly PolicedSection[],
  input: unknown,
  options: PrepareOptions,
): Prepared | Promise<Prepared> {
  const given = isPlainObject(input) ? input : {};
  const facts = options.facts ?? createParameterFacts();
  const declared = sections.flatMap(({ section }) => facts.secretNames(section));
  const preparation = startPreparation({ ...options, facts }, given, declared);
  for (const { section } of sections)
    for (const name of facts.secretFieldNames(section)) preparation.secretFields.add(name);
  const iml = options.iml ?? 'resolved';
  const place = { preparation, path: [], labels: [], iml, around: () => ({}), isRequiredEnforced: true };
  const finish = (values: Record<string, unknown>): Prepared => ({
    values,
    problems: preparation.problems,
    secrets: distinctPaths(declared, preparation.secrets),
  });
  const values = prepareNamespace(sections, given, place);
  return values instanceof Promise ? values.then(finish) : finish(values);
}

function distinctPaths(declared: readonly ValuePath[], met: ReadonlyMap<string, ValuePath>): readonly ValuePath[] {
  if (met.size === 0 && declared.length < 2) return declared;
  return [...new Map([...declared.map((path) => [JSON.stringify(path), path] as const), ...met]).values()];
}

function startPreparation(
  options: PrepareOptions & { readonly facts: ParameterFacts },
  input: Record<string, unknown>,
  declaredSecrets: readonly ValuePath[],
): Preparation {
  return {
    timezone: options.timezone ?? 'UTC',
    now: options.now ?? (() => new Date()),
    isStrict: options.strict === true,
    facts: options.facts,
    resolveRpc: options.resolveRpc,
    problems: [],
    secrets: new Map(),
    secretTexts: new Set(secretTexts(input, declaredSecrets)),
    secretFields: new Set(),
    answers: new Map(),
    readings: { value: prepareValue, namespace: prepareNamespace },
  };
}

import { isPlainObject } from '../core/json.ts';
import type { Place } from '../core/problems.ts';
import type { ConnectionComponent, ModuleComponent, WebhookComponent } from '../manifest/manifest.ts';
import type { Prepared, PrepareOptions } from '../parameters/prepare.ts';
import { prepareParameters, prepareSections, sectionsOfModule } from '../parameters/prepare.ts';
import { bundleValidationMessage, isParameterError, problemsOfParameters } from '../parameters/problems.ts';
import { secretTexts } from '../parameters/secrets.ts';
import { PlatformError } from './errors.ts';
import type { Run } from './run.ts';

type Values = Record<string, unknown>;

/**
 * Reads the parameters of a module, those of its webhook included; a bad one ends the run before the app is asked anything.
 * The webhook got its own when it was created, so none of them need be given again.
 */
export function moduleParameters(
  run: Run,
  module: ModuleComponent,
  input: Values,
  webhook?: WebhookComponent,
): Values | Promise<Values> {
  const { staticParams, mappableParams } = module.sections;
  const sections = {
    staticParameters: webhook
      ? [...listOf(staticParams), ...listOf(webhook.sections.params).map(optional)]
      : staticParams,
    mappableParameters: mappableParams,
  };
  run.secrets.addParameters(sections.staticParameters, input);
  run.secrets.addParameters(sections.mappableParameters, input);
  return settle(run, input, { component: `modules.${module.name}` }, (options) =>
    prepareSections(sectionsOfModule(sections), input, options),
  );
}

/** The elements of a section; a section that is one `rpc://` reference counts as a list of it. */
function listOf(section: unknown): readonly unknown[] {
  if (Array.isArray(section)) return section;
  return typeof section === 'string' ? [section] : [];
}

const optional = (field: unknown): unknown => (isPlainObject(field) ? { ...field, required: false } : field);

export async function connectionParameters(run: Run, connection: ConnectionComponent, input: Values): Promise<Values> {
  const { params } = connection.sections;
  run.secrets.addParameters(params, input);
  return settle(run, input, { component: `connections.${connection.name}`, section: 'params' }, (options) =>
    prepareParameters(params, input, { ...options, iml: 'prohibited' }),
  );
}

/** Reads the parameters of a webhook; taking it down must not fail for one that is missing. */
export async function webhookParameters(
  run: Run,
  webhook: WebhookComponent,
  input: unknown,
  isChecked = true,
): Promise<Values> {
  const { params } = webhook.sections;
  const given = isPlainObject(input) ? input : {};
  run.secrets.addParameters(params, given);
  const place = { component: `webhooks.${webhook.name}`, section: 'params' };
  const read = (options: PrepareOptions): Promise<Prepared> =>
    prepareParameters(params, given, { ...options, iml: 'prohibited' });
  return isChecked ? settle(run, given, place, read) : (await read(optionsOf(run))).values;
}

function settle(
  run: Run,
  input: Values,
  place: Place,
  prepare: (options: PrepareOptions) => Prepared | Promise<Prepared>,
): Values | Promise<Values> {
  if (run.options.skipValidation) return input;
  const prepared = prepare(optionsOf(run));
  return prepared instanceof Promise
    ? prepared.then((ready) => accept(run, input, place, ready))
    : accept(run, input, place, prepared);
}

/** Takes the values unless one of them is wrong; remarks become warnings. */
function accept(run: Run, input: Values, place: Place, { values, problems, secrets }: Prepared): Values {
  for (const source of secrets.length > 0 ? [input, values] : [])
    for (const text of secretTexts(source, secrets)) run.secrets.add(text);
  if (problems.length === 0) return values;
  const message = bundleValidationMessage(problems);
  if (message !== undefined) throw new PlatformError('BundleValidationError', message);
  const notes = problems.filter((problem) => !isParameterError(problem) && problem.severity !== 'info');
  for (const problem of problemsOfParameters(notes, place)) run.warnings.addProblem(problem);
  return values;
}

function optionsOf(run: Run): PrepareOptions {
  const { resolveRpc } = run.options;
  return {
    timezone: run.host.timezone,
    now: run.host.now,
    facts: run.app.parameterFacts,
    ...(resolveRpc && { resolveRpc }),
  };
}

import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { analyseText } from '../iml/analyse.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { FILTER_OPERATORS } from '../parameters/filter.ts';
import { type Blueprint, everyModule, type FlowModule, isOwnApp, moduleName, type Supplies } from './blueprint.ts';
import { directiveOf, isAggregator, isBuiltIn, ROUTER } from './builtin.ts';
import type { ScenarioCode } from './codes.ts';

interface Known {
  readonly manifest: Manifest;
  readonly supplies: Supplies;
}

/** Reports everything that would keep a blueprint from running, or make it do something else than its author thinks. */
export function checkBlueprint({ flow }: Blueprint, known: Known): Problem[] {
  const modules = everyModule(flow);
  return [
    ...repeatedNumbers(modules),
    ...modules.flatMap((module) => checkModule(module, known)),
    ...checkFlow(flow, { before: new Set(), isHandler: false, feeders: new Map() }),
    ...straySupplies(modules, known),
  ];
}

function repeatedNumbers(modules: readonly FlowModule[]): Problem[] {
  return modules
    .filter(({ id }, index) => modules.findIndex((other) => other.id === id) < index)
    .map(({ id, path }) =>
      problem(
        'SCN007',
        [...path, 'id'],
        `${id} is the number of an earlier module.`,
        'give each module its own number.',
      ),
    );
}

function checkModule(module: FlowModule, { manifest, supplies }: Known): Problem[] {
  const { id, path, conditions } = module;
  const found = conditions.flatMap((group, index) =>
    group.flatMap((condition, inner) =>
      checkOperator(condition.o, [...path, 'filter', 'conditions', index, inner, 'o']),
    ),
  );
  if (isBuiltIn(module.module) || Object.hasOwn(supplies.bundles, String(id))) return found;
  const at = [...path, 'module'];
  const isOwn = isOwnApp(module.module, { name: manifest.app.name, ...(supplies.app && { app: supplies.app }) });
  const name = moduleName(module.module);
  if (!isOwn) return [...found, foreignModule(module, at, Object.hasOwn(manifest.modules, name))];
  const own = manifest.modules[name];
  if (!own) {
    const names = Object.keys(manifest.modules);
    const fix = didYouMean(name, names, `the app has: ${names.join(', ')}.`);
    return [...found, problem('SCN002', at, `Module ${id}: the app has no module "${name}".`, fix)];
  }
  if (own.moduleType !== 'instant_trigger' || Object.hasOwn(supplies.payloads, String(id))) return found;
  const fix = `give one: --payload '{"method":"POST","headers":{},"body":{…}}', or payloads: in a scenario file.`;
  const message = `Module ${id} (${name}) is an instant trigger: it runs on an incoming request.`;
  return [...found, problem('SCN009', at, message, fix)];
}

/** A project may not know the ID its app has at Make. */
function foreignModule({ id, module }: FlowModule, path: JsonPath, isKnown: boolean): Problem {
  const message = `Module ${id} (${module}) belongs to another app, which cannot be run here.`;
  const fix = `say what it gives: --bundles '${id}=[{…}]', or bundles: in a scenario file`;
  const [app = ''] = module.split(':');
  const other = isKnown
    ? `; or, if it is this app under its ID at Make: --app '${app}', or app: in a scenario file.`
    : '.';
  return problem('SCN003', path, message, `${fix}${other}`);
}

function checkOperator(operator: string | undefined, path: JsonPath): Problem[] {
  if (operator === undefined || FILTER_OPERATORS.includes(operator)) return [];
  const fix = didYouMean(operator, FILTER_OPERATORS, `there are: ${FILTER_OPERATORS.join(', ')}.`);
  return [problem('SCN005', path, `"${operator}" is no operator of a filter.`, fix)];
}

interface Upstream {
  /** Numbers of the modules whose values can be mapped. */
  readonly before: ReadonlySet<number>;
  readonly isHandler: boolean;
  /** What could be mapped in front of each module that has run: an aggregator forgets what came since. */
  readonly feeders: ReadonlyMap<number, ReadonlySet<number>>;
}

function checkFlow(flow: readonly FlowModule[], upstream: Upstream): Problem[] {
  const problems: Problem[] = [];
  let { before, feeders } = upstream;
  for (const [index, module] of flow.entries()) {
    const here = { before, feeders, isHandler: upstream.isHandler };
    problems.push(...checkPlace(module, here, index === flow.length - 1), ...checkMapping(module, before));
    const atFeeder = module.feeder === undefined ? before : (feeders.get(module.feeder) ?? before);
    feeders = new Map(feeders).set(module.id, atFeeder);
    before = new Set(atFeeder).add(module.id);
    for (const route of module.routes) problems.push(...checkFlow(route, { ...here, feeders }));
    if (module.onError) problems.push(...checkFlow(module.onError, { before, feeders, isHandler: true }));
  }
  return problems;
}

function checkPlace(module: FlowModule, { feeders, isHandler }: Upstream, isLast: boolean): Problem[] {
  const { id, path } = module;
  if (directiveOf(module.module) !== undefined && !isHandler) {
    const message = `Module ${id} is an error handling directive, but no error handler leads to it.`;
    return [problem('SCN010', [...path, 'module'], message, 'move it into the "onerror" of the module it is for.')];
  }
  if (module.module === ROUTER && !isLast) {
    const message = `Behind the router ${id} there are more modules.`;
    return [problem('SCN010', path, message, 'a router ends its flow: put them into its routes.')];
  }
  if (!isAggregator(module) || (module.feeder !== undefined && feeders.has(module.feeder))) return [];
  const said =
    module.feeder === undefined
      ? 'names no source module'
      : `collects bundles of module ${module.feeder}, which does not come before it`;
  return [
    problem(
      'SCN004',
      [...path, 'parameters'],
      `The aggregator ${id} ${said}.`,
      'set parameters.feeder to an earlier module.',
    ),
  ];
}

/** Syntax errors and mapped modules, in everything that is a template. */
function checkMapping({ mapper, conditions, groupBy, path }: FlowModule, before: ReadonlySet<number>): Problem[] {
  return [
    ...textsIn(mapper, [...path, 'mapper']),
    ...textsIn(conditions, [...path, 'filter', 'conditions']),
    ...textsIn(groupBy, [...path, 'flags', 'groupBy']),
  ].flatMap(({ text, at }) => {
    const { references, problems } = analyseText(text);
    const errors = problems.filter(({ severity }) => severity === 'error').map((found) => ({ ...found, path: at }));
    return [...errors, ...references.flatMap(({ root }) => unmapped(root, before, at))];
  });
}

function unmapped(root: string, before: ReadonlySet<number>, path: JsonPath): Problem[] {
  if (!/^\d+$/.test(root) || before.has(Number(root))) return [];
  return [
    {
      code: 'SCN006' satisfies ScenarioCode,
      severity: 'warning',
      message: `Module ${root} does not come before this one, so its values are empty here.`,
      path,
    },
  ];
}

interface Text {
  readonly text: string;
  readonly at: JsonPath;
}

function textsIn(value: unknown, at: JsonPath): Text[] {
  if (typeof value === 'string') return value.includes('{{') ? [{ text: value, at }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...at, index]));
  return isPlainObject(value) ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...at, key])) : [];
}

function straySupplies(modules: readonly FlowModule[], { manifest, supplies }: Known): Problem[] {
  const numbers = modules.map(({ id }) => String(id));
  const list = `the modules are ${numbers.join(', ')}.`;
  const strays = (name: 'bundles' | 'payloads') =>
    Object.keys(supplies[name])
      .filter((id) => !numbers.includes(id))
      .map((id) => problem('SCN008', [name, id], `There is no module ${id} to give ${name} to.`, list));
  const instant = modules.filter(
    ({ module }) => manifest.modules[moduleName(module)]?.moduleType === 'instant_trigger',
  );
  const notInstant = Object.keys(supplies.payloads)
    .filter((id) => numbers.includes(id) && !instant.some((module) => String(module.id) === id))
    .map((id) =>
      problem(
        'SCN008',
        ['payloads', id],
        `Module ${id} is no instant trigger, so it takes no payloads.`,
        'give it bundles.',
      ),
    );
  return [...strays('bundles'), ...strays('payloads'), ...notInstant];
}

function problem(code: ScenarioCode, path: JsonPath, message: string, fix: string): Problem {
  return { code, severity: 'error', message, fix, path };
}

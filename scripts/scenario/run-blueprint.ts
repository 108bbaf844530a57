import { failedToMap } from '../iml/errors.ts';
import { evaluateStructure } from '../iml/evaluate.ts';
import type { Context, Host } from '../iml/host.ts';
import type { Execution } from '../runtime/app.ts';
import { PlatformError, toPlatformError } from '../runtime/errors.ts';
import type { IncomingRequest } from '../runtime/options.ts';
import type { ReportedError } from '../runtime/report.ts';
import { type Blueprint, everyModule, type FlowModule, moduleName, type Supplies } from './blueprint.ts';
import {
  aggregate,
  type Collected,
  collect,
  type Directive,
  directiveOf,
  isAggregator,
  ROUTER,
  runTool,
} from './builtin.ts';
import { passes } from './conditions.ts';
import { unhandled, verdictOf } from './failure.ts';
import { FlowLog } from './flow-log.ts';
import type { ScenarioReport } from './flow-report.ts';

/** What a blueprint runs on. */
export interface Performer {
  /** Runs a module of the app under test. */
  run(module: string, input: unknown, given: Given): Promise<Execution>;
  readonly host: Host;
}

export interface Given {
  readonly state?: unknown;
  readonly payload?: IncomingRequest;
}

/** Runs a blueprint that has been checked, as Make does: depth first, each bundle to its end before the next one starts. */
export async function runBlueprint(
  blueprint: Blueprint,
  supplies: Supplies,
  performer: Performer,
): Promise<ScenarioReport> {
  return new FlowRun(blueprint, supplies, performer).run();
}

/** Output by module number, as the mapping of one bundle sees it. */
type Seen = Readonly<Record<string, unknown>>;

/** Where a bundle is on its way. */
interface Way {
  readonly seen: Seen;
  /** Inside an error handler: what its directive decides goes here. */
  readonly decide?: (directive: Directive, output: unknown) => void;
}

/** Ends a run from any depth. */
class Stop extends Error {
  override readonly name = 'Stop';
}

class FlowRun {
  readonly #blueprint: Blueprint;
  readonly #supplies: Supplies;
  readonly #performer: Performer;
  readonly #log: FlowLog;
  /** Where each aggregator stands, by the module it collects from. */
  readonly #aggregators: ReadonlyMap<number, readonly Standing[]>;
  readonly #collected = new Map<number, Collected[]>();
  /** What polling triggers start the next cycle from; a run that fails ends before anyone asks (make-app-format.md §5.2). */
  readonly #states = new Map<number, unknown>();
  #payload = 0;

  constructor(blueprint: Blueprint, supplies: Supplies, performer: Performer) {
    this.#blueprint = blueprint;
    this.#supplies = supplies;
    this.#performer = performer;
    this.#log = new FlowLog(blueprint.name, everyModule(blueprint.flow));
    this.#aggregators = standingsIn(blueprint.flow);
  }

  async run(): Promise<ScenarioReport> {
    const [first] = this.#blueprint.flow;
    const payloads = this.#supplies.payloads[String(first?.id)];
    const cycles = payloads?.length ?? this.#blueprint.maxCycles;
    try {
      for (let cycle = 0; cycle < cycles; cycle++) {
        this.#payload = cycle;
        const before = this.#log.bundlesOf(first);
        this.#log.startCycle();
        await this.#runFlow(this.#blueprint.flow, 0, { seen: {} });
        if (!payloads && !this.#hasMore(first, before)) break;
      }
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return this.#log.report();
  }

  /** A polling trigger may have left some for the next cycle; whatever remembers nothing would give the same again. */
  #hasMore(first: FlowModule | undefined, before: number): boolean {
    return first !== undefined && this.#states.has(first.id) && this.#log.bundlesOf(first) > before;
  }

  async #runFlow(flow: readonly FlowModule[], index: number, way: Way): Promise<void> {
    const module = flow[index];
    if (!module || !(await this.#guard(module, way, () => this.#mayPass(module, way)))) return;
    const directive = directiveOf(module.module);
    if (isAggregator(module)) return this.#guard(module, way, () => this.#collect(module, way));
    if (directive) {
      return this.#guard(module, way, () => way.decide?.(directive, this.#map(module.mapper, way.seen)));
    }
    if (module.module === ROUTER) {
      for (const route of module.routes) await this.#runFlow(route, 0, way);
      return;
    }
    const aggregators = this.#aggregators.get(module.id) ?? [];
    for (const { module: aggregator } of aggregators) this.#collected.set(aggregator.id, []);
    const bundles = await this.#perform(module, way);
    if (!bundles) return;
    for (const bundle of bundles)
      await this.#runFlow(flow, index + 1, { ...way, seen: { ...way.seen, [module.id]: bundle } });
    for (const standing of aggregators) await this.#finish(standing, way);
  }

  /** Runs what may fail in a module beside its work; a failure is that of the module, and gives undefined. */
  async #guard<T>(module: FlowModule, way: Way, run: () => T): Promise<T | undefined> {
    try {
      return run();
    } catch (error) {
      await this.#judge(module, failureOf(error), way);
      return undefined;
    }
  }

  #mayPass(module: FlowModule, { seen }: Way): boolean {
    const isPassing = naming('filter', () => passes(module.conditions, this.#context(seen)));
    if (!isPassing) this.#log.filteredOut(module);
    return isPassing;
  }

  #collect(module: FlowModule, { seen }: Way): void {
    const item = naming('aggregated fields', () => collect(module, this.#context(seen)));
    this.#collected.get(module.id)?.push(item);
  }

  /** All bundles of the source are through: the aggregator gives its own, and those go on from there. */
  async #finish({ module, flow, index }: Standing, way: Way): Promise<void> {
    const fixed = this.#supplies.bundles[String(module.id)];
    const bundles = fixed ?? aggregate(module, this.#collected.get(module.id) ?? []);
    this.#log.ran(module, { bundles });
    for (const bundle of bundles)
      await this.#runFlow(flow, index + 1, { ...way, seen: { ...way.seen, [module.id]: bundle } });
  }

  /** The bundles a module gives; undefined when it failed and the bundle ends there. */
  async #perform(module: FlowModule, way: Way): Promise<readonly unknown[] | undefined> {
    const attempt = await this.#attempt(module, way).catch((error: unknown) => ({ error: failureOf(error) }));
    return 'bundles' in attempt ? attempt.bundles : this.#judge(module, attempt.error, way);
  }

  async #attempt(module: FlowModule, way: Way): Promise<Attempt> {
    const fixed = this.#supplies.bundles[String(module.id)];
    const input = fixed ? {} : { ...module.parameters, ...this.#map(module.mapper, way.seen) };
    const bundles = fixed ?? runTool(module.module, input);
    if (bundles) {
      this.#log.ran(module, { bundles });
      return { bundles };
    }
    return this.#runOwn(module, input);
  }

  async #runOwn(module: FlowModule, input: unknown): Promise<Attempt> {
    const payload = this.#supplies.payloads[String(module.id)]?.[this.#payload];
    const started = performance.now();
    const execution = await this.#performer.run(moduleName(module.module), input, {
      state: this.#states.get(module.id),
      ...(payload && { payload }),
    });
    const { report, outcome } = execution;
    this.#log.ran(module, { bundles: report.bundles, execution, ms: performance.now() - started });
    if (report.error) return { error: report.error };
    if (outcome?.state) this.#states.set(module.id, outcome.state);
    return { bundles: outcome?.bundles ?? [] };
  }

  async #judge(module: FlowModule, error: ReportedError, way: Way): Promise<readonly unknown[] | undefined> {
    const handled = module.onError && (await this.#runHandler(module.onError, { module, error, way }));
    const verdict = handled ? verdictOf(handled.directive) : unhandled(error, this.#blueprint.storesIncomplete);
    this.#log.failed(module, { ...error, consequence: verdict.consequence }, verdict);
    if (verdict.effect === 'stop') throw new Stop();
    if (verdict.effect === 'drop') return undefined;
    this.#log.replaced(module, [handled?.output]);
    return [handled?.output];
  }

  /** Runs an error handler; the failed module's number gives it the error (A). The first directive reached decides. */
  async #runHandler(flow: readonly FlowModule[], { module, error, way }: Failure): Promise<Decision> {
    let decision: Decision | undefined;
    const decide = (directive: Directive, output: unknown) => {
      decision ??= { directive, output };
    };
    await this.#runFlow(flow, 0, { seen: { ...way.seen, [module.id]: { error } }, decide });
    return decision ?? { directive: 'ignore', output: undefined };
  }

  /** Evaluates each field by itself, so that an error names it (iml.md §6.5). */
  #map(mapper: FlowModule['mapper'], seen: Seen): Record<string, unknown> {
    const context = this.#context(seen);
    return Object.entries(mapper).reduce<Record<string, unknown>>(
      (mapped, [name, value]) =>
        Object.assign(
          mapped,
          naming(name, () => evaluateStructure({ [name]: value }, context)),
        ),
      {},
    );
  }

  #context(seen: Seen): Context {
    return { variables: seen, host: this.#performer.host, dialect: 'scenario' };
  }
}

type Attempt = { readonly bundles: readonly unknown[] } | { readonly error: ReportedError };

interface Failure {
  readonly module: FlowModule;
  readonly error: ReportedError;
  readonly way: Way;
}

interface Decision {
  readonly directive: Directive;
  readonly output: unknown;
}

function failureOf(error: unknown): ReportedError {
  const { type, message, statusCode } = toPlatformError(error);
  return { type, message, ...(statusCode !== undefined && { statusCode }) };
}

/** An expression that fails is a DataError which names its field (iml.md §6.5). */
function naming<T>(field: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (cause) {
    throw new PlatformError('DataError', failedToMap(field, cause), { cause });
  }
}

/** A module, and where its flow goes on behind it. */
interface Standing {
  readonly module: FlowModule;
  readonly flow: readonly FlowModule[];
  readonly index: number;
}

function standingsIn(flow: readonly FlowModule[]): Map<number, Standing[]> {
  const found = new Map<number, Standing[]>();
  const visit = (part: readonly FlowModule[]) => {
    for (const [index, module] of part.entries()) {
      if (module.feeder !== undefined && isAggregator(module)) {
        found.set(module.feeder, [...(found.get(module.feeder) ?? []), { module, flow: part, index }]);
      }
      for (const route of module.routes) visit(route);
      visit(module.onError ?? []);
    }
  };
  visit(flow);
  return found;
}

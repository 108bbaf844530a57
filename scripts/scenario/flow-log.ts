import type { Problem } from '../core/problems.ts';
import type { Execution } from '../runtime/app.ts';
import { jsonReady } from '../runtime/json-ready.ts';
import type { ReportedReply } from '../runtime/report.ts';
import type { FlowModule } from './blueprint.ts';
import { directiveOf, ROUTER } from './builtin.ts';
import type { Verdict } from './failure.ts';
import type { ModuleError, ModuleReport, ScenarioReport, ScenarioStatus } from './flow-report.ts';

interface Entry {
  /** The app's reports are masked already. */
  isOwn: boolean;
  operations: number;
  readonly bundles: unknown[];
  filteredOut: number;
  requests: number;
  ms: number;
  readonly errors: ModuleError[];
}

/** One run of a module. */
interface Ran {
  readonly bundles: readonly unknown[];
  /** Absent for what no app was asked for. */
  readonly execution?: Execution;
  readonly ms?: number;
}

/** Routers and directives do nothing of their own. */
const isWorker = (module: string): boolean => module !== ROUTER && directiveOf(module) === undefined;

const SEVERITY: readonly ScenarioStatus[] = ['success', 'warning', 'error'];

/** Notes what the modules of a scenario do. */
export class FlowLog {
  readonly #name: string;
  readonly #modules: readonly FlowModule[];
  readonly #entries = new Map<number, Entry>();
  /** Each once, however often its module ran. */
  readonly #warnings = new Map<string, Problem>();
  /** One mask for each execution: built-in modules pass on what the app's modules gave. */
  readonly #masks: Execution['mask'][] = [];
  #cycles = 0;
  #status: ScenarioStatus = 'success';
  #error: ScenarioReport['error'];
  #respond: ReportedReply | undefined;

  constructor(name: string, modules: readonly FlowModule[]) {
    this.#name = name;
    this.#modules = modules;
  }

  startCycle(): void {
    this.#cycles++;
  }

  /** How many bundles a module has given so far. */
  bundlesOf(module: FlowModule | undefined): number {
    return module ? this.#entry(module).bundles.length : 0;
  }

  filteredOut(module: FlowModule): void {
    this.#entry(module).filteredOut++;
  }

  /** A run is an operation, whoever's module it is (A: aggregators and iterators too). */
  ran(module: FlowModule, { bundles, execution, ms = 0 }: Ran): void {
    const entry = this.#entry(module);
    entry.operations++;
    entry.bundles.push(...bundles);
    entry.ms += ms;
    if (!execution) return;
    entry.isOwn = true;
    const { report, mask } = execution;
    entry.requests += report.requests.length;
    this.#masks.push(mask);
    for (const warning of report.warnings) this.#warnings.set(JSON.stringify(warning), warning);
    this.#respond ??= report.respond; // A second answer is ignored (ASM-63).
  }

  /** An error handler gave the bundle instead. */
  replaced(module: FlowModule, bundles: readonly unknown[]): void {
    const entry = this.#entry(module);
    entry.bundles.push(...this.#masked(bundles));
  }

  /** A message may quote what was mapped. */
  failed(module: FlowModule, error: ModuleError, verdict: Verdict): void {
    const shown = this.#mask(error) as ModuleError; // A mask changes texts alone.
    this.#entry(module).errors.push(shown);
    if (SEVERITY.indexOf(verdict.status) > SEVERITY.indexOf(this.#status)) this.#status = verdict.status;
    if (verdict.effect === 'stop' && verdict.status !== 'success') this.#error = { module: module.id, ...shown };
  }

  report(): ScenarioReport {
    const modules = this.#modules.filter(({ module }) => isWorker(module)).map((module) => this.#moduleReport(module));
    return {
      ok: this.#status !== 'error',
      name: this.#name,
      status: this.#status,
      cycles: this.#cycles,
      operations: modules.reduce((sum, { operations }) => sum + operations, 0),
      modules,
      ...(this.#respond && { respond: this.#respond }),
      ...(this.#error && { error: this.#error }),
      warnings: [...this.#warnings.values()],
    };
  }

  #moduleReport(module: FlowModule): ModuleReport {
    const { bundles, ms, isOwn, operations, filteredOut, requests, errors } = this.#entry(module);
    return {
      id: module.id,
      module: module.module,
      ...(module.title !== undefined && { title: module.title }),
      operations,
      bundles: isOwn ? bundles : this.#masked(bundles),
      filteredOut,
      requests,
      ms: Math.round(ms),
      errors,
    };
  }

  #masked(bundles: readonly unknown[]): unknown[] {
    return this.#mask(jsonReady(bundles)) as unknown[]; // A list stays one.
  }

  #mask(ready: unknown): unknown {
    return this.#masks.reduce((shown, mask) => mask(shown), ready);
  }

  #entry({ id }: FlowModule): Entry {
    const known = this.#entries.get(id);
    if (known) return known;
    const entry: Entry = { isOwn: false, operations: 0, bundles: [], filteredOut: 0, requests: 0, ms: 0, errors: [] };
    this.#entries.set(id, entry);
    return entry;
  }
}

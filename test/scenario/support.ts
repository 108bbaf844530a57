import { systemHost } from '../../scripts/iml/system-host.ts';
import type { Execution } from '../../scripts/runtime/app.ts';
import type { Outcome } from '../../scripts/runtime/outcome.ts';
import type { RunReport } from '../../scripts/runtime/report.ts';
import { readBlueprint, type Supplies, type WrittenBlueprint } from '../../scripts/scenario/blueprint.ts';
import type { ScenarioReport } from '../../scripts/scenario/flow-report.ts';
import { type Given, type Performer, runBlueprint } from '../../scripts/scenario/run-blueprint.ts';

export const NOW = new Date('2026-03-01T08:00:00.000Z');

/** One run of a module of the app under test. */
export interface Asked {
  readonly module: string;
  readonly input: unknown;
  readonly given: Given;
}

/** What a module of the app does: gives bundles, or fails. */
export type Part = (input: Readonly<Record<string, unknown>>, given: Given) => readonly unknown[] | Failing | Whole;

export interface Failing {
  readonly type: string;
  readonly message: string;
}
export interface Whole {
  readonly outcome: Outcome;
  readonly report?: Partial<RunReport>;
}

export interface Played {
  readonly report: ScenarioReport;
  readonly asked: readonly Asked[];
}

/** Runs a flow on an app of parts. */
export async function play(
  blueprint: WrittenBlueprint | WrittenBlueprint['flow'],
  parts: Readonly<Record<string, Part>> = {},
  supplies: Partial<Supplies> = {},
): Promise<Played> {
  const asked: Asked[] = [];
  const performer: Performer = {
    host: systemHost({ now: () => NOW, timezone: 'Europe/Prague' }),
    run: async (module, input, given) => {
      asked.push({ module, input, given });
      return executionOf(module, parts[module]?.(input as Record<string, unknown>, given) ?? []);
    },
  };
  const written = 'flow' in blueprint ? blueprint : { name: 'Tide', flow: blueprint };
  const report = await runBlueprint(readBlueprint(written), { bundles: {}, payloads: {}, ...supplies }, performer);
  return { report, asked };
}

function executionOf(component: string, did: ReturnType<Part>): Execution {
  const base = { component, requests: [], warnings: [] };
  if ('type' in did) return { report: { ...base, ok: false, bundles: [], error: did }, mask: hideTide };
  const outcome: Outcome = 'outcome' in did ? did.outcome : { bundles: did };
  const report = { ...base, ok: true, bundles: outcome.bundles, ...('outcome' in did ? did.report : {}) };
  return { report, outcome, mask: hideTide };
}

/** A mask that knows one secret. */
const hideTide = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('s3cr3t-tide', '***'));

/** The inputs a module of the app was run with. */
export const inputsOf = ({ asked }: Played, name: string): unknown[] =>
  asked.filter(({ module }) => module === name).map(({ input }) => input);

/** What the report says of one module. */
export function moduleOf({ report }: Played, id: number): ScenarioReport['modules'][number] {
  const found = report.modules.find((module) => module.id === id);
  if (!found) throw new Error(`There is no module ${id} in the report.`);
  return found;
}

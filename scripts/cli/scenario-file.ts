import { dirname, extname, resolve } from 'node:path';
import type { JsonPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import type { Source } from '../mock/source.ts';
import type { IncomingRequest } from '../runtime/options.ts';
import { type Blueprint, readBlueprint, type Supplies, type WrittenBlueprint } from '../scenario/blueprint.ts';
import schema from '../scenario/scenario.schema.json' with { type: 'json' };
import { readScenario, type Scenario, type WrittenScenario } from '../scenario/scenario.ts';
import { readChecked } from './data-file.ts';

/** A scenario to run: steps, or a blueprint with what it needs beside it. */
export type ScenarioFile =
  | { readonly kind: 'steps'; readonly scenario: Scenario }
  | {
      readonly kind: 'blueprint';
      readonly blueprint: Blueprint;
      readonly supplies: Supplies;
      /** Adds file, line and column to problems of the blueprint. */
      readonly locate: (problems: readonly Problem[]) => Promise<Problem[]>;
    };

const SCENARIO = { schema, what: 'the scenario', code: 'SCN001' };
const BLUEPRINT = {
  schema: { $schema: schema.$schema, $ref: '#/$defs/blueprint', $defs: schema.$defs },
  what: 'the blueprint',
  code: 'SCN001',
};

/** What a file may hold that its schema lets pass. */
interface WrittenFile extends Partial<WrittenScenario>, Partial<WrittenBlueprint> {
  readonly blueprint?: string;
  readonly app?: string;
  readonly bundles?: Supplies['bundles'];
  readonly payloads?: Readonly<Record<string, readonly IncomingRequest[]>>;
}

/** Reads a scenario (YAML) or a blueprint as Make exports it (JSON); throws an InputError that lists every mistake. */
export async function readScenarioFile(file: string): Promise<ScenarioFile> {
  if (extname(file).toLowerCase() === '.json') return readBlueprintFile(file);
  const source = await readChecked(file, SCENARIO);
  const { steps, flow, blueprint, ...rest } = source.value as WrittenFile; // The schema has just said so.
  const name = rest.name ?? '';
  if (steps) return { kind: 'steps', scenario: readScenario({ name, steps }) };
  const supplies = suppliesOf(rest);
  if (flow) return onBlueprint(readBlueprint({ ...rest, name, flow }), { source, own: source, supplies });
  const exported = await readChecked(resolve(dirname(file), blueprint ?? ''), BLUEPRINT);
  const read = readBlueprint(exported.value as WrittenBlueprint); // The schema has just said so.
  return onBlueprint({ ...read, name }, { source: exported, own: source, supplies });
}

async function readBlueprintFile(file: string): Promise<ScenarioFile> {
  const source = await readChecked(file, BLUEPRINT);
  const blueprint = readBlueprint(source.value as WrittenBlueprint); // The schema has just said so.
  return onBlueprint(blueprint, { source, own: source, supplies: suppliesOf({}) });
}

interface Beside {
  /** The file with the modules. */
  readonly source: Source;
  /** The file with the supplies. */
  readonly own: Source;
  readonly supplies: Supplies;
}

function onBlueprint(blueprint: Blueprint, { source, own, supplies }: Beside): ScenarioFile {
  const locate = async (problems: readonly Problem[]) => {
    const { locator } = await import('../mock/schema-check.ts');
    const [inSource, inOwn] = [await locator(source), await locator(own)];
    return problems.map((problem) => {
      const path = problem.path ?? [];
      return { ...problem, ...(isSupply(path) ? inOwn : inSource)(path) };
    });
  };
  return { kind: 'blueprint', blueprint, supplies, locate };
}

const isSupply = ([first]: JsonPath): boolean => first === 'bundles' || first === 'payloads';

const suppliesOf = ({ app, bundles = {}, payloads = {} }: WrittenFile): Supplies => ({
  bundles,
  payloads,
  ...(app !== undefined && { app }),
});

/** Supplies of the command line come over those of the file; a single bundle may stand without its list. */
export function withBundles(supplies: Supplies, given: Readonly<Record<string, unknown>>): Supplies {
  const lists = Object.entries(given).map(([id, value]): [string, unknown[]] => [
    id,
    Array.isArray(value) ? value : [value],
  ]);
  return { ...supplies, bundles: { ...supplies.bundles, ...Object.fromEntries(lists) } };
}

import type { JsonPath } from '../core/paths.ts';
import type { IncomingRequest } from '../runtime/options.ts';

/** One condition of a filter: operand, operator, operand. */
export interface Condition {
  readonly a: unknown;
  readonly o?: string;
  readonly b?: unknown;
}

/** What a module of a blueprint says in its file; `scenario.schema.json` has checked it. */
interface WrittenModule {
  readonly id: number;
  readonly module: string;
  readonly parameters?: Readonly<Record<string, unknown>> | null;
  readonly mapper?: Readonly<Record<string, unknown>> | null;
  readonly filter?: { readonly conditions?: readonly (readonly Condition[])[] } | null;
  readonly routes?: readonly { readonly flow: readonly WrittenModule[] }[];
  readonly onerror?: readonly WrittenModule[];
  readonly flags?: { readonly groupBy?: string | null; readonly stopIfEmpty?: boolean };
  readonly metadata?: { readonly designer?: { readonly name?: string | null } };
}

export interface WrittenBlueprint {
  readonly name?: string;
  readonly flow: readonly WrittenModule[];
  readonly metadata?: { readonly scenario?: { readonly roundtrips?: number; readonly dlq?: boolean } };
}

/** A module of a scenario. */
export interface FlowModule {
  readonly id: number;
  /** "app:name" as written. */
  readonly module: string;
  /** The name its author gave it. */
  readonly title?: string;
  /** Static parameters, without the pickers of connection and webhook. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly mapper: Readonly<Record<string, unknown>>;
  /** Groups of which one must hold; none at all lets everything pass. */
  readonly conditions: readonly (readonly Condition[])[];
  readonly routes: readonly (readonly FlowModule[])[];
  /** Absent without an error handler. */
  readonly onError?: readonly FlowModule[];
  /** The module whose bundles an aggregator collects. */
  readonly feeder?: number;
  readonly groupBy?: string;
  readonly stopIfEmpty: boolean;
  /** Where it is written. */
  readonly path: JsonPath;
}

/** A scenario as Make keeps it. */
export interface Blueprint {
  readonly name: string;
  readonly flow: readonly FlowModule[];
  /** Most cycles of a run. */
  readonly maxCycles: number;
  /** Whether bundles that fail are stored to be tried again. */
  readonly storesIncomplete: boolean;
}

/** What a run of a blueprint needs beside it. */
export interface Supplies {
  /** Fixed output by module number. */
  readonly bundles: Readonly<Record<string, readonly unknown[]>>;
  /** Incoming requests by module number. */
  readonly payloads: Readonly<Record<string, readonly IncomingRequest[]>>;
  /** The ID of the app under test at Make, where it is not its name. */
  readonly app?: string;
}

/** Reads a blueprint whose form is checked. */
export function readBlueprint({ name, flow, metadata }: WrittenBlueprint): Blueprint {
  const { roundtrips = 1, dlq = false } = metadata?.scenario ?? {};
  return { name: name ?? 'Scenario', flow: readFlow(flow, ['flow']), maxCycles: roundtrips, storesIncomplete: dlq };
}

const readFlow = (flow: readonly WrittenModule[], path: JsonPath): FlowModule[] =>
  flow.map((module, index) => readModule(module, [...path, index]));

function readModule(written: WrittenModule, path: JsonPath): FlowModule {
  const { id, module, mapper, filter, routes = [], onerror, flags = {}, metadata } = written;
  const title = metadata?.designer?.name;
  const parameters = withoutPickers(written.parameters ?? {});
  const feeder = written.parameters?.feeder;
  return {
    id,
    module,
    parameters,
    mapper: mapper ?? {},
    conditions: filter?.conditions ?? [],
    routes: routes.map((route, index) => readFlow(route.flow, [...path, 'routes', index, 'flow'])),
    stopIfEmpty: flags.stopIfEmpty ?? false,
    path,
    ...(title && { title }),
    ...(onerror && onerror.length > 0 && { onError: readFlow(onerror, [...path, 'onerror']) }),
    ...(typeof feeder === 'number' && { feeder }),
    ...(flags.groupBy && { groupBy: flags.groupBy }),
  };
}

/** `__IMTCONN__` and `__IMTHOOK__` hold numbers of things stored at Make; apps never read them (make-app-format.md §4.2). */
const withoutPickers = (parameters: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !/^__IMT\w+__$/.test(name)));

/** Every module of a flow, in document order: routes and error handlers too. */
export function everyModule(flow: readonly FlowModule[]): FlowModule[] {
  return flow.flatMap((module) => [
    module,
    ...everyModule(module.onError ?? []),
    ...module.routes.flatMap((route) => everyModule(route)),
  ]);
}

/** A private app is called `app#name-id` in blueprints, where the project knows only the name (A). */
export function isOwnApp(module: string, { name, app }: { readonly name: string; readonly app?: string }): boolean {
  const written = module.split(':')[0] ?? '';
  const id = written.replace(/^app#/, '');
  if (app !== undefined) return id === app.replace(/^app#/, '');
  return id === name || (written.startsWith(`app#${name}-`) && /^-[a-z0-9]{6}$/.test(id.slice(name.length)));
}

/** "createUser" of "app:createUser". */
export const moduleName = (module: string): string => module.slice(module.indexOf(':') + 1);

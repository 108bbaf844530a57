import type { Manifest } from '../manifest/manifest.ts';
import type { App } from '../runtime/app.ts';
import { loadApp as loadManifest } from '../runtime/app.ts';
import type { RunOptions } from '../runtime/options.ts';
import type { DisposableRunner } from '../runtime/sandbox.ts';
import { customFunctions } from './custom-functions.ts';
import { manifestToRun, openProjectToRun } from './project.ts';

export type { Manifest } from '../manifest/manifest.ts';
export type { App, Execution } from '../runtime/app.ts';
export { createLiveTransport } from '../runtime/live-transport.ts';
export type { IncomingRequest, RunOptions } from '../runtime/options.ts';
export type { ReportedRequest, RunReport } from '../runtime/report.ts';
export type { TraceSource, TraceStep } from '../runtime/trace.ts';
export type { Transport } from '../runtime/transport.ts';

/**
 * Loads an app for running: a manifest at once; a folder or archive (.zip) by a promise, which rejects with an InputError when it
 * is no app, and with a ManifestError when the app has errors. `defaults` are options of every run.
 */
export function loadApp(source: Manifest, defaults?: RunOptions): App;
export function loadApp(source: string, defaults?: RunOptions): Promise<App>;
export function loadApp(source: Manifest | string, defaults: RunOptions = {}): App | Promise<App> {
  return typeof source === 'string' ? openApp(source, defaults) : withFunctions(source, defaults);
}

const openApp = async (path: string, defaults: RunOptions): Promise<App> =>
  withFunctions(manifestToRun(await openProjectToRun(path, process.cwd())), defaults);

/** Gives the app a sandbox for its own functions, made for the first run, unless its user brings one. */
function withFunctions(manifest: Manifest, defaults: RunOptions): App {
  const app = loadManifest(manifest, defaults);
  if (defaults.customFunctions || Object.keys(manifest.functions).length === 0) return app;
  let loading: Promise<DisposableRunner | undefined> | undefined;
  const execute: App['execute'] = async (component, input, options = {}) => {
    if (options.customFunctions) return app.execute(component, input, options);
    loading ??= customFunctions(manifest);
    const runner = await loading;
    return app.execute(component, input, { ...options, ...(runner && { customFunctions: runner }) });
  };
  return { execute, run: async (component, input, options) => (await execute(component, input, options)).report };
}

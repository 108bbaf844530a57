import { ManifestError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Mock, MockOptions } from '../mock/mock.ts';
import type { Execution } from '../runtime/app.ts';
import type { RunOptions } from '../runtime/options.ts';
import type { RunReport } from '../runtime/report.ts';
import type { Delivery, HookState } from './hook-service.ts';
import { hasErrors } from './problem-list.ts';
import { openProject } from './project.ts';
import { openSession } from './run-session.ts';

export type { Delivery, HookState } from './hook-service.ts';

export interface TestAppOptions {
  /** Switches, faults and clock of the project's mock API. */
  readonly mock?: MockOptions;
  /** Connection values; by default those of `makeapp.config.yaml`. */
  readonly connection?: Readonly<Record<string, unknown>>;
  /** Options of every run, such as `now`. */
  readonly defaults?: RunOptions;
}

/** An app and its mock API, for an author's own tests. */
export interface TestApp {
  readonly manifest: Manifest;
  readonly mock: Mock;
  /** Webhook deliveries that produced bundles, in order. */
  readonly deliveries: readonly Delivery[];
  run(component: string, input?: unknown, options?: RunOptions): Promise<RunReport>;
  /** As `run`, with the unmasked values beside the report: dates as dates. */
  execute(component: string, input?: unknown, options?: RunOptions): Promise<Execution>;
  /** Registers a webhook through the app; the mock can deliver to it from then on. Throws when attach fails. */
  attach(webhook: string, parameters?: unknown): Promise<HookState>;
}

/** Builds the project in a folder and opens it on its mock API, in process and without a socket. Throws a ManifestError when it has errors. */
export async function openTestApp(folder = '.', options: TestAppOptions = {}): Promise<TestApp> {
  const project = await openProject(folder, process.cwd());
  if (!project.manifest || hasErrors(project.problems)) throw new ManifestError(project.problems);
  const { manifest } = project;
  return onManifest(manifest, project.folder, options);
}

/** As `openTestApp`, for a manifest that is built already. */
export async function onManifest(manifest: Manifest, folder: string, options: TestAppOptions): Promise<TestApp> {
  const session = await openSession({ folder, cwd: process.cwd(), manifest, api: 'mock', ...options });
  const { mock } = session.target;
  if (!mock) throw new Error('The mock target has no mock.');
  const deliveries: Delivery[] = [];
  session.hooks.onDelivery((delivery) => deliveries.push(delivery));
  return {
    manifest,
    mock,
    deliveries,
    run: async (component, input, given) => (await session.execute(component, input, given)).report,
    execute: (component, input, given) => session.execute(component, input, given),
    attach: async (webhook, parameters = {}) => {
      const state = await session.openHook(webhook, { parameters });
      const { report, outcome } = await session.execute(`webhooks.${webhook}.attach`, parameters, {
        state,
        hookUrl: state.url,
      });
      if (report.error) throw new Error(`${report.error.type}: ${report.error.message}`);
      const attached = outcome?.state as unknown as HookState; // The runtime documents the shape of a webhook's state.
      session.hooks.update(attached);
      return attached;
    },
  };
}

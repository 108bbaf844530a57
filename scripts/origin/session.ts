import type { Place, Problem } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import { PLURALS } from '../manifest/manifest.ts';
import type { ComponentEntry, MakecomappFile } from '../manifest/types.generated.ts';
import type { AppAddress } from './addresses.ts';
import type { ApiClient, ApiRequest } from './client.ts';
import type { DeployCode } from './codes.ts';
import type { Change, Recorder } from './deploy-report.ts';
import type { Mapping } from './mapping.ts';
import { OriginError } from './origin-error.ts';
import type { Snapshot } from './snapshot.ts';

/** Reads a file of a project by the path `makecomapp.json` gives; undefined when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** What the steps of one deploy share. */
export interface DeploySession {
  readonly document: MakecomappFile;
  readonly read: ReadFile;
  readonly app: AppAddress;
  readonly client: ApiClient;
  readonly mapping: Mapping;
  readonly snapshot: Snapshot;
  readonly recorder: Recorder;
  readonly dryRun: boolean;
  /** Paths ("modules.getUser") of components this deploy made: all of them is sent, whatever the snapshot says. */
  readonly created: Set<string>;
}

/** A component of the project; null for an ID that is only reserved, undefined for one it does not have. */
export function localEntry(
  { components }: MakecomappFile,
  kind: ComponentKind,
  id: string,
): ComponentEntry | null | undefined {
  return Object.hasOwn(components[kind], id) ? components[kind][id] : undefined;
}

/** "modules.getUser". */
export const pathOf = (kind: ComponentKind, id: string): string => `${PLURALS[kind]}.${id}`;

/** What a change is about: everything but how it goes out. */
export type Intent = Pick<Change, 'action' | 'component' | 'section' | 'file' | 'why'>;

export type Performed = { readonly ok: true; readonly answer: string } | { readonly ok: false };

const encoder = new TextEncoder();

/** A request with a JSON body. */
export function jsonRequest(method: ApiRequest['method'], path: string, body: unknown): ApiRequest {
  return { method, path, contentType: 'application/json', body: encoder.encode(JSON.stringify(body)) };
}

/**
 * Sends what changes something at Make, or only notes it in a dry run. A refusal becomes a problem and the deploy
 * goes on; what would befall every other request too ends it.
 */
export async function perform(session: DeploySession, intent: Intent, request: ApiRequest): Promise<Performed> {
  const { recorder, client, dryRun } = session;
  const { method, path, body } = request;
  const record = (outcome: Change['outcome']): void =>
    recorder.change({ ...intent, method, path, bytes: body?.length ?? 0, outcome });
  if (dryRun) {
    record('planned');
    return { ok: true, answer: '' };
  }
  try {
    const answer = await client.send(request);
    record('done');
    return { ok: true, answer };
  } catch (error) {
    record('failed');
    if (!(error instanceof OriginError) || error.isFinal) throw error;
    reportRefusal(error, intent, recorder);
    return { ok: false };
  }
}

function reportRefusal(error: OriginError, intent: Intent, recorder: Recorder): void {
  if (intent.component.startsWith(`${PLURALS.function}.`) && /access denied/i.test(error.message)) {
    recorder.denied(intent.component);
    return;
  }
  const { component, section, file } = intent;
  recorder.problem(
    problemOf('DEP001', `Make refused ${error.request}: ${error.message}`, {
      component,
      ...(section !== undefined && { section }),
      ...(file !== undefined && { file }),
      fix: fixOf(error.status, section),
    }),
  );
}

function fixOf(status: number | undefined, section: string | undefined): string {
  if (status === 403) return 'the API key needs the scope sdk-apps:write, and its owner access to the app.';
  if (status === 429) return 'wait a minute, then deploy again: only what is missing is sent.';
  if (status !== undefined && status >= 500) return 'Make is at fault: deploy again later.';
  return section === undefined || section === 'metadata'
    ? 'correct the component as the message says, then deploy again.'
    : 'correct the file as the message says, then deploy again.';
}

type Details = Pick<Place, 'component' | 'section' | 'path'> & { readonly file?: string; readonly fix: string };

export const problemOf = (
  code: DeployCode,
  message: string,
  details: Details,
  severity: Problem['severity'] = 'error',
): Problem => ({ code, severity, message, ...details });

import type { Place, Problem } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import { PLURALS } from '../manifest/manifest.ts';
import type { ComponentEntry, MakecomappFile } from '../manifest/types.generated.ts';
import type { AppAddress } from './addresses.ts';
import type { ApiClient, ApiRequest, Send } from './client.ts';
import type { DeployCode } from './codes.ts';
import type { Change, Recorder } from './deploy-report.ts';
import { type Library, openLibrary } from './library.ts';
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

/** What a change is about: everything but how it goes out. */
export type Intent = Pick<Change, 'action' | 'component' | 'section' | 'file' | 'why'>;

export type Performed<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false };

/** Sends one request: through Make's library, or as it is. */
export type Call<T> = (library: Library, send: Send) => Promise<T>;

const NOTHING: ApiRequest = { method: 'GET', path: '' };

/**
 * Sends what changes something at Make. In a dry run the request is made and noted too, and goes no further. A refusal
 * becomes a problem and the deploy goes on; what would befall every other request too ends it.
 */
export async function perform<T>(
  { recorder, client, dryRun }: Pick<DeploySession, 'recorder' | 'client' | 'dryRun'>,
  intent: Intent,
  call: Call<T>,
): Promise<Performed<T>> {
  let request = NOTHING;
  const send: Send = async (given) => {
    request = given;
    if (dryRun) return '{}';
    const answer = await client.send(given);
    if (isPending(answer)) recorder.pending();
    return answer;
  };
  const record = (outcome: Change['outcome']): void => {
    const { method, path, body } = request;
    const shown = outcome === 'planned' ? shownBody(request, intent) : undefined;
    recorder.change({
      ...intent,
      method,
      path,
      bytes: body?.length ?? 0,
      ...(shown !== undefined && { body: shown }),
      outcome,
    });
  };
  try {
    const answer = await call(openLibrary(send), send);
    record(dryRun ? 'planned' : 'done');
    return { ok: true, answer };
  } catch (error) {
    if (request === NOTHING) throw error;
    record('failed');
    if (!(error instanceof OriginError) || error.isFinal) throw error;
    reportRefusal(error, intent, recorder);
    return { ok: false };
  }
}

/** Common data may hold secrets, and a picture is no text. */
function shownBody({ body, contentType }: ApiRequest, { section }: Intent): string | undefined {
  if (!body || contentType?.startsWith('image/')) return undefined;
  return section === 'common' ? '***' : new TextDecoder().decode(body);
}

/** Changes of a public or approved app wait for a commit; Make answers with the note of each (make-app-format.md §2.8). */
const isPending = (answer: string): boolean => /^\s*\{\s*"change"\s*:\s*\{/.test(answer);

function reportRefusal(error: OriginError, intent: Intent, recorder: Recorder): void {
  if (intent.component.startsWith(`${PLURALS.function}.`) && /access denied/i.test(error.message)) {
    recorder.denied(intent.component);
    return;
  }
  const { component, section, file } = intent;
  const problem = problemOf('DEP001', `Make refused ${error.request}: ${error.message}`, {
    component,
    ...(section !== undefined && { section }),
    ...(file !== undefined && { file }),
    fix: fixOf(error.status, intent),
  });
  if (error.status === 403) recorder.forbidden(error.message, problem);
  else recorder.problem(problem);
}

function fixOf(status: number | undefined, { action, section }: Intent): string {
  if (section === 'common' && status === 400)
    return 'common data of an approved app is locked: deploy without --with-common.';
  if (action === 'delete' && status === 400)
    return 'nothing of a public or approved app can be deleted, and nothing that is still used: take its pair out of the origin to keep it.';
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

import { isPlainObject } from '../core/json.ts';
import type { ConnectionComponent } from '../manifest/manifest.ts';
import { toInstant } from './instant.ts';
import type { AccountOutcome } from './outcome.ts';
import type { Run } from './run.ts';
import { mergeInto } from './temp.ts';

/** A connection in use. Parameters and saved data are one store: `parameters`, `connection` and `data` all read it (runtime.md §5.1). */
export interface Account {
  readonly component: ConnectionComponent;
  readonly values: Record<string, unknown>;
  /** What `response.data` saved during this run. */
  readonly saved: Record<string, unknown>;
  metadata?: unknown;
  uid?: unknown;
  expires?: Date | undefined;
  scope: readonly string[];
  /** A run renews a connection once. */
  isRenewed: boolean;
}

const RESULT_KEYS = new Set(['data', 'parameters', 'metadata', 'uid', 'expires', 'scope']);

/** Opens a connection on stored values: a flat collection, or the result of running the connection. */
export function openAccount(
  run: Run,
  component: ConnectionComponent,
  stored: Readonly<Record<string, unknown>>,
): Account {
  const isResult = isPlainObject(stored.data) && Object.keys(stored).every((key) => RESULT_KEYS.has(key));
  const values: Record<string, unknown> = {};
  const parts = isResult ? [stored.parameters, stored.data] : [stored];
  for (const part of parts) if (isPlainObject(part)) mergeInto(values, part);
  learnSecrets(run, component, values);
  return {
    component,
    values,
    saved: {},
    scope: isResult && Array.isArray(stored.scope) ? stored.scope.filter((scope) => typeof scope === 'string') : [],
    isRenewed: false,
    ...(isResult && { uid: stored.uid, metadata: stored.metadata, expires: toInstant(stored.expires) }),
  };
}

/** Merges what an answer saved; absent values leave the old ones, such as a refresh token that was not renewed (ASM-05). */
export function saveData(run: Run, account: Account, data: unknown): void {
  if (!isPlainObject(data)) return;
  mergeInto(account.values, data);
  mergeInto(account.saved, data);
  learnSecrets(run, account.component, account.values);
}

const TOKEN_NAME = /token$|secret$/i;

/** Learns what is typed in as a password and, of OAuth, what was saved under the name of a token or secret, whether or not the app sanitizes it. */
function learnSecrets(run: Run, { connectionType, sections }: ConnectionComponent, values: Account['values']): void {
  run.secrets.addParameters(sections.params, values);
  if (connectionType !== 'oauth') return;
  for (const name of Object.keys(values)) if (TOKEN_NAME.test(name)) run.secrets.add(values[name]);
}

export function accountOutcome({ values, saved, metadata, uid, expires, scope }: Account): AccountOutcome {
  return {
    values: { ...values },
    data: { ...saved },
    scope,
    ...(metadata !== undefined && { metadata }),
    ...(uid !== undefined && uid !== null && { uid }),
    ...(expires !== undefined && { expires }),
  };
}

import { isPlainObject } from '../core/json.ts';
import { MASK } from '../parameters/secrets.ts';
import type { Execution } from '../runtime/app.ts';
import type { RecordedExchange } from '../runtime/recording.ts';
import { createSecrets } from '../runtime/secrets.ts';

/** Names of credentials, in a connection and among headers, whether or not the app says that they are secret. */
const CREDENTIAL = /token|secret|pass|api[_-]?key|credential|authorization|cookie/i;
/** Shorter texts are more often words than credentials, and hiding them everywhere would spoil a case. */
const MIN_LENGTH = 6;

/** Where the credentials of a run are found. */
export interface CaseSources {
  readonly connection: unknown;
  readonly execution: Execution;
  readonly exchanges: readonly RecordedExchange[];
}

/** Hides in JSON-ready data what the run knows to be secret, and what stands under the name of a credential. */
export function caseMask({ connection, execution, exchanges }: CaseSources): <T>(value: T) => T {
  const { account, outcome, mask } = execution;
  const headers = exchanges.flatMap(({ request, response }) => [request.headers, response.headers]);
  const secrets = createSecrets();
  for (const text of credentialsIn([connection, account, outcome?.account, ...headers])) secrets.add(text);
  return <T>(value: T) => secrets.mask(mask(value)) as T; // Masking keeps the shape.
}

function credentialsIn(value: unknown, isNamed = false): string[] {
  if (typeof value === 'string') return isNamed && value.length >= MIN_LENGTH && !value.includes(MASK) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => credentialsIn(item, isNamed));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => credentialsIn(inner, isNamed || CREDENTIAL.test(key)));
}

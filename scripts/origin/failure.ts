import type { Problem } from '../core/problems.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import { OriginError } from './origin-error.ts';
import { problemOf } from './session.ts';

interface Circumstances {
  readonly origin: OriginEntry;
  readonly signal: AbortSignal | undefined;
  readonly command: 'deploy' | 'pull';
}

/** The problem of an error that ended a command; what is no failure of a request is thrown on. */
export function failureOf(error: unknown, { origin, signal, command }: Circumstances): Problem {
  if (signal?.aborted) {
    const message = command === 'deploy' ? 'The deploy was interrupted.' : 'The pull was interrupted.';
    return problemOf('DEP014', message, { fix: `run the same command again: it goes on where it stopped.` });
  }
  if (!(error instanceof OriginError)) throw error;
  const { status, message } = error;
  if (status === undefined)
    return problemOf('DEP010', message, { fix: 'check the network and the baseUrl of the origin, then run it again.' });
  if (status === 401) {
    return problemOf('DEP011', `Make does not accept the API key: ${message}`, {
      fix: `put a valid key into ${origin.apikeyFile}, or into the environment variable MAKE_API_KEY.`,
    });
  }
  if (status < 300)
    return problemOf('DEP015', `${error.request}: ${message}`, { fix: 'check the baseUrl of the origin.' });
  return problemOf('DEP001', `Make refused ${error.request}: ${message}`, { fix: refusalFix(status) });
}

function refusalFix(status: number): string {
  if (status === 403) return 'the API key needs the scopes sdk-apps:read and sdk-apps:write, and its owner the app.';
  if (status === 429) return 'the quota of the organisation is used up: run it again later.';
  return status >= 500 ? 'Make is at fault: run it again later.' : 'check the origin, then run it again.';
}

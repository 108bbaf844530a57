import type { ConnectionComponent } from '../manifest/manifest.ts';
import type { LintContext } from './context.ts';
import type { RequestSite } from './requests.ts';

export const oauthConnections = ({ manifest }: LintContext): ConnectionComponent[] =>
  Object.values(manifest.connections).filter(({ connectionType }) => connectionType === 'oauth');

/** The requests of one step of a connection: `token`, `refresh`. */
export const requestsOfStep = (context: LintContext, connection: ConnectionComponent, step: string): RequestSite[] =>
  context.requestsOf(connection).filter((request) => request.step === step);

/** The requests of the named steps of every OAuth connection. */
export const requestsOfSteps = (context: LintContext, ...steps: readonly string[]): RequestSite[] =>
  oauthConnections(context).flatMap((connection) => steps.flatMap((step) => requestsOfStep(context, connection, step)));

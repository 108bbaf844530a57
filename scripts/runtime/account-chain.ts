import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { Account } from './account.ts';
import { saveData } from './account.ts';
import type { Step } from './base.ts';
import { mergeSteps } from './base.ts';
import { runChain } from './chain.ts';
import type { Chain, ChainRules } from './chain-types.ts';
import { PlatformError } from './errors.ts';
import { toInstant } from './instant.ts';
import { requestsIn } from './loaded-app.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';
import { createScope, evaluateIn } from './scope.ts';

/** Connections neither iterate nor page (runtime.md §5.2). */
const ACCOUNT_RULES: ChainRules = { iterates: false, paginates: false, keeps: 'all', limits: false };

/** Members of OAuth exchanges that the standards themselves call secret: hidden whether or not the app says so. */
const OAUTH_SECRETS: Step = {
  log: {
    sanitize: [
      'request.headers.authorization',
      ...['client_secret', 'refresh_token', 'password'].flatMap((name) => [
        `request.body.${name}`,
        `request.qs.${name}`,
      ]),
      ...['access_token', 'refresh_token', 'id_token', 'oauth_token_secret'].map((name) => `response.body.${name}`),
    ],
  },
};

/** The roots of a connection's requests: one store under three names, and the connection's own common data. */
export function accountScope(
  run: Run,
  { component, values }: Account,
  roots: Readonly<Record<string, unknown>> = {},
): Scope {
  const common = isPlainObject(component.sections.common) ? component.sections.common : {};
  return createScope(run, { parameters: values, connection: values, data: values, common, ...roots });
}

/** Runs requests of a connection; Base plays no part, and answers may save (runtime.md §2.1). */
export async function runAccountSteps(
  run: Run,
  account: Account,
  flow: {
    readonly scope: Scope;
    readonly section: unknown;
    readonly name?: string;
    readonly over?: Step;
    readonly onScope?: (scope: unknown) => void;
  },
): Promise<void> {
  const { scope, section, name, over, onScope } = flow;
  const isOauth = account.component.connectionType === 'oauth';
  const under = isOauth ? mergeSteps(OAUTH_SECRETS, over ?? {}) : over;
  const steps = requestsIn(section).map((step) => (under ? mergeSteps(under, step) : step));
  const chain: Chain = {
    run,
    scope,
    rules: ACCOUNT_RULES,
    place: {
      component: `connections.${account.component.name}`,
      section: 'communication',
      ...(name !== undefined && { path: [name] }),
    },
    save: (response) => saveResponse(run, account, { scope, response, onScope }),
  };
  await runChain(chain, steps);
}

/** Takes `data`, `metadata`, `uid`, `expires` and the granted `scope` from an answer (runtime.md §5.2, §5.3). */
export function saveResponse(
  run: Run,
  account: Account,
  {
    scope,
    response,
    onScope,
  }: { readonly scope: Scope; readonly response: Step; readonly onScope?: ((scope: unknown) => void) | undefined },
): void {
  const read = (key: string): unknown => evaluateIn(scope, response[key], `response.${key}`);
  const [metadata, uid, expires] = [read('metadata'), read('uid'), read('expires')];
  if (metadata !== undefined && metadata !== null) account.metadata = metadata;
  if (uid !== undefined && uid !== null) account.uid = uid;
  if (expires !== undefined && expires !== null && expires !== '') account.expires = expiryOf(expires);
  onScope?.(read('scope'));
  saveData(run, account, read('data'));
}

function expiryOf(value: unknown): Date {
  const date = toInstant(value);
  if (date) return date;
  throw new PlatformError('InvalidConfigurationError', `response.expires is "${toText(value)}", which is no date.`);
}

import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { isTruthy, toText } from '../iml/values.ts';
import type { Account } from './account.ts';
import { accountOutcome } from './account.ts';
import { accountScope, runAccountSteps, saveResponse } from './account-chain.ts';
import type { Step } from './base.ts';
import { PlatformError } from './errors.ts';
import { requestsIn } from './loaded-app.ts';
import { oauthRoot, openBrowser } from './oauth-browser.ts';
import { mergeGranted, scopesIn } from './oauth-scope.ts';
import { printPairs, queryPairs } from './query.ts';
import type { Run } from './run.ts';
import { trace } from './run.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './scope.ts';
import { applyTemp } from './temp-directive.ts';
import { assembleUrl } from './url.ts';

type Flow = Readonly<Record<string, unknown>>;

/** Creates an OAuth 2 connection: preauthorize, authorize, token, info; one `temp` throughout (runtime.md §5.3). */
export async function runOAuth2(run: Run, account: Account, flow: Flow): Promise<void> {
  const scope = accountScope(run, account, { oauth: oauthRoot(run, account) });
  const step = (name: string, onScope?: (value: unknown) => void): Promise<void> => {
    trace(run, () => ({ step: 'connection', flow: name }));
    return runAccountSteps(run, account, { scope, section: flow[name], name, ...(onScope && { onScope }) });
  };
  await step('preauthorize');
  for (const request of requestsIn(flow.authorize)) await authorize(run, account, { scope, request });
  await withGranted(run, account, (onScope) => step('token', onScope));
  await step('info');
}

/** The scopes granted by the token step: reported ones replace, otherwise those requested are added. */
async function withGranted(
  run: Run,
  account: Account,
  run_: (onScope: (value: unknown) => void) => Promise<void>,
): Promise<void> {
  let granted: readonly string[] = [];
  await run_((value) => {
    const scopes = scopesIn(run, account, value);
    if (scopes.length > 0) granted = scopes; // The last step that says something wins.
  });
  account.scope = mergeGranted(account.scope, granted, oauthRoot(run, account).scope);
}

/** Sends the person to the provider and takes what comes back; `state` is always the platform's own. */
async function authorize(
  run: Run,
  account: Account,
  { scope, request }: { readonly scope: Scope; readonly request: Step },
): Promise<void> {
  const state = Array.from({ length: 24 }, () => Math.floor(run.host.random() * 16).toString(16)).join('');
  applyTemp({ run, scope, rules: NO_RULES, place: placeOf(account) }, request, 'request');
  const qs = evaluateIn(scope, request.qs, 'authorize.qs');
  if (isPlainObject(qs) && qs.state !== undefined)
    run.warnings.add('stateOverwritten', 'authorize.qs.state is replaced.', {
      ...placeOf(account),
      path: ['authorize', 'qs', 'state'],
    });
  const url = assembleUrl({
    url: toText(evaluateIn(scope, request.url, 'authorize.url')),
    baseUrl: '',
    query: printPairs(queryPairs({ ...(isPlainObject(qs) ? qs : {}), state })),
    encode: request.encodeUrl !== false,
    mode: 'legacy',
  });
  const query = await openBrowser(run, url);
  if (query.state !== state)
    throw new PlatformError('RuntimeError', 'The provider sent back a state that is not the one it was given.');
  refuseDenial(query);
  scope.variables.query = query;
  const response = isPlainObject(request.response) ? request.response : {};
  applyTemp({ run, scope, rules: NO_RULES, place: placeOf(account) }, request, 'response');
  saveResponse(run, account, { scope, response });
}

const NO_RULES = { iterates: false, paginates: false, keeps: 'all', limits: false } as const;
const placeOf = ({ component }: Account) => ({
  component: `connections.${component.name}`,
  section: 'communication',
  path: ['authorize'],
});

function refuseDenial(query: Readonly<Record<string, string>>): void {
  if (query.error === undefined) return;
  const why = query.error_description ?? query.error;
  throw new PlatformError('RuntimeError', `The provider refused the authorization: ${why}`);
}

function flowOf({ component }: Account): Flow | undefined {
  const { communication } = component.sections;
  return component.connectionType === 'oauth' && isPlainObject(communication) ? communication : undefined;
}

/** Renews a connection that is due before a component uses it (ASM-05); without a refresh step, a token step with a condition. */
export async function refreshBeforeUse(run: Run, account: Account): Promise<void> {
  const flow = flowOf(account);
  const [first] = requestsIn(flow?.refresh);
  if (!flow) return;
  if (!first) {
    const isRun = await rerunToken(run, account, flow);
    if (!isRun && isExpired(run, account)) warnExpired(run, account);
    return;
  }
  const isDue = first.condition === undefined ? isExpired(run, account) : meets(run, account, first);
  if (isDue) await refresh(run, account, flow);
}

const isExpired = (run: Run, { expires }: Account): boolean => expires !== undefined && run.host.now() >= expires;

/** The condition of a refresh may read what its own `temp` computes. */
function meets(run: Run, account: Account, step: Step): boolean {
  const scope = accountScope(run, account, { oauth: oauthRoot(run, account) });
  applyTemp({ run, scope, rules: NO_RULES, place: placeOf(account) }, step, 'request');
  const condition = isPlainObject(step.condition) ? step.condition.condition : step.condition;
  return condition === undefined || isTruthy(evaluateIn(scope, condition, 'refresh.condition'));
}

/** What the platform does then is not known; most likely it asks the user (runtime.md §5.3). */
function warnExpired(run: Run, { component, expires }: Account): void {
  run.warnings.add('expired', `The connection expired at ${expires?.toISOString()}, and has no way to be renewed.`, {
    component: `connections.${component.name}`,
    section: 'communication',
  });
}

/** True when there was a token step to run again. */
async function rerunToken(run: Run, account: Account, flow: Flow): Promise<boolean> {
  const [first] = requestsIn(flow.token);
  if (requestsIn(flow.authorize).length > 0 || first?.condition === undefined || !meets(run, account, first))
    return false;
  trace(run, () => ({ step: 'connection', flow: 'token' }));
  const scope = accountScope(run, account, { oauth: oauthRoot(run, account) });
  await asAccessError(() => runAccountSteps(run, account, { scope, section: flow.token, name: 'token' }));
  run.renewed.push(accountOutcome(account));
  return true;
}

/** Runs the refresh step; what it says of scopes is ignored. */
async function refresh(run: Run, account: Account, flow: Flow): Promise<void> {
  trace(run, () => ({ step: 'connection', flow: 'refresh' }));
  account.isRenewed = true;
  const section = requestsIn(flow.refresh).map(({ condition: _condition, ...step }) => step);
  const scope = accountScope(run, account, { oauth: oauthRoot(run, account) });
  await asAccessError(() => runAccountSteps(run, account, { scope, section, name: 'refresh' }));
  run.renewed.push(accountOutcome(account));
}

/** A connection that cannot be renewed must be authorized again (ASM-05). */
async function asAccessError(renew: () => Promise<void>): Promise<void> {
  try {
    await renew();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.type === 'ExecutionInterruptedError') throw error;
    throw new PlatformError('InvalidAccessTokenError', `The connection could not be refreshed: ${error.message}`, {
      statusCode: error.statusCode,
      cause: error,
    });
  }
}

/** Refreshes after a 401, condition or not; true when there was something to run. */
export async function renewAccount(run: Run, account: Account): Promise<boolean> {
  const flow = flowOf(account);
  if (!flow || account.isRenewed || requestsIn(flow.refresh).length === 0) return false;
  await refresh(run, account, flow);
  return true;
}

/** Runs a step that is no part of the creation: a forced refresh, or the revocation before deletion. */
export async function runOAuth2Step(run: Run, account: Account, name: 'refresh' | 'invalidate'): Promise<void> {
  const flow = flowOf(account);
  if (!flow || requestsIn(flow[name]).length === 0) {
    throw new InputError(`The connection "${account.component.name}" has no step "${name}".`, {
      fix: `run "connections.${account.component.name}" for its whole flow.`,
    });
  }
  if (name === 'refresh') {
    await refresh(run, account, flow);
    return;
  }
  trace(run, () => ({ step: 'connection', flow: name }));
  const scope = accountScope(run, account, { oauth: oauthRoot(run, account) });
  await runAccountSteps(run, account, { scope, section: flow.invalidate, name });
}

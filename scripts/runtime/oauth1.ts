import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { Account } from './account.ts';
import { accountScope, runAccountSteps, saveResponse } from './account-chain.ts';
import type { Step } from './base.ts';
import { mergeSteps } from './base.ts';
import { PlatformError } from './errors.ts';
import { requestsIn } from './loaded-app.ts';
import { oauthRoot, openBrowser } from './oauth-browser.ts';
import { printPairs, queryPairs } from './query.ts';
import type { Run } from './run.ts';
import { trace } from './run.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './scope.ts';
import { applyTemp } from './temp-directive.ts';
import { assembleUrl } from './url.ts';

/** Creates an OAuth 1 connection: requestToken, authorize, accessToken, info; the root `oauth` is under every step (runtime.md §5.4). */
export async function runOAuth1(run: Run, account: Account, flow: Step): Promise<void> {
  const scope = accountScope(run, account, { oauth: oauthRoot(run, account) });
  const over: Step = flow.oauth === undefined ? {} : { oauth: flow.oauth };
  const step = (name: string): Promise<void> => {
    trace(run, () => ({ step: 'connection', flow: name }));
    return runAccountSteps(run, account, { scope, section: flow[name], name, over });
  };
  await step('requestToken');
  for (const request of requestsIn(flow.authorize))
    await authorize(run, account, { scope, request: mergeSteps(over, request) });
  await step('accessToken');
  await step('info');
}

async function authorize(
  run: Run,
  account: Account,
  { scope, request }: { readonly scope: Scope; readonly request: Step },
): Promise<void> {
  const chain = {
    run,
    scope,
    rules: { iterates: false, paginates: false, keeps: 'all', limits: false },
    place: { component: `connections.${account.component.name}`, section: 'communication', path: ['authorize'] },
  } as const;
  applyTemp(chain, request, 'request');
  const oauth = evaluateIn(scope, request.oauth, 'authorize.oauth');
  const token = isPlainObject(oauth) ? oauth.token : undefined;
  const qs = evaluateIn(scope, request.qs, 'authorize.qs');
  const url = assembleUrl({
    url: toText(evaluateIn(scope, request.url, 'authorize.url')),
    baseUrl: '',
    query: printPairs(
      queryPairs({ ...(isPlainObject(qs) ? qs : {}), ...(token !== undefined && { oauth_token: token }) }),
    ),
    encode: request.encodeUrl !== false,
    mode: 'legacy',
  });
  const query = await openBrowser(run, url);
  if (query.denied !== undefined) throw new PlatformError('RuntimeError', 'The provider refused the authorization.');
  scope.variables.query = query;
  const response = isPlainObject(request.response) ? request.response : {};
  applyTemp(chain, request, 'response');
  saveResponse(run, account, { scope, response });
}

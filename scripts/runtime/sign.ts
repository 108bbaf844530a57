import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import { signAws } from './aws.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { signOAuth1 } from './oauth1-sign.ts';
import type { OutgoingRequest } from './request.ts';
import { evaluateIn } from './scope.ts';

/** Adds the signatures a step asks for with `oauth` (OAuth 1) and `aws` (make-app-format.md §3.9). */
export async function signed(chain: Chain, step: Step, request: OutgoingRequest): Promise<OutgoingRequest> {
  const oauth = textsOf(evaluateIn(chain.scope, step.oauth, 'oauth'));
  const aws = textsOf(evaluateIn(chain.scope, step.aws, 'aws'));
  const { host, secrets } = chain.run;
  for (const key of ['consumer_secret', 'token_secret', 'private_key']) secrets.add(oauth[key]);
  secrets.add(aws.secret);
  const moment = { now: host.now(), nonce: host.uuid().replaceAll('-', '') };
  const withOAuth = oauth.consumer_key === undefined ? request : await signOAuth1(request, oauth, moment);
  return aws.key === undefined || aws.secret === undefined ? withOAuth : signAws(withOAuth, aws, moment.now);
}

/** The members of an evaluated helper that hold something, as text. */
function textsOf(value: unknown): Record<string, string | undefined> {
  if (!isPlainObject(value)) return {};
  const given = Object.entries(value).map(([key, inner]) => [key, toText(inner)] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== ''));
}

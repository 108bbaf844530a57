import type { Rule } from './rule.ts';
import { baseRules } from './rules/base.ts';
import { bodyRules } from './rules/bodies.ts';
import { choiceRules } from './rules/choices.ts';
import { connectionFieldRules } from './rules/connection-fields.ts';
import { connectionRules } from './rules/connections.ts';
import { endpointRules } from './rules/endpoints.ts';
import { errorRules } from './rules/errors.ts';
import { expressionRules } from './rules/expressions.ts';
import { fieldRules } from './rules/fields.ts';
import { formStyleRules } from './rules/form-style.ts';
import { functionCallRules } from './rules/function-calls.ts';
import { functionStyleRules } from './rules/function-style.ts';
import { functionRules } from './rules/functions.ts';
import { hintRules } from './rules/hints.ts';
import { interfaceRules } from './rules/interface.ts';
import { labelRules } from './rules/labels.ts';
import { leakRules } from './rules/leaks.ts';
import { limitRules } from './rules/limits.ts';
import { moduleRules } from './rules/modules.ts';
import { nameRules } from './rules/names.ts';
import { oauthRules } from './rules/oauth.ts';
import { oauthClientRules } from './rules/oauth-client.ts';
import { oauthTokenRules } from './rules/oauth-tokens.ts';
import { outputRules } from './rules/outputs.ts';
import { pageConditionRules } from './rules/page-conditions.ts';
import { paginationRules } from './rules/pagination.ts';
import { requestRules } from './rules/requests.ts';
import { rpcCallerRules } from './rules/rpc-callers.ts';
import { rpcPlacementRules } from './rules/rpc-placement.ts';
import { rpcRules } from './rules/rpcs.ts';
import { sampleRules } from './rules/samples.ts';
import { securityRules } from './rules/security.ts';
import { tempRules } from './rules/temp.ts';
import { triggerRules } from './rules/triggers.ts';
import { universalRules } from './rules/universal.ts';
import { webhookRules } from './rules/webhooks.ts';

/** Every review rule, family by family. */
export const rules: readonly Rule[] = [
  ...baseRules,
  ...bodyRules,
  ...choiceRules,
  ...connectionFieldRules,
  ...connectionRules,
  ...endpointRules,
  ...errorRules,
  ...expressionRules,
  ...fieldRules,
  ...formStyleRules,
  ...functionCallRules,
  ...functionStyleRules,
  ...functionRules,
  ...hintRules,
  ...interfaceRules,
  ...labelRules,
  ...leakRules,
  ...limitRules,
  ...moduleRules,
  ...nameRules,
  ...oauthClientRules,
  ...oauthTokenRules,
  ...oauthRules,
  ...outputRules,
  ...pageConditionRules,
  ...paginationRules,
  ...requestRules,
  ...rpcCallerRules,
  ...rpcPlacementRules,
  ...rpcRules,
  ...sampleRules,
  ...securityRules,
  ...tempRules,
  ...triggerRules,
  ...universalRules,
  ...webhookRules,
];

export const ruleIds: readonly string[] = rules.map(({ id }) => id);

import {
  accountDirectives,
  chain,
  errorRules,
  judgement,
  oauthSigning,
  type Phases,
  phasesOf,
  requestSlot,
} from './request-slots.ts';
import { json, members, type Roots, type Slot, savedMembers, shaped } from './slot.ts';

/** The check of a connection with a key or a password. */
export function connectionSlot(): Slot {
  const phases = phasesOf('connection');
  const response = shaped({ ...judgement(phases), ...accountDirectives(phases.response) });
  return chain(requestSlot(phases, { response, hasPagination: false }));
}

/** The steps of OAuth. */
export function oauthSlot(): Slot {
  const token = phasesOf('oauth');
  const without = (roots: Roots): Roots => roots?.filter((root) => root !== 'query');
  const plain: Phases = {
    ...token,
    request: without(token.request),
    response: without(token.response),
    error: without(token.error),
  };
  const fetched = shaped({ ...judgement(plain), ...accountDirectives(plain.response) });
  const exchanged = shaped({ ...judgement(token), ...accountDirectives(token.response), scope: json(token.response) });
  const called = shaped({
    temp: members(token.request),
    data: members(token.request),
    valid: judgement({ ...token, response: token.request }).valid ?? json([]),
    error: errorRules(token.request),
  });
  const step = (phases: Phases, response: Slot): Slot => chain(requestSlot(phases, { response, hasPagination: false }));
  return {
    ...shaped({
      oauth: oauthSigning(plain.request),
      preauthorize: step(plain, fetched),
      requestToken: step(plain, fetched),
      authorize: step(plain, called),
      token: step(token, exchanged),
      accessToken: step(token, exchanged),
      info: step(plain, fetched),
      refresh: step(plain, fetched),
      invalidate: step(plain, fetched),
    }),
    isOpen: true,
  };
}

/** attach, update or detach of a webhook. */
export function hookSlot(): Slot {
  const phases = phasesOf('attach');
  const response = shaped({ ...judgement(phases), data: savedMembers(phases.response) });
  return chain(requestSlot(phases, { response, hasPagination: false }));
}

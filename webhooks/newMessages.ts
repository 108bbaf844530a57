import { attach, defineWebhook, fn, hookOf, iml, incoming, op, parameters, reply, tempOf, text } from '#dsl';
import type { CreatedEnvelope, Delivery, WebhookSummary } from '../app/api/types.ts';
import { messageOutput } from '../app/message.ts';
import { WEBHOOKS } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const p = parameters({
  name: text({
    label: 'Webhook Name',
    required: true,
    help: "The name that ChatBot's story editor will show. Add a **Webhook** block with this name to a story and publish it: messages arrive only from there.",
  }),
});

/** Extra headers of deliveries: none, so their assumed shape of key and value does not matter (G8). */
const HEADERS = [] as const;

/**
 * What ChatBot repeats to prove that it is the sender. It must be known while the registration is still under way, when
 * nothing is stored yet, so it follows from what every webhook has.
 */
const tokenOf = (hook: ReturnType<typeof hookOf>) => fn.sha256(iml`${hook.id} ${hook.url}`);

const { body: created } = reply<CreatedEnvelope>();

const register = attach({
  url: WEBHOOKS,
  method: 'POST',
  body: { name: p.name, url: hookOf().url, token: tokenOf(hookOf()), headers: HEADERS, auth: {} },
  response: {
    // A refused handshake makes the API refuse the registration, and its reason is shown (G11).
    valid: { condition: created.id, message: 'ChatBot registered the webhook, but did not say under which ID.' },
    data: { externalHookId: created.id },
  },
  log: { sanitize: ['request.headers.authorization', 'request.body.token'] },
});
const hook = hookOf(register);

const { body: registered } = reply<readonly WebhookSummary[]>();

/** The registration, if it is still there. */
const temp = tempOf<{ readonly known: readonly string[] }>();

const { body, query, method } = incoming<Delivery, { readonly challenge?: string; readonly token?: string }>();

/** A handshake must carry the right token; a delivery need not carry one, but not a wrong one (G15). */
const isForged = op.and(op.or(query.challenge, query.token), op.ne(query.token, tokenOf(hook)));
const isHandshake = op.and(op.eq(method, 'GET'), query.challenge);
/** Neither format lacks all of these; broken JSON and lists do. */
const isDelivery = op.or(body.chatId, body.sessionId, body.result);

export const newMessages = defineWebhook({
  name: 'newMessages',
  type: 'web',
  label: 'New Messages',
  connection: chatbot,
  parameters: p,
  attach: register,
  // Looks before it removes: removing a webhook that is gone already would fail.
  detach: [
    { url: WEBHOOKS, response: { temp: { known: fn.map(registered, 'id', 'id', hook.externalHookId) } } },
    {
      condition: op.gt(fn.length(temp.known), 0),
      url: iml`${WEBHOOKS}/${hook.externalHookId}`,
      method: 'DELETE',
    },
  ],
  communication: {
    // Answers the handshake and refuses what is no delivery; neither reaches a scenario.
    verification: {
      condition: op.or(isForged, isHandshake, op.not(isDelivery)),
      respond: {
        type: 'text',
        status: fn.if(isForged, 401, fn.if(isHandshake, 200, 400)),
        body: fn.if(isForged, '', fn.if(isHandshake, query.challenge, 'This is no message of a chat.')),
      },
    },
    output: messageOutput(body),
    respond: { type: 'json', status: 200, body: { responses: [] } },
  },
});

import { defineRpc, fn, itemOf, reply } from '#dsl';
import type { WebhookSummary } from '../app/api/types.ts';
import { WEBHOOKS } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const { body } = reply<readonly WebhookSummary[]>();
const item = itemOf(body);

export const listWebhooks = defineRpc({
  name: 'listWebhooks',
  label: 'List Webhooks',
  connection: chatbot,
  communication: {
    url: WEBHOOKS,
    response: {
      iterate: body,
      limit: 500,
      output: { label: fn.ifempty(item.name, item.id), value: item.id },
    },
  },
});

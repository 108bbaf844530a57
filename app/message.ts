import { any, collection, fn, type Ref, text, uinteger } from '#dsl';
import type { Delivery } from './api/types.ts';

/** The fields of a message bundle, whichever format it arrived in. */
export const messageInterface = {
  apiVersion: uinteger({ label: 'API Version' }),
  chatId: text({ label: 'Chat ID' }),
  messageId: text({ label: 'Message ID' }),
  userId: text({ label: 'User ID' }),
  externalId: text({ label: 'External ID' }),
  node: collection({
    label: 'Block',
    spec: {
      id: text({ label: 'Block ID' }),
      name: text({ label: 'Name' }),
      type: text({ label: 'Type' }),
      webhookId: text({ label: 'Webhook ID' }),
      webhookName: text({ label: 'Webhook Name' }),
    },
  }),
  interaction: collection({
    label: 'Interaction',
    spec: {
      id: text({ label: 'Interaction ID' }),
      name: text({ label: 'Name' }),
      action: text({ label: 'Action' }),
    },
  }),
  userAttributes: collection({ label: 'User Attributes', spec: {} }),
  attributes: collection({ label: 'Attributes', spec: {} }),
  query: text({ label: 'Message' }),
  raw: any({ label: 'Raw Delivery' }),
};

/** Brings both formats of a delivery into one. The old one has a `result`; its members beside those in samples are assumed (G7). */
export const messageOutput = (body: Ref<Delivery, 'body'>) => ({
  apiVersion: fn.if(body.result, 1, 2),
  chatId: fn.ifempty(body.chatId, body.sessionId),
  messageId: body.messageId,
  userId: body.userId,
  externalId: body.externalId,
  node: body.node,
  interaction: body.result.interaction,
  userAttributes: body.userAttributes,
  attributes: fn.ifempty(body.attributes, body.result.sessionParameters),
  query: body.result.query,
  raw: body,
});

import { defineModule } from '#dsl';
import { messageInterface } from '../app/message.ts';
import { newMessages } from '../webhooks/newMessages.ts';

export const watchNewMessages = defineModule({
  name: 'watchNewMessages',
  type: 'instant_trigger',
  label: 'Watch New Messages',
  description: 'Triggers when a chat reaches a webhook block of a published story.',
  webhook: newMessages,
  interface: messageInterface,
  samples: {
    apiVersion: 2,
    chatId: '60166f2ac3d1a40008e5b7f0',
    messageId: '2f9d61c8-7b04-4e3a-9c15-d8a06be4f372',
    userId: '6012ab34cd56ef7890120001',
    externalId: 'lc-40d17e',
    node: {
      id: 'b07e2f81-5d3c-4196-a8e4-f1c97d306b2a',
      name: 'Look up',
      type: 'WEBHOOK',
      webhookId: '60100c0ffee0000000000001',
      webhookName: 'Timetable',
    },
    userAttributes: { default_name: 'Ines Marlow', default_email: 'ines.marlow@quayside.example' },
    attributes: { pier: 'North' },
  },
});

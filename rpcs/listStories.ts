import { defineRpc, fn, itemOf, reply } from '#dsl';
import type { StorySummary } from '../app/api/types.ts';
import { STORIES } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const { body } = reply<readonly StorySummary[]>();
const item = itemOf(body);

export const listStories = defineRpc({
  name: 'listStories',
  label: 'List Stories',
  connection: chatbot,
  communication: {
    url: STORIES,
    response: {
      iterate: body,
      limit: 500,
      output: { label: fn.ifempty(item.name, item.id), value: item.id },
    },
  },
});

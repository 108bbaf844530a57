import { defineRpc, fn, itemOf, reply } from '#dsl';
import type { Segment } from '../app/api/types.ts';
import { SEGMENTS } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const { body } = reply<readonly Segment[]>();
const item = itemOf(body);

export const listSegments = defineRpc({
  name: 'listSegments',
  label: 'List Segments',
  connection: chatbot,
  communication: {
    url: SEGMENTS,
    response: {
      iterate: body,
      limit: 500,
      output: { label: fn.ifempty(item.name, item.id), value: item.id },
    },
  },
});

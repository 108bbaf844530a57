import { defineModule, fn, iml, parameters, reply, select, text } from '#dsl';
import type { Envelope } from '../app/api/types.ts';
import { statusInterface, statusOutput } from '../app/envelope.ts';
import { notFound } from '../app/errors.ts';
import { STORIES } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';
import { listStories } from '../rpcs/listStories.ts';

const p = parameters({
  id: select({ label: 'Story ID', options: listStories, required: true, mode: 'edit', dynamic: true }),
});

const { body } = reply<Envelope>();

export const deleteStory = defineModule({
  name: 'deleteStory',
  type: 'action',
  crud: 'delete',
  label: 'Delete a Story',
  description: 'Removes a story specified by ID.',
  connection: chatbot,
  mappableParameters: p,
  interface: { id: text({ label: 'Story ID' }), ...statusInterface },
  communication: {
    url: iml`${STORIES}/${fn.encodeURL(p.id)}`,
    encodeUrl: false,
    method: 'DELETE',
    response: { output: { id: p.id, ...statusOutput(body) }, error: notFound('story', p.id) },
  },
  samples: {
    id: '600e5a7e5ea5000000000001',
    timestamp: '2021-02-01T13:45:09.002Z',
    status: { code: 200, type: 'success' },
  },
});

import { defineModule, fn, iml, op, parameters, reply, request, select, tempOf, text } from '#dsl';
import type { Envelope } from '../app/api/types.ts';
import { statusInterface, statusOutput } from '../app/envelope.ts';
import { notFound } from '../app/errors.ts';
import { STORIES } from '../app/paths.ts';
import { storyBody } from '../app/story.ts';
import { chatbot } from '../connections/chatbot.ts';
import { listStories } from '../rpcs/listStories.ts';

const p = parameters({
  id: select({ label: 'Story ID', options: listStories, required: true, mode: 'edit', dynamic: true }),
  name: text({ label: 'Name' }),
  description: text({ label: 'Description', multiline: true }),
});

const { body } = reply<Envelope>();

/** Stops before anything is sent when there is nothing to change. */
const collect = request({
  temp: { story: storyBody(p) },
  response: {
    valid: {
      condition: op.gt(fn.length(fn.keys(tempOf<{ story: object }>().story)), 0),
      type: 'DataError',
      message: 'There is nothing to change: fill in Name or Description.',
    },
  },
});

export const updateStory = defineModule({
  name: 'updateStory',
  type: 'action',
  crud: 'update',
  label: 'Update a Story',
  description: 'Updates a story specified by ID.',
  connection: chatbot,
  mappableParameters: p,
  interface: { id: text({ label: 'Story ID' }), ...statusInterface },
  communication: [
    collect,
    {
      url: iml`${STORIES}/${fn.encodeURL(p.id)}`,
      encodeUrl: false,
      method: 'PUT',
      body: tempOf(collect).story,
      response: { output: { id: p.id, ...statusOutput(body) }, error: notFound('story', p.id) },
    },
  ],
  samples: {
    id: '600e5a7e5ea5000000000001',
    timestamp: '2021-02-01T13:43:20.774Z',
    status: { code: 200, type: 'success' },
  },
});

import { defineModule, fn, iml, parameters, reply, select } from '#dsl';
import { notFound } from '../app/errors.ts';
import { STORIES } from '../app/paths.ts';
import { type AnyStory, storyInterface, storyOutput } from '../app/story.ts';
import { chatbot } from '../connections/chatbot.ts';
import { listStories } from '../rpcs/listStories.ts';

const p = parameters({
  id: select({ label: 'Story ID', options: listStories, required: true, mode: 'edit', dynamic: true }),
});

const { body } = reply<AnyStory>();

export const getStory = defineModule({
  name: 'getStory',
  type: 'action',
  crud: 'read',
  label: 'Get a Story',
  description: 'Returns details of a story specified by ID.',
  connection: chatbot,
  mappableParameters: p,
  interface: storyInterface,
  communication: {
    url: iml`${STORIES}/${fn.encodeURL(p.id)}`,
    encodeUrl: false,
    response: { output: storyOutput(body), error: notFound('story', p.id) },
  },
  samples: {
    id: '600e5a7e5ea5000000000001',
    name: 'Ferry times',
    description: 'Reads the timetable',
    order: ['600e5a7e5ea50000000000a1'],
    interactions: [
      {
        id: '600e5a7e5ea50000000000a1',
        name: 'Next ferry',
        root: true,
        references: [],
        contextOut: ['600e5a7e5ea50000000000a2'],
        webhook: '60100c0ffee0000000000001',
      },
    ],
  },
});

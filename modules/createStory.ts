import { defineModule, parameters, text } from '#dsl';
import { createdInterface, createdOutput } from '../app/envelope.ts';
import { STORIES } from '../app/paths.ts';
import { storyBody } from '../app/story.ts';
import { chatbot } from '../connections/chatbot.ts';

const p = parameters({
  name: text({ label: 'Name', required: true, help: 'What the story is called in ChatBot.' }),
  description: text({ label: 'Description', multiline: true }),
});

export const createStory = defineModule({
  name: 'createStory',
  type: 'action',
  crud: 'create',
  label: 'Create a Story',
  description: 'Creates a new story.',
  connection: chatbot,
  mappableParameters: p,
  interface: createdInterface('Story ID'),
  communication: {
    url: STORIES,
    method: 'POST',
    body: storyBody(p),
    response: { output: createdOutput },
  },
  samples: {
    id: '600e5a7e5ea5000000000001',
    timestamp: '2021-02-01T13:40:51.236Z',
    status: { code: 200, type: 'success' },
  },
});

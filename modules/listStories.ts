import { defineModule, itemOf, parameters, reply, uinteger } from '#dsl';
import type { StorySummary } from '../app/api/types.ts';
import { STORIES } from '../app/paths.ts';
import { storySummaryInterface } from '../app/story.ts';
import { chatbot } from '../connections/chatbot.ts';

const p = parameters({
  limit: uinteger({ label: 'Limit', default: 10, help: 'The maximum number of stories to return in one cycle.' }),
});

const { body } = reply<readonly StorySummary[]>();

/** The API returns all stories at once; there are no pages. */
export const listStories = defineModule({
  name: 'listStories',
  type: 'search',
  label: 'List Stories',
  description: 'Returns a list of all stories.',
  connection: chatbot,
  mappableParameters: p,
  interface: storySummaryInterface,
  communication: {
    url: STORIES,
    response: { iterate: body, limit: p.limit, output: itemOf(body) },
  },
  samples: {
    id: '600e5a7e5ea5000000000001',
    name: 'Ferry times',
    description: 'Reads the timetable',
    integrations: ['widget', 'livechat'],
    metrics: [{ date: '2021-01-31', conversations: 19 }],
  },
});

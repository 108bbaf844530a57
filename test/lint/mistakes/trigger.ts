import type { Change, Mistake } from './mistake.ts';

const WATCH = `import { date, defineModule, fn, itemOf, parameters, reply, text, uinteger } from '#dsl';
import { STORIES } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const p = parameters({
  limit: uinteger({ label: 'Limit', default: 2, help: 'The maximum number of stories to return in one cycle.' }),
});

const { body } = reply<readonly { readonly id: string; readonly name: string; readonly createdAt: string }[]>();
const item = itemOf(body);

export const watchStories = defineModule({
  name: 'watchStories',
  type: 'trigger',
  label: 'Watch Stories',
  description: 'Triggers when a story is created.',
  connection: chatbot,
  staticParameters: p,
  interface: { id: text({ label: 'Story ID' }), name: text({ label: 'Name' }), createdAt: date({ label: 'Created At' }) },
  communication: {
    url: STORIES,
    response: {
      iterate: body,
      limit: p.limit,
      trigger: { type: 'date', order: 'desc', id: item.id, date: fn.parseDate(item.createdAt) },
      output: { id: item.id, name: item.name, createdAt: fn.parseDate(item.createdAt) },
    },
  },
  epoch: { response: { limit: 100, output: { label: item.name, date: fn.parseDate(item.createdAt) } } },
  samples: { id: '600e5a7e5ea5000000000001', name: 'Ferry times', createdAt: '2021-01-31T18:00:00.000Z' },
});
`;

const EPOCH =
  '  epoch: { response: { limit: 100, output: { label: item.name, date: fn.parseDate(item.createdAt) } } },\n';

/** The polling trigger ChatBot does not have, with one change. */
function watching(from: string, to: string): readonly Change[] {
  if (!WATCH.includes(from)) throw new Error(`The trigger holds no ${from}`);
  return [
    { file: 'modules/watchStories.ts', to: WATCH.replace(from, () => to) },
    {
      file: 'app/app.ts',
      from: "import { watchNewMessages } from '../modules/watchNewMessages.ts';",
      to: "import { watchNewMessages } from '../modules/watchNewMessages.ts';\nimport { watchStories } from '../modules/watchStories.ts';",
    },
    { file: 'app/app.ts', from: '[watchNewMessages]', to: '[watchNewMessages, watchStories]' },
  ];
}

/** Mistakes only a polling trigger can have. */
export const triggerMistakes: readonly Mistake[] = [
  {
    title: 'a trigger without an ID',
    descriptors: {
      changes: watching("{ type: 'date', order: 'desc', id: item.id,", "‸{ type: 'date', order: 'desc',"),
    },
    says: 'MAN003 "id" is missing. add "id": ID of the item.',
  },
  {
    title: 'a trigger by date without a date',
    descriptors: {
      changes: watching(
        "trigger: { type: 'date', order: 'desc', id: item.id, date: fn.parseDate(item.createdAt) }",
        "trigger: ‸{ type: 'date', order: 'desc', id: item.id }",
      ),
    },
    says: 'MAN003 "date" is missing. add "date".',
  },
  {
    title: 'a trigger whose ID is its date',
    descriptors: {
      changes: watching('id: item.id, date: fn.parseDate', 'id: ‸fn.parseDate(item.createdAt), date: fn.parseDate'),
    },
    says: 'TRIG-012 The ID is the date of the item. give the ID of the item.',
  },
  {
    title: 'a trigger without an address',
    descriptors: { changes: watching('communication: {\n    url: STORIES,\n', 'communication: ‸{\n') },
    says: 'MAN031 The trigger calls no address. add "url": a trigger cannot do without a request.',
  },
  {
    title: 'a trigger without a limit',
    descriptors: {
      changes: watching(
        'response: {\n      iterate: body,\n      limit: p.limit,\n',
        'response: {\n      iterate: body,\n',
      ).map((change) => ({ ...change, to: change.to.replace('communication: {', 'communication: ‸{') })),
    },
    besides: ['MOD-030'],
    says: 'TRIG-011 The trigger gives one bundle per run. add "limit": "{{parameters.limit}}" to response, and a static parameter "limit".',
  },
  {
    title: 'a trigger without a list to start from',
    descriptors: {
      changes: watching(EPOCH, ''),
      at: 'modules/watchStories.ts',
    },
    says: 'TRIG-009 There is no list to choose a start from. add the section epoch with response.output.label and .date.',
  },
  {
    title: 'a list to start from without dates',
    descriptors: {
      changes: watching(
        'output: { label: item.name, date: fn.parseDate(item.createdAt) }',
        'output: ‸{ label: item.name }',
      ),
    },
    says: 'MAN003 "date" is missing. add "date": date of the item.',
  },
  {
    title: 'the date of the last item sent before there is one',
    descriptors: { changes: watching('url: STORIES,', "url: STORIES, qs: { since: ‸'{{data.lastDate}}' },") },
    says: 'TRIG-006 In the first run this is empty. write {{data.lastDate || undefined}}.',
  },
  {
    title: 'a limit of the user in the request of a trigger',
    descriptors: { changes: watching('url: STORIES,', 'url: STORIES, qs: { limit: ‸p.limit },') },
    says: "TRIG-005 The user's limit decides how much the trigger looks at. use a constant, the API's maximum.",
  },
];

/** The trigger as it should be. */
export const trigger = watching('trigger', 'trigger');

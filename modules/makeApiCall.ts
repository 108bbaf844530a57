import { any, array, collection, defineModule, fn, iml, parameters, reply, select, spread, text, uinteger } from '#dsl';
import { HOST } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

/** No address with a scheme or a host of its own: the token must not leave the API. */
const RELATIVE = '^(?!\\s*(//|\\\\|[A-Za-z][A-Za-z0-9+.-]*:))';

const p = parameters({
  url: text({
    label: 'URL',
    required: true,
    help: `A path relative to \`${HOST}/\`, for example \`/users\`. The [API documentation](https://www.chatbot.com/docs/) lists what there is. A query may be part of it, which is also the way to repeat a key.`,
    validate: { pattern: RELATIVE },
  }),
  method: select({
    label: 'Method',
    required: true,
    default: 'GET',
    help: '**GET** retrieves, **POST** creates, **PUT** replaces, **PATCH** changes a part, **DELETE** deletes.',
    options: [
      { value: 'GET', label: 'GET' },
      { value: 'POST', label: 'POST' },
      { value: 'PUT', label: 'PUT' },
      { value: 'PATCH', label: 'PATCH' },
      { value: 'DELETE', label: 'DELETE' },
    ],
  }),
  headers: array({
    label: 'Headers',
    labels: { add: 'Add a header' },
    help: 'Authorization is added for you, and replaces one given here.',
    default: [{ key: 'Content-Type', value: 'application/json' }],
    spec: { key: text({ label: 'Key', required: true }), value: text({ label: 'Value' }) },
  }),
  qs: array({
    label: 'Query String',
    labels: { add: 'Add a parameter' },
    spec: { key: text({ label: 'Key', required: true }), value: text({ label: 'Value' }) },
  }),
  body: any({ label: 'Body', help: 'Sent as it is; a GET request has none.' }),
});

const { body, headers, statusCode } = reply<unknown>();

export const makeApiCall = defineModule({
  name: 'makeApiCall',
  type: 'universal',
  label: 'Make an API Call',
  description: 'Performs an arbitrary authorized API call.',
  connection: chatbot,
  mappableParameters: p,
  interface: {
    body: any({ label: 'Body' }),
    headers: collection({ label: 'Headers', spec: {} }),
    statusCode: uinteger({ label: 'Status Code' }),
  },
  communication: {
    // The slash ends the host before the first expression, so no input can change where the token goes.
    url: iml`${HOST}/${p.url}`,
    method: p.method,
    // Base adds the authorization; one from the user would replace it.
    headers: {
      ...spread(fn.omit(fn.toCollection(p.headers, 'key', 'value'), 'Authorization', 'authorization', 'AUTHORIZATION')),
    },
    qs: { ...spread(fn.toCollection(p.qs, 'key', 'value')) },
    body: p.body,
    type: 'text',
    response: { output: { body, headers, statusCode } },
  },
  samples: {
    body: [{ id: '600e5a7e5ea5000000000001', name: 'Ferry times', description: 'Reads the timetable' }],
    headers: { 'content-type': 'application/json; charset=utf-8' },
    statusCode: 200,
  },
});

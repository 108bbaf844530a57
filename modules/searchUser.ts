import { defineModule, fn, itemOf, op, parameters, reply, select, uinteger } from '#dsl';
import type { UserPage } from '../app/api/types.ts';
import { USERS } from '../app/paths.ts';
import { userInterface, userOutput } from '../app/user.ts';
import { encodeUserQuery, filters } from '../app/user-filters.ts';
import { chatbot } from '../connections/chatbot.ts';
import { listUsers } from '../rpcs/listUsers.ts';

const PAGE = 40; // the API's maximum

const p = parameters({
  after: select({
    label: 'After',
    options: listUsers,
    dynamic: true,
    help: 'Returns only users listed after this one.',
  }),
  sortField: select({
    label: 'Field',
    options: [
      { value: 'createdAt', label: 'Created At' },
      { value: 'lastSeen', label: 'Last Seen' },
    ],
    help: 'What to sort by; the creation date if left empty.',
  }),
  sortOrder: select({
    label: 'Order',
    options: [
      { value: 'asc', label: 'Ascending' },
      { value: 'desc', label: 'Descending' },
    ],
    help: 'Descending if left empty.',
  }),
  match: select({
    label: 'Match',
    options: [
      { value: 'all', label: 'All' },
      { value: 'any', label: 'Any' },
    ],
    help: 'Whether a user must pass all filters or any of them; all if left empty.',
  }),
  filters,
  limit: uinteger({ label: 'Limit', default: 10, help: 'The maximum number of users to return in one cycle.' }),
});

const { body } = reply<UserPage>();

export const searchUser = defineModule({
  name: 'searchUser',
  type: 'search',
  label: 'Search User',
  description: 'Searches for users or lists them all.',
  connection: chatbot,
  mappableParameters: p,
  interface: userInterface,
  communication: {
    url: USERS,
    qs: { limit: PAGE, after: p.after, ...encodeUserQuery(p) },
    response: {
      iterate: body.data,
      limit: p.limit,
      output: userOutput(itemOf(body.data)),
    },
    // A full page may have another behind it; `count` is not used, its meaning is not documented (G9).
    pagination: {
      qs: { after: fn.get(fn.last(body.data), 'id') },
      condition: op.gte(fn.length(body.data), PAGE),
    },
  },
  samples: {
    id: '6012ab34cd56ef7890120002',
    userId: '9d3f1c52-6a0e-4b7d-8e21-54c7ab90f3d6',
    banned: true,
    attributes: {
      default_email: 'bo.tran@saltmarsh.example',
      default_name: 'Bo Tran',
      default_timezone: 'Asia/Ho_Chi_Minh',
      default_country: 'Vietnam',
    },
    conversations: 1,
    createdAt: '2021-01-31T18:00:00.000Z',
    lastSeen: '2021-01-31T18:02:09.777Z',
  },
});

import { defineRpc, fn, itemOf, reply } from '#dsl';
import type { UserPage } from '../app/api/types.ts';
import { USERS } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const PAGE = 40; // the API's maximum

const { body } = reply<UserPage>();
const user = itemOf(body.data);

/** The newest users; older ones are reached by mapping an ID. */
export const listUsers = defineRpc({
  name: 'listUsers',
  label: 'List Users',
  connection: chatbot,
  communication: {
    url: USERS,
    qs: { limit: PAGE },
    response: {
      iterate: body.data,
      limit: PAGE,
      output: {
        label: fn.ifempty(user.attributes.default_name, fn.ifempty(user.attributes.default_email, user.userId)),
        value: user.id,
      },
    },
  },
});

import { defineRpc, fn, iml, itemOf, kw, op, reply } from '#dsl';
import type { UserPage } from '../app/api/types.ts';
import { USERS } from '../app/paths.ts';
import { chatbot } from '../connections/chatbot.ts';

const PAGE = 40; // the API's maximum

const { body } = reply<UserPage>();

/** A key of a JSON object with its text or null value and the punctuation around, which goes away. */
const MEMBER = String.raw`/[\[\]{},]*"((?:[^"\\]|\\.)*)":(?:"(?:[^"\\]|\\.)*"|null)[\]}]*/g`;

/** Every key the users of the first page have. IML cannot take the keys of each item of a list, so their JSON is reduced to its keys. */
const keys = fn.distinct(
  fn.split(fn.replace(fn.createJSON(fn.map(body.data, 'attributes')), MEMBER, iml`$1${kw.newline}`), kw.newline),
);
const key = itemOf(keys);

/** The custom attributes in use. The API has no list of them. */
export const listAttributes = defineRpc({
  name: 'listAttributes',
  label: 'List Attributes',
  connection: chatbot,
  communication: {
    url: USERS,
    qs: { limit: PAGE },
    response: {
      iterate: { container: keys, condition: op.ne(fn.indexOf(key, 'default_'), 0) },
      limit: 300,
      output: { label: key, value: key },
    },
  },
});

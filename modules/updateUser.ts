import { defineModule, fn, iml, op, parameters, reply, request, select, tempOf, text } from '#dsl';
import type { Envelope } from '../app/api/types.ts';
import { statusInterface, statusOutput } from '../app/envelope.ts';
import { notFound } from '../app/errors.ts';
import { USERS } from '../app/paths.ts';
import { attributesOf, updateFields } from '../app/user.ts';
import { chatbot } from '../connections/chatbot.ts';
import { listUsers } from '../rpcs/listUsers.ts';

const p = parameters({
  id: select({
    label: 'User ID',
    options: listUsers,
    required: true,
    mode: 'edit',
    dynamic: true,
    help: 'The ID that ChatBot gave the user.',
  }),
  ...updateFields,
});

const { body } = reply<Envelope>();

/** Stops before anything is sent when there is nothing to change. */
const collect = request({
  temp: { attributes: attributesOf(p) },
  response: {
    valid: {
      condition: op.gt(fn.length(fn.keys(tempOf<{ attributes: object }>().attributes)), 0),
      type: 'DataError',
      message: 'There is nothing to change: fill in at least one field beside User ID.',
    },
  },
});

export const updateUser = defineModule({
  name: 'updateUser',
  type: 'action',
  crud: 'update',
  label: 'Update a User',
  description: 'Updates a user specified by ID.',
  connection: chatbot,
  mappableParameters: p,
  interface: { id: text({ label: 'User ID' }), ...statusInterface },
  communication: [
    collect,
    {
      url: iml`${USERS}/${fn.encodeURL(p.id)}`,
      encodeUrl: false,
      method: 'PUT',
      body: { attributes: tempOf(collect).attributes },
      response: { output: { id: p.id, ...statusOutput(body) }, error: notFound('user', p.id) },
    },
  ],
  samples: {
    id: '6012ab34cd56ef7890120001',
    timestamp: '2021-02-01T09:04:37.185Z',
    status: { code: 200, type: 'success' },
  },
});

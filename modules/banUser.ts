import { boolean, defineModule, fn, iml, op, parameters, reply, select, text } from '#dsl';
import type { Envelope } from '../app/api/types.ts';
import { statusInterface, statusOutput } from '../app/envelope.ts';
import { notFound } from '../app/errors.ts';
import { BAN, USERS } from '../app/paths.ts';
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
  operationType: select({
    label: 'Operation Type',
    required: true,
    options: [
      { value: 'ban', label: 'Ban User' },
      { value: 'unban', label: 'Unban User' },
    ],
  }),
});

const { body } = reply<Envelope>();
const banned = op.eq(p.operationType, 'ban');

export const banUser = defineModule({
  name: 'banUser',
  type: 'action',
  crud: 'update',
  label: 'Ban/Unban a User',
  description: 'Changes the ban status of a user specified by ID.',
  connection: chatbot,
  mappableParameters: p,
  interface: { id: text({ label: 'User ID' }), banned: boolean({ label: 'Banned' }), ...statusInterface },
  communication: {
    url: iml`${USERS}/${fn.encodeURL(p.id)}${BAN}`,
    encodeUrl: false,
    method: 'PUT',
    body: { banned },
    response: { output: { id: p.id, banned, ...statusOutput(body) }, error: notFound('user', p.id) },
  },
  samples: {
    id: '6012ab34cd56ef7890120002',
    banned: true,
    timestamp: '2021-02-01T09:10:01.337Z',
    status: { code: 200, type: 'success' },
  },
});

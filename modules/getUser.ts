import { defineModule, fn, iml, parameters, reply, select } from '#dsl';
import type { User } from '../app/api/types.ts';
import { notFound } from '../app/errors.ts';
import { USERS } from '../app/paths.ts';
import { userInterface, userOutput } from '../app/user.ts';
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
});

const { body } = reply<User>();

export const getUser = defineModule({
  name: 'getUser',
  type: 'action',
  crud: 'read',
  label: 'Get a User',
  description: 'Returns details of a user specified by ID.',
  connection: chatbot,
  mappableParameters: p,
  interface: userInterface,
  communication: {
    url: iml`${USERS}/${fn.encodeURL(p.id)}`,
    encodeUrl: false,
    response: { output: userOutput(body), error: notFound('user', p.id) },
  },
  samples: {
    id: '6012ab34cd56ef7890120001',
    userId: 'shop-7731',
    banned: false,
    attributes: {
      default_email: 'ines.marlow@quayside.example',
      default_name: 'Ines Marlow',
      default_url: 'https://quayside.example',
      default_avatar: 'https://quayside.example/faces/ines.png',
      default_language: 'pt',
      default_timezone: 'Europe/Lisbon',
      default_gender: 'female',
      default_ip: '198.51.100.7',
      default_city: 'Setúbal',
      default_region: 'Lisboa',
      default_country: 'Portugal',
      default_referrer: 'https://search.example/?q=ferry',
      default_username: 'imarlow',
    },
    conversations: 4,
    createdAt: '2021-01-31T20:15:42.118Z',
    lastSeen: '2021-02-01T08:59:01.500Z',
  },
});

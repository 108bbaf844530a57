import { defineApp, iml } from '#dsl';
import { connection } from '../connections/chatbot.ts';
import { banUser } from '../modules/banUser.ts';
import { createStory } from '../modules/createStory.ts';
import { createUser } from '../modules/createUser.ts';
import { deleteStory } from '../modules/deleteStory.ts';
import { getStory } from '../modules/getStory.ts';
import { getUser } from '../modules/getUser.ts';
import { listStories } from '../modules/listStories.ts';
import { makeApiCall } from '../modules/makeApiCall.ts';
import { searchUser } from '../modules/searchUser.ts';
import { updateStory } from '../modules/updateStory.ts';
import { updateUser } from '../modules/updateUser.ts';
import { watchNewMessages } from '../modules/watchNewMessages.ts';
import { errorRules, isSuccess } from './errors.ts';
import { HOST } from './paths.ts';

export default defineApp({
  name: 'chatbot',
  label: 'ChatBot',
  description: 'Watches messages and manages the users and stories of a ChatBot account.',
  version: 1,
  theme: '#3859ff',
  language: 'en',
  audience: 'global',
  base: {
    baseUrl: HOST,
    headers: { authorization: iml`Bearer ${connection.accessToken}` },
    response: { valid: isSuccess, error: errorRules },
    log: { sanitize: ['request.headers.authorization'] },
  },
  groups: [
    { label: 'User', modules: [searchUser, getUser, createUser, updateUser, banUser] },
    { label: 'Story', modules: [listStories, getStory, createStory, updateStory, deleteStory] },
    { label: 'Message', modules: [watchNewMessages] },
    { label: 'Other', modules: [makeApiCall] },
  ],
});

import { connectionOf, defineConnection, fn, iml, parameters, password, reply } from '#dsl';
import type { ErrorAnswer } from '../app/api/types.ts';
import { HOST, STORIES } from '../app/paths.ts';

const p = parameters({
  accessToken: password({
    label: 'Access Token',
    required: true,
    editable: true,
    help: 'In ChatBot, open your profile menu, choose **Settings**, then **API Keys**, and copy the **Developer Access Token**. Details are in the [API documentation](https://www.chatbot.com/docs/).',
  }),
});

/** A pasted token may bring blanks along. */
const accessToken = fn.trim(p.accessToken);

const { statusCode } = reply<ErrorAnswer>();

/** Checks the developer access token by reading the stories. The API names no account, so there is no metadata. */
export const chatbot = defineConnection({
  name: 'chatbot',
  type: 'basic',
  label: 'ChatBot',
  parameters: p,
  communication: {
    url: `${HOST}${STORIES}`,
    headers: { authorization: iml`Bearer ${accessToken}` },
    response: {
      data: { accessToken },
      error: {
        message: iml`[${statusCode}] ChatBot did not confirm the access token.`,
        401: {
          type: 'InvalidAccessTokenError',
          message:
            '[401] The access token was rejected. Use the Developer Access Token; a client token does not work here.',
        },
        429: { type: 'RateLimitError', message: '[429] Too many requests to ChatBot. Try again later.' },
      },
    },
    log: { sanitize: ['request.headers.authorization'] },
  },
});

export const connection = connectionOf(chatbot);

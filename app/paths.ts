/** Where the API lives; connections and the universal module need it written out, Base does not reach them. */
export const HOST = 'https://api.chatbot.com';

export const USERS = '/users';
/** The old paths, without `/v2`: the app was made for them, and both are served (G14). */
export const STORIES = '/stories';
/** The newer path; the old one was `/segments` (G14). */
export const SEGMENTS = '/users/segments';
export const WEBHOOKS = '/webhooks';

/** What follows a user's path to ban or unban them; assumed to be the same in both versions of the API (G6). */
export const BAN = '/ban';

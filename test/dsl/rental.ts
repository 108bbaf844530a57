import {
  attach,
  callback,
  collection,
  commonData,
  connectionOf,
  dataOf,
  date,
  defineConnection,
  defineEndpoint,
  defineFunction,
  defineModule,
  defineRpc,
  defineWebhook,
  fn,
  hookOf,
  iml,
  incoming,
  itemOf,
  kw,
  type OutputOf,
  oauth,
  oauthStep,
  op,
  parameters,
  password,
  type Ref,
  type Root,
  reply,
  select,
  tempOf,
  text,
  uinteger,
} from '#dsl';

/** An invented service that rents out tools; the shapes of its answers. */
export interface Tool {
  id: string;
  name: string;
  note: string | null;
  price: number;
  tags: string[];
  owner: { id: string; city: string | null };
  addedAt: string;
  retired?: boolean;
}

export interface ToolPage {
  tools: Tool[];
  next?: string;
}

export interface Delivery {
  rentalId: string;
  tool: { id: string; name: string };
  comment?: string;
}

const key = parameters({ apiKey: password({ label: 'API Key', required: true }) });

export const account = defineConnection({
  name: 'account',
  type: 'basic',
  label: 'Tool rental',
  parameters: key,
  communication: {
    url: 'https://api.rental.example/me',
    headers: { authorization: iml`Key ${key.apiKey}` },
    response: {
      data: { region: reply<{ region: string }>().body.region },
      uid: reply<{ id: string }>().body.id,
      metadata: { type: 'email', value: reply<{ mail: string }>().body.mail },
      error: { message: 'The key was refused.', 401: { message: 'No such key.', type: 'InvalidAccessTokenError' } },
    },
  },
});
export const connection = connectionOf(account);

export const tool = reply<Tool>().body;
export const page = reply<ToolPage, 'x-total'>();
export const listed = itemOf(page.body.tools);

export const listTools = defineRpc({
  name: 'listTools',
  label: 'List tools',
  connection: account,
  communication: {
    url: '/tools',
    response: { iterate: page.body.tools, output: { label: listed.name, value: listed.id } },
  },
});

export const p = parameters({
  id: select({ label: 'Tool', options: listTools, required: true }),
  nick: text({ label: 'Nickname' }),
  mode: select({
    label: 'Mode',
    options: [
      { value: 'day', label: 'By day', nested: { days: uinteger({ required: true }), until: date() } },
      { value: 'hour', label: 'By hour', nested: { until: text() } },
    ],
  }),
  who: collection({ spec: { name: text({ required: true }), city: text() } }),
  count: uinteger({ label: 'Count', required: true, default: 1 }),
  limit: uinteger({ label: 'Limit', default: 10 }),
});

export const toolInterface = {
  id: text({ label: 'Tool ID', required: true }),
  note: text({ label: 'Note' }),
  owner: collection({ label: 'Owner', spec: { id: text(), city: text() } }),
  addedAt: date({ label: 'Added At' }),
};

export const toolOutput = <N extends Root>(from: Ref<Tool, N>) =>
  ({
    id: from.id,
    note: from.note,
    owner: from.owner,
    addedAt: fn.parseDate(from.addedAt, 'YYYY-MM-DD'),
  }) satisfies OutputOf<typeof toolInterface, N>;

export const searchTools = defineModule({
  name: 'searchTools',
  type: 'search',
  label: 'Search Tools',
  description: 'Lists tools, newest first.',
  connection: account,
  mappableParameters: p,
  interface: toolInterface,
  communication: {
    url: '/tools',
    qs: { size: 50, sort: fn.ifempty(p.mode, 'day') },
    response: { iterate: page.body.tools, limit: fn.ifempty(p.limit, 10), output: toolOutput(listed) },
    pagination: { qs: { after: page.body.next }, condition: page.body.next },
  },
  samples: { id: 't-7', owner: { city: 'Brno' }, addedAt: '2024-05-02T00:00:00.000Z' },
});

const hookParameters = parameters({ title: text({ label: 'Title', required: true }) });

export const register = attach({
  url: '/hooks',
  method: 'POST',
  body: { title: hookParameters.title, target: hookOf().url },
  response: { data: { remoteId: reply<{ id: string }>().body.id } },
});
export const hook = hookOf(register);
export const delivery = incoming<Delivery, { secret: string; handshake?: string }, 'x-signature'>();

export const rented = defineWebhook({
  name: 'rented',
  type: 'web',
  label: 'Rented',
  connection: account,
  parameters: hookParameters,
  attach: register,
  detach: { url: iml`/hooks/${hook.remoteId}`, method: 'DELETE' },
  communication: {
    verification: {
      condition: op.eq(delivery.query.secret, hook.id),
      respond: { type: 'text', body: delivery.query.handshake },
    },
    output: delivery.body,
    respond: { status: 200, body: { ok: true } },
  },
});

const own = commonData({ clientId: 'rental-app', clientSecret: 'not-a-real-secret' });
export const redirect = oauthStep.authorize({
  url: 'https://id.rental.example/authorize',
  qs: { client_id: own.clientId, scope: fn.join(oauth.scope, ' '), redirect_uri: oauth.localRedirectUri },
  response: { temp: { code: callback<{ code: string }>().query.code } },
});
const granted = reply<{ access: string; refresh: string; seconds: number }>().body;
export const token = oauthStep.token({
  url: 'https://id.rental.example/token',
  method: 'POST',
  type: 'urlencoded',
  body: { code: tempOf(redirect).code, client_secret: own.clientSecret },
  response: {
    data: {
      accessToken: granted.access,
      refreshToken: granted.refresh,
      expires: fn.addSeconds(kw.now, granted.seconds),
    },
  },
});
export const saved = dataOf(token);

export const login = defineConnection({
  name: 'login',
  type: 'oauth',
  label: 'Tool rental login',
  common: own,
  defaultScope: ['tools.read'],
  scopeList: { 'tools.read': 'See tools' },
  communication: {
    authorize: redirect,
    token,
    info: {
      url: 'https://api.rental.example/me',
      headers: { authorization: iml`Bearer ${saved.accessToken}` },
      response: { data: { member: tool.id }, uid: tool.id },
    },
    refresh: {
      condition: op.lt(saved.expires, fn.addMinutes(kw.now, 5)),
      url: 'https://id.rental.example/token',
      method: 'POST',
      body: { refresh_token: saved.refreshToken },
    },
  },
});

export const shout = defineFunction({
  name: 'shout',
  run: (value: string, times?: number): string => value.toUpperCase().repeat(times ?? 1),
});

const asked = parameters({
  cursor: text({ help: 'Where to go on.' }),
  size: uinteger({ help: 'How many.', required: true }),
});

export const browse = defineEndpoint({
  name: 'browse',
  label: 'Browse tools',
  description: 'Lists tools page by page.',
  annotations: { readOnlyHint: true },
  attachedAccounts: [account],
  inputParameters: asked,
  outputParameters: { found: text({ help: 'How many there are.' }) },
  communication: {
    url: '/tools',
    qs: { cursor: asked.cursor, size: asked.size },
    response: { output: { found: page.headers['x-total'] } },
  },
});

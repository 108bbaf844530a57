const OF_RESPONSE: ReadonlySet<string> = new Set([
  'output',
  'iterate',
  'limit',
  'valid',
  'trigger',
  'wrapper',
  'data',
  'metadata',
  'uid',
  'expires',
]);
const OF_REQUEST: ReadonlySet<string> = new Set([
  'url',
  'method',
  'headers',
  'qs',
  'body',
  'condition',
  'pagination',
  'repeat',
  'log',
  'timeout',
]);

/** Schemas (by title) of requests and of responses whose directives are taken for each other. */
const REQUESTS: ReadonlySet<string> = new Set([
  'ModuleRequest',
  'HookRequest',
  'EndpointCommunication',
  'Base',
  'Epoch',
]);
const RESPONSES: ReadonlySet<string> = new Set(['ModuleResponse', 'HookResponse', 'BaseResponse', 'EpochResponse']);
const WITHOUT_OUTPUT: ReadonlySet<string> = new Set([
  'ConnectionRequest',
  'ConnectionResponse',
  'OAuthRequest',
  'OAuthResponse',
]);
const OUTPUT: ReadonlySet<string> = new Set(['output', 'iterate', 'limit', 'wrapper', 'pagination']);

/** Says where a key belongs that is a directive, but not of this part; undefined for any other key. */
export function misplaced(key: string, title: string): string | undefined {
  if (REQUESTS.has(title) && OF_RESPONSE.has(key)) return 'move it into "response".';
  if (RESPONSES.has(title) && OF_REQUEST.has(key)) return 'move it one level up, beside "response".';
  if (WITHOUT_OUTPUT.has(title) && OUTPUT.has(key)) return 'remove it: a connection gives no output.';
  if (title.startsWith('InstantTrigger') && OUTPUT.has(key))
    return 'remove it: an instant trigger works on one item at a time.';
  if (key === 'baseUrl') return 'move it into Base.';
  return undefined;
}

import { isPlainObject } from '../core/json.ts';
import { InputError, type Problem } from '../core/problems.ts';
import type { Delivered, DeliverOptions } from './deliver.ts';
import type { LoggedRequest } from './log.ts';
import type { Reply } from './outcome.ts';
import { decodeSegment } from './routes.ts';
import type { OptionValues } from './state.ts';
import type { StoredRecord } from './store.ts';

/** What of a mock can be worked from outside, over `/__mock/` as in process. */
export interface Levers {
  /** Every request so far, in order, secrets blotted out. */
  readonly requests: readonly LoggedRequest[];
  /** Requests without a route, and answers against the description. */
  readonly problems: readonly Problem[];
  readonly options: OptionValues;
  /** Rules that have not had their turn. */
  unused(): readonly string[];
  /** Sends what the API sends by itself; the receiver is the newest unless one is named. */
  deliver(name: string, options?: DeliverOptions): Promise<Delivered>;
  records(collection: string): readonly StoredRecord[];
  /** Starts over: seeds, ids, clock, log and the counting of rules. */
  reset(options?: OptionValues): void;
}

const PREFIX = '/__mock/';

/** What follows `/__mock/` in a path, or undefined for a path of the API. */
export const controlPath = (pathname: string): string | undefined =>
  pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) : undefined;

/** Serves the mock's own levers, for whoever has nothing but its address. */
export async function control(mock: Levers, method: string, path: string, body: unknown): Promise<Reply> {
  const [lever = '', name = '', id] = path.split('/').map(decodeSegment);
  const options = isPlainObject(body) ? body : {};
  switch (`${method} ${lever}`) {
    case 'GET requests':
      return { body: mock.requests };
    case 'GET problems':
      return { body: mock.problems };
    case 'GET unused':
      return { body: mock.unused() };
    case 'GET options':
      return { body: mock.options };
    case 'GET records':
      return { body: mock.records(name) };
    case 'POST reset':
      mock.reset(options as OptionValues); // parsed JSON; the options themselves are checked by reset
      return { body: { options: mock.options } };
    case 'POST deliver':
      return { body: summary(await mock.deliver(name, deliverOptions(options, id))) };
    default: // not a union: any text can come in
      throw new InputError(`The mock has no lever "${method} ${PREFIX}${path}".`, {
        fix: 'use GET requests, problems, unused, options, records/NAME, or POST reset, deliver/NAME/ID.',
      });
  }
}

/** Reads the options of a delivery; `to` comes from the path. */
function deliverOptions(given: Readonly<Record<string, unknown>>, to: string | undefined): DeliverOptions {
  const wrong = Object.entries(given).find(([key, value]) => !DELIVER_KEYS.includes(key) || !isPlainObject(value));
  if (wrong)
    throw new InputError(`"${wrong[0]}" is no option of a delivery.`, { fix: 'use the objects body, query, using.' });
  return { ...(given as DeliverOptions), ...(to ? { to } : {}) }; // each member has just been seen to be an object
}

const DELIVER_KEYS = ['body', 'query', 'using'];

function summary({ ok, failure, problems, request, response }: Delivered): object {
  return {
    ok,
    ...(failure === undefined ? {} : { failure }),
    problems,
    request: { method: request.method, url: request.url, body: textOf(request.body) },
    ...(response ? { response: { status: response.status, body: textOf(response.body) } } : {}),
  };
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

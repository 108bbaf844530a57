import type { HttpHeaders, HttpRequest, HttpResponse } from '../core/http.ts';
import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import type { Transport } from './transport.ts';

/** A body in a recording: parsed JSON, text, or bytes as Base64. */
type RecordedBody = { readonly json: unknown } | { readonly text: string } | { readonly base64: string };

export interface RecordedExchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: HttpHeaders;
    readonly body?: RecordedBody;
  };
  readonly response: { readonly status: number; readonly headers: HttpHeaders; readonly body?: RecordedBody };
}

/** What a recording file holds: the exchanges in order, without secrets. */
export interface Recording {
  readonly version: 1;
  readonly exchanges: readonly RecordedExchange[];
}

export interface Recorder {
  readonly transport: Transport;
  /** The recording so far. `mask` is that of the finished execution, which knows every secret. */
  recording(mask: (value: unknown) => unknown): Recording;
}

/** Passes requests on and remembers what was asked and answered. */
export function createRecorder(transport: Transport): Recorder {
  const exchanges: RecordedExchange[] = [];
  let next = 0;
  return {
    transport: async (request, options) => {
      const at = next++;
      const response = await transport(request, options);
      const mask = options?.mask ?? ((value: unknown) => value);
      // What is secret now stays so, even should the caller have no mask later.
      exchanges[at] = mask(record(request, response)) as RecordedExchange; // Masking keeps the shape.
      return response;
    },
    recording: (mask) => ({
      version: 1,
      exchanges: exchanges.filter(Boolean).map((exchange) => mask(exchange) as RecordedExchange),
    }), // As above.
  };
}

function record(request: HttpRequest, response: HttpResponse): RecordedExchange {
  const { method, url, headers, body } = request;
  const sent = body && recordBody(body);
  const received = recordBody(response.body);
  return {
    request: { method, url, headers, ...(sent && { body: sent }) },
    response: { status: response.status, headers: response.headers, ...(received && { body: received }) },
  };
}

function recordBody(bytes: Uint8Array): RecordedBody | undefined {
  if (bytes.length === 0) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  if (!Buffer.from(text).equals(Buffer.from(bytes))) return { base64: Buffer.from(bytes).toString('base64') };
  try {
    const json: unknown = JSON.parse(text);
    return JSON.stringify(json) === text ? { json } : { text };
  } catch {
    return { text };
  }
}

function bytesOf(body: RecordedBody | undefined): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if ('json' in body) return Buffer.from(JSON.stringify(body.json));
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}

/** Reads the parsed text of a recording file. */
export function readRecording(value: unknown, file: string): Recording {
  const isRecording =
    isPlainObject(value) && value.version === 1 && Array.isArray(value.exchanges) && value.exchanges.every(isExchange);
  if (isRecording) return value as unknown as Recording; // Checked member by member.
  throw new InputError(`"${file}" is no recording.`, {
    fix: 'make one with record:FILE; it holds { "version": 1, "exchanges": [ … ] }.',
  });
}

function isExchange(value: unknown): value is RecordedExchange {
  if (!isPlainObject(value) || !isPlainObject(value.request) || !isPlainObject(value.response)) return false;
  const { request, response } = value;
  return (
    typeof request.method === 'string' &&
    typeof request.url === 'string' &&
    typeof response.status === 'number' &&
    isPlainObject(response.headers)
  );
}

/** Answers from a recording: exchanges are used by position, and method and URL must be those recorded (runtime.md §15). */
export function replayTransport({ exchanges }: Recording): Transport {
  let position = 0;
  return async (request, options) => {
    const exchange = exchanges[position];
    position += 1;
    if (!exchange)
      throw new Error(
        `The recording ends after ${exchanges.length} requests; the app asks for ${request.method} ${request.url}.`,
      );
    const { method, url } = exchange.request;
    if (method !== request.method || comparable(url) !== comparable(maskedText(request.url, options?.mask))) {
      throw new Error(
        `Request ${position} of the recording is ${method} ${url}; the app asks for ${request.method} ${request.url}.`,
      );
    }
    return responseOf(exchange);
  };
}

/** The answer of an exchange as it came. */
export function responseOf({ response: { status, headers, body } }: RecordedExchange): HttpResponse {
  return { status, headers, body: bytesOf(body) };
}

const maskedText = (url: string, mask: ((value: unknown) => unknown) | undefined): string =>
  String(mask ? mask(url) : url);

/** A mask that was part of an answer comes back encoded. */
const comparable = (url: string): string => url.replaceAll(/%2A/gi, '*');

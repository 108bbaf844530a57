import { fileURLToPath } from 'node:url';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../scripts/core/http.ts';
import { loadMock } from '../../scripts/mock/load-mock.ts';
import { createMock, type Mock, type MockOptions } from '../../scripts/mock/mock.ts';

export const declaration = fileURLToPath(new URL('./chatbot.yaml', import.meta.url));
export const ORIGIN = 'https://api.chatbot.com';
export const TOKEN = 'developer-token';

/** The first seeds, by what they are good for. */
export const ines = '6012ab34cd56ef7890120001';
export const bo = '6012ab34cd56ef7890120002';
export const newsletter = '60057a11c0de000000000001';
export const guests = '60057a11c0de000000000002';
export const ferryTimes = '600e5a7e5ea5000000000001';
export const timetable = '60100c0ffee0000000000001';
export const unknownId = 'ffffffffffffffffffffffff';

/** What a test sees of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly text: string;
  // tests look at whatever came, and their expectations check it
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly body: any;
}

export type Call = (
  route: string,
  options?: { readonly body?: unknown; readonly token?: string | null; readonly headers?: Record<string, string> },
) => Promise<Answer>;

const definition = loadMock(declaration);

export async function chatbot(options: MockOptions = {}): Promise<{ readonly mock: Mock; readonly call: Call }> {
  const mock = createMock(await definition, options);
  return { mock, call: caller(mock.handler) };
}

/** Calls "METHOD /path" with the developer's token unless told otherwise; null sends none. */
export function caller(handler: HttpHandler, origin = ORIGIN): Call {
  return async (route, { body, token = TOKEN, headers = {} } = {}) => {
    const [method = '', path = ''] = route.split(' ', 2);
    const request: HttpRequest = {
      method,
      url: origin + path,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bytes(typeof body === 'string' ? body : JSON.stringify(body)) }),
    };
    return toAnswer(await handler(request));
  };
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function toAnswer({ status, headers, body }: HttpResponse): Answer {
  const text = new TextDecoder().decode(body);
  try {
    return { status, headers, text, body: JSON.parse(text) };
  } catch {
    return { status, headers, text, body: undefined };
  }
}

/** A receiver that verifies like a real one: it repeats the challenge when the token is the right one. */
export const receiver =
  (token: string, seen: HttpRequest[] = []): HttpHandler =>
  async (request) => {
    seen.push(request);
    const { searchParams } = new URL(request.url);
    const isRight = searchParams.get('token') === token;
    const challenge = request.method === 'GET' ? (searchParams.get('challenge') ?? '') : '{"responses":[]}';
    return { status: isRight ? 200 : 401, headers: {}, body: bytes(isRight ? challenge : '') };
  };

import type { HttpResponse } from '../../core/http.ts';

const encoder = new TextEncoder();

export const answerJson = (value: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: encoder.encode(JSON.stringify(value)),
});

export const answerText = (text: string, type = 'text/plain'): HttpResponse => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8` },
  body: encoder.encode(text),
});

/** Thrown by whatever answers a request; becomes an error body (make-app-format.md §2.2). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly suberrors: readonly string[];

  constructor(status: number, message: string, suberrors: readonly string[] = []) {
    super(message);
    this.status = status;
    this.suberrors = suberrors;
  }

  get answer(): HttpResponse {
    const { status, message, suberrors } = this;
    return answerJson(
      {
        message: TITLES[status] ?? 'Error',
        detail: message,
        code: `IM${status}`,
        ...(suberrors.length > 0 && { suberrors: suberrors.map((text) => ({ message: text })) }),
      },
      status,
    );
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  415: 'Unsupported media type',
  429: 'Too many requests',
};

import type { Dispatcher } from 'undici';
import type { HttpHeaders, HttpResponse } from '../core/http.ts';
import { networkCode, PlatformError } from './errors.ts';

type Controller = Dispatcher.DispatchController;

/** Gathers one answer from the network, as undici calls for it. */
export class AnswerReader implements Dispatcher.DispatchHandler {
  /** Called once, when the answer is complete or has failed. */
  onSettled: (() => void) | undefined;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (error: unknown) => void;
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #controller: Controller | undefined;
  #reason: Error | undefined;
  #status = 0;
  #headers: HttpHeaders = {};
  #length = 0;

  constructor(resolve: (response: HttpResponse) => void, reject: (error: unknown) => void, maxBytes: number) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#maxBytes = maxBytes;
  }

  /** Gives the request up, even while it waits for a connection. */
  abort(reason: unknown): void {
    this.#reason = reason instanceof Error ? reason : new Error('The request was given up.', { cause: reason });
    this.#fail(this.#reason);
    this.#controller?.abort(this.#reason);
  }

  onRequestStart(controller: Controller): void {
    if (this.#reason) controller.abort(this.#reason);
    else this.#controller = controller;
  }

  onResponseStart(controller: Controller, status: number, headers: Readonly<Record<string, unknown>>): void {
    if (status < 200) return; // Word that the answer is on its way, such as 103.
    this.#status = status;
    this.#headers = headers as HttpHeaders; // Undici's type allows undefined members; a header that came has a value.
    if (Number(headers['content-length']) > this.#maxBytes) controller.abort(tooLarge(this.#maxBytes));
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) controller.abort(tooLarge(this.#maxBytes));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.onSettled?.();
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#length);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  /** Undici takes the length that a 304 states for that of its body, which it has none of (RFC 9110 §15.4.5). */
  onResponseError(_controller: Controller, error: Error): void {
    const isBodyless = this.#status === 304 || this.#status === 204;
    if (isBodyless && networkCode(error) === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') this.onResponseEnd();
    else this.#fail(error);
  }

  #fail(error: Error): void {
    this.onSettled?.();
    this.#reject(error);
  }
}

/** The class of an answer that is too large is ASM-66. */
export const tooLarge = (limit: number): PlatformError =>
  new PlatformError('MaxFileSizeExceededError', `The answer is longer than ${limit} bytes.`);

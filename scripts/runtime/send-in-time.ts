import type { HttpRequest, HttpResponse } from '../core/http.ts';
import { PlatformError } from './errors.ts';
import type { OutgoingRequest } from './request.ts';
import type { Run } from './run.ts';
import type { TransportOptions } from './transport.ts';

/** Sends one request and gives up after its timeout, or with the run, even when the transport does not listen to the signal. */
export function sendInTime(run: Run, request: HttpRequest, { timeout, ca }: OutgoingRequest): Promise<HttpResponse> {
  const outer = run.options.signal;
  const options = new SendOptions(run.secrets.mask, ca);
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
      clearTimeout(timer);
      outer?.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown): void => {
      settle();
      reject(error);
    };
    const end = (error: PlatformError): void => {
      fail(error);
      options.abort(error);
    };
    const onAbort = (): void => end(new PlatformError('ExecutionInterruptedError', 'The run was interrupted.'));
    const onTimeout = (): void =>
      end(new PlatformError('ModuleTimeoutError', `The request timed out after ${timeout} ms.`));
    outer?.addEventListener('abort', onAbort, { once: true });
    try {
      run.transport(request, options).then((response) => {
        settle();
        resolve(response);
      }, fail);
    } catch (error) {
      fail(error); // A transport that is no async function.
    }
    if (!isSettled) timer = setTimeout(onTimeout, timeout); // The request is under way already.
  });
}

/** Makes its controller when the signal is first asked for: it costs as much as the rest of a request, and few transports listen. */
class SendOptions implements TransportOptions {
  readonly mask: (value: unknown) => unknown;
  readonly ca?: string;
  #controller: AbortController | undefined;
  #reason: unknown;
  #listener: ((reason: unknown) => void) | undefined;

  constructor(mask: (value: unknown) => unknown, ca: string | undefined) {
    this.mask = mask;
    if (ca !== undefined) this.ca = ca;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  onAbort(listener: (reason: unknown) => void): void {
    this.#listener = listener;
    if (this.#reason !== undefined) listener(this.#reason);
  }

  abort(reason: unknown): void {
    this.#reason = reason;
    this.#listener?.(reason);
    this.#controller?.abort(reason);
  }
}

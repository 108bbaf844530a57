import type { HttpHandler, HttpRequest, HttpResponse } from '../core/http.ts';
import { controlPath } from '../mock/control.ts';
import { serve } from '../mock/serve.ts';
import type { Session } from './run-session.ts';

/** The addresses of a session's webhooks, behind a port of this machine. */
export interface HookServer {
  readonly url: string;
  /** Resolves when every request taken so far has its answer. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface HookServerOptions {
  readonly port: number;
  /** Hears why a request could not be answered by the app. */
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds a sender may take for a whole request. */
  readonly patience?: number;
}

/** Serves webhooks, and beside them, below /__mock/, the levers of a mock API that runs in this process. */
export async function serveHook(session: Session, { onFailure, ...serving }: HookServerOptions): Promise<HookServer> {
  const open = new Set<Promise<HttpResponse>>();
  const handler: HttpHandler = (request) => {
    const answer = answered(session, request).catch((error: unknown) => {
      onFailure(error);
      return FAILED;
    });
    open.add(answer);
    return answer.finally(() => open.delete(answer));
  };
  const { url, close } = await serve(handler, serving);
  return {
    url,
    close,
    settled: async () => {
      while (open.size > 0) await Promise.all(open);
      await new Promise(setImmediate); // The last answers go out to their sockets.
    },
  };
}

async function answered({ target, hooks }: Session, request: HttpRequest): Promise<HttpResponse> {
  const isLever = URL.canParse(request.url) && controlPath(new URL(request.url).pathname) !== undefined;
  return isLever && target.mock ? target.mock.handler(request) : hooks.handler(request);
}

const FAILED: HttpResponse = {
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode('The webhook could not be run.'),
};

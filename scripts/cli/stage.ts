import type { Manifest } from '../manifest/manifest.ts';
import type { Stage } from '../scenario/run-scenario.ts';
import type { Delivery, HookState } from './hook-service.ts';
import type { Session } from './run-session.ts';

/** Lets a scenario run on a session: webhooks keep their state from step to step, instant triggers get what arrived. */
export function stageOf(session: Session, manifest: Manifest): Stage {
  const states = new Map<string, HookState>();
  const queues = new Map<string, Delivery[]>();
  session.hooks.onDelivery((delivery) => {
    queues.set(delivery.webhook, [...(queues.get(delivery.webhook) ?? []), delivery]);
  });

  const runHook = async (component: string, params: unknown) => {
    const [, name = '', step] = component.split('.');
    const state =
      states.get(name) ?? (step === 'attach' ? await session.openHook(name, { parameters: params }) : undefined);
    const execution = await session.execute(component, params, state && { state, hookUrl: state.url });
    const after = execution.outcome?.state as HookState | undefined; // The runtime keeps the shape it documents.
    if (after?.url !== undefined) {
      states.set(name, after);
      session.hooks.update(after);
    } else if (state && step === 'detach') {
      states.delete(name);
      session.hooks.close(state.url);
    }
    return execution;
  };

  return {
    run: (component, params) => {
      if (component.startsWith('webhooks.')) return runHook(component, params);
      const hook = manifest.modules[component.replace(/^modules\./, '')]?.webhook;
      const [next] = hook ? (queues.get(hook) ?? []) : [];
      if (!hook || !next) return session.execute(component, params);
      queues.set(hook, (queues.get(hook) ?? []).slice(1));
      return session.execute(component, params, { payload: next.request, state: states.get(hook) });
    },
    call: async (method, path, body) => {
      const sent = body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body));
      const { status } = await session.target.transport({
        method,
        url: `${originOf(manifest)}${path}`,
        headers: sent ? { 'content-type': 'application/json' } : {},
        ...(sent && { body: sent }),
      });
      return status;
    },
  };
}

/** Where the app's requests go, without anything an expression would add. */
function originOf({ sections }: Manifest): string {
  const { baseUrl } = sections.base as { readonly baseUrl?: string }; // Base is a collection in every checked manifest.
  return /^https?:\/\/[^/{]+/.exec(baseUrl ?? '')?.[0] ?? 'http://127.0.0.1';
}

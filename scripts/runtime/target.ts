import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type {
  ConnectionComponent,
  EndpointComponent,
  Manifest,
  ModuleComponent,
  RpcComponent,
  WebhookComponent,
} from '../manifest/manifest.ts';
import { COMPONENT_KINDS, componentPath, componentsOf, PLURALS } from '../manifest/manifest.ts';
import { parseRpcReference } from '../parameters/rpc-reference.ts';
import { mustFind } from './component-chain.ts';

export const WEBHOOK_STEPS = ['attach', 'update', 'detach', 'receive'] as const;
const CONNECTION_STEPS = ['refresh', 'invalidate'] as const;
export type ConnectionStep = (typeof CONNECTION_STEPS)[number];
export type WebhookStep = (typeof WEBHOOK_STEPS)[number];

/** What a component name stands for. `path` is its full form, as reports name it. */
export type Target = { readonly path: string } & (
  | { readonly kind: 'module' | 'epoch'; readonly component: ModuleComponent }
  | { readonly kind: 'rpc'; readonly component: RpcComponent; readonly query: Readonly<Record<string, string>> }
  | { readonly kind: 'connection'; readonly component: ConnectionComponent; readonly step?: ConnectionStep }
  | { readonly kind: 'webhook'; readonly component: WebhookComponent; readonly step: WebhookStep }
  | { readonly kind: 'endpoint'; readonly component: EndpointComponent }
  | { readonly kind: 'function'; readonly name: string }
);

/** Reads "createUser", "rpcs.listUsers", "rpc://listUsers?kind=x", "webhooks.orders.attach", "modules.watchUsers.epoch" and the like. */
export function findTarget(manifest: Manifest, text: string): Target {
  if (Object.hasOwn(manifest.modules, text)) return moduleTarget(manifest, text, text);
  if (text.startsWith('rpc://')) return rpcTarget(manifest, text);
  const [prefix = '', name, step, ...rest] = text.split('.');
  if (name === undefined) return moduleTarget(manifest, prefix, text);
  const kind = COMPONENT_KINDS.find((known) => PLURALS[known] === prefix);
  if (kind === undefined || name === '' || rest.length > 0) throw unknown(manifest, text);
  const path = `${prefix}.${name}`;
  if (kind === 'webhook') return webhookTarget(manifest, path, { name, step });
  if (kind === 'module' && step === 'epoch')
    return { kind: 'epoch', component: mustFind(manifest.modules, name, kind), path: text };
  const connectionStep = kind === 'connection' ? CONNECTION_STEPS.find((known) => known === step) : undefined;
  if (connectionStep) {
    return {
      kind: 'connection',
      component: mustFind(manifest.connections, name, 'connection'),
      step: connectionStep,
      path: text,
    };
  }
  if (step !== undefined) throw unknown(manifest, text);
  switch (kind) {
    case 'module':
      return { kind, component: mustFind(manifest.modules, name, kind), path };
    case 'connection':
      return { kind, component: mustFind(manifest.connections, name, kind), path };
    case 'rpc':
      return { kind, component: mustFind(manifest.rpcs, name, 'RPC'), query: {}, path };
    case 'endpoint':
      return { kind, component: mustFind(manifest.endpoints, name, kind), path };
    case 'function':
      return { kind, name: mustFind(manifest.functions, name, kind).name, path };
  }
}

function rpcTarget(manifest: Manifest, text: string): Target {
  const reference = parseRpcReference(text);
  if (!reference) throw unknown(manifest, text);
  return {
    kind: 'rpc',
    component: mustFind(manifest.rpcs, reference.name, 'RPC'),
    query: reference.query,
    path: `rpcs.${reference.name}`,
  };
}

function moduleTarget(manifest: Manifest, name: string, text: string): Target {
  const component = Object.hasOwn(manifest.modules, name) ? manifest.modules[name] : undefined;
  if (component) return { kind: 'module', component, path: componentPath(component) };
  throw unknown(manifest, text);
}

function webhookTarget(
  manifest: Manifest,
  path: string,
  { name, step }: { readonly name: string; readonly step: string | undefined },
): Target {
  const component = mustFind(manifest.webhooks, name, 'webhook');
  const found = WEBHOOK_STEPS.find((known) => known === step);
  if (found) return { kind: 'webhook', component, step: found, path: `${path}.${found}` };
  throw new InputError(
    step === undefined ? `"${path}" does not say which step to run.` : `A webhook has no step "${step}".`,
    {
      fix: didYouMean(
        step ?? '',
        WEBHOOK_STEPS,
        `use one of: ${WEBHOOK_STEPS.map((known) => `${path}.${known}`).join(', ')}.`,
      ),
    },
  );
}

function unknown(manifest: Manifest, text: string): InputError {
  const all = componentsOf(manifest);
  const known = [...Object.keys(manifest.modules), ...all.map(componentPath)];
  const [name = '', ...steps] = text.split('.');
  const owner = all.find((component) => component.name === name && component.kind !== 'function');
  const meant = owner && steps.length > 0 ? `did you mean "${[componentPath(owner), ...steps].join('.')}"?` : undefined;
  const fix =
    meant ??
    didYouMean(
      text,
      known,
      known.length === 0 ? 'the app has no components.' : `the app has: ${all.map(componentPath).join(', ')}.`,
    );
  return new InputError(`There is no component "${text}".`, { fix });
}

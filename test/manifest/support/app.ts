import type { Json } from '../../../scripts/core/json.ts';
import type {
  ConnectionComponent,
  EndpointComponent,
  FunctionComponent,
  Manifest,
  ModuleComponent,
  RpcComponent,
  WebhookComponent,
} from '../../../scripts/manifest/manifest.ts';

type Given<C> = Partial<C> & { readonly name: string };

export const connection = (given: Given<ConnectionComponent>): ConnectionComponent => ({
  kind: 'connection',
  label: 'Harbour',
  connectionType: 'basic',
  sections: {},
  ...given,
});

export const webhook = (given: Given<WebhookComponent>): WebhookComponent => ({
  kind: 'webhook',
  label: 'New ships',
  webhookType: 'web',
  connection: null,
  altConnection: null,
  sections: {},
  ...given,
});

export const module = (given: Given<ModuleComponent>): ModuleComponent => ({
  kind: 'module',
  label: given.name,
  description: `Does ${given.name}.`,
  moduleType: 'action',
  connection: null,
  altConnection: null,
  sections: {},
  ...given,
});

export const rpc = (given: Given<RpcComponent>): RpcComponent => ({
  kind: 'rpc',
  label: given.name,
  connection: null,
  altConnection: null,
  sections: {},
  ...given,
});

export const customFunction = (name: string, code = `function ${name}(a) {\n  return a;\n}\n`): FunctionComponent => ({
  kind: 'function',
  name,
  sections: { code },
});

export const endpoint = (given: Given<EndpointComponent>): EndpointComponent => ({
  kind: 'endpoint',
  label: given.name,
  description: '',
  sections: {},
  ...given,
});

type AnyComponent =
  | ConnectionComponent
  | WebhookComponent
  | ModuleComponent
  | RpcComponent
  | FunctionComponent
  | EndpointComponent;

/** A small valid app, with the given components and app-wide sections. */
export function appOf(
  components: readonly AnyComponent[] = [],
  {
    app = {},
    sections = {},
  }: { readonly app?: Partial<Manifest['app']>; readonly sections?: Record<string, Json> } = {},
): Manifest {
  const map = <K extends AnyComponent['kind']>(kind: K) =>
    Object.fromEntries(
      components.filter((component) => component.kind === kind).map((component) => [component.name, component]),
    ) as Record<string, Extract<AnyComponent, { kind: K }>>;
  return {
    app: {
      name: 'harbour-log',
      label: 'Harbour Log',
      description: '',
      version: 1,
      theme: '#1F9D55',
      language: 'en',
      audience: 'global',
      countries: null,
      ...app,
    },
    sections: { base: { baseUrl: 'https://api.harbour.test' }, readme: '# Harbour Log\n', ...sections },
    connections: map('connection'),
    webhooks: map('webhook'),
    modules: map('module'),
    rpcs: map('rpc'),
    functions: map('function'),
    endpoints: map('endpoint'),
  };
}

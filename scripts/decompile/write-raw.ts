import type { Json } from '../core/json.ts';
import { type Component, componentPath } from '../manifest/manifest.ts';
import type { AppContext } from './app-context.ts';
import { componentFile } from './component-file.ts';
import { hardline } from './document.ts';
import { call, type Entry, jsonLiteral, object, property } from './syntax.ts';

const MAKERS = {
  connection: 'defineConnection',
  webhook: 'defineWebhook',
  module: 'defineModule',
  rpc: 'defineRpc',
  endpoint: 'defineEndpoint',
} as const;

type Kind = keyof typeof MAKERS;

/** What the DSL calls metadata and sections that have another name in a manifest. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['connectionType', 'type'],
  ['webhookType', 'type'],
  ['moduleType', 'type'],
  ['actionCrud', 'crud'],
  ['params', 'parameters'],
  ['staticParams', 'staticParameters'],
  ['mappableParams', 'mappableParameters'],
]);

/** Writes a component as the JSON it is; for one that did not come back the same from typed code. */
export function writeRaw(app: AppContext, component: Extract<Component, { kind: Kind }>) {
  const { kind, sections, ...metadata } = component;
  const stated = Object.entries({ ...metadata, ...sections }).filter(([, value]) => value !== undefined);
  const entries = stated.map(
    ([key, value]): Entry => ({ code: property(NAMES.get(key) ?? key, jsonLiteral(value as Json)) }), // none is undefined
  );
  const code = [
    `// ${componentPath(component)} is kept as JSON: typed code did not give back the same.`,
    hardline,
    `export const ${app.names.of(component)} = `,
    call(MAKERS[kind], call('unchecked', object(entries, true))),
    ';',
  ];
  return componentFile(app, component, [{ code }]);
}

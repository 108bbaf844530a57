/** What can be validated, and the schema that does it; `#` leads to a definition inside a file. */
export const SCHEMA_REFERENCES = {
  base: 'base.json',
  common: 'common.json',
  groups: 'groups.json',
  communication: 'communication.json',
  'instant-trigger': 'instant-trigger.json',
  responder: 'responder.json',
  epoch: 'epoch.json',
  attach: 'attach.json',
  endpoint: 'endpoint.json',
  webhook: 'webhook.json',
  connection: 'connection.json',
  oauth: 'oauth.json',
  parameters: 'parameters.json',
  'endpoint-parameters': 'endpoint-parameters.json',
  interface: 'interface.json',
  samples: 'samples.json',
  scope: 'scope.json',
  scopes: 'scopes.json',
  install: 'install.json',
  'install-spec': 'install-spec.json',
  annotations: 'makecomapp.json#/definitions/annotations',
  makecomapp: 'makecomapp.json',
  'archive-metadata': 'archive-metadata.json',
  'archive-connection': 'archive-metadata.json#/definitions/connection',
  'archive-webhook': 'archive-metadata.json#/definitions/webhook',
  'archive-module': 'archive-metadata.json#/definitions/module',
  'archive-rpc': 'archive-metadata.json#/definitions/rpc',
  'archive-endpoint': 'archive-metadata.json#/definitions/endpoint',
} as const;

/** A kind of document there is a schema for. */
export type SchemaName = keyof typeof SCHEMA_REFERENCES;

export const SCHEMA_NAMES = Object.keys(SCHEMA_REFERENCES) as readonly SchemaName[];

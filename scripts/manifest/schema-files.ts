import archiveMetadata from './schemas/archive-metadata.json' with { type: 'json' };
import attach from './schemas/attach.json' with { type: 'json' };
import base from './schemas/base.json' with { type: 'json' };
import common from './schemas/common.json' with { type: 'json' };
import communication from './schemas/communication.json' with { type: 'json' };
import connection from './schemas/connection.json' with { type: 'json' };
import endpoint from './schemas/endpoint.json' with { type: 'json' };
import endpointParameters from './schemas/endpoint-parameters.json' with { type: 'json' };
import epoch from './schemas/epoch.json' with { type: 'json' };
import groups from './schemas/groups.json' with { type: 'json' };
import install from './schemas/install.json' with { type: 'json' };
import installSpec from './schemas/install-spec.json' with { type: 'json' };
import instantTrigger from './schemas/instant-trigger.json' with { type: 'json' };
import interfaceSection from './schemas/interface.json' with { type: 'json' };
import makecomapp from './schemas/makecomapp.json' with { type: 'json' };
import oauth from './schemas/oauth.json' with { type: 'json' };
import parameter from './schemas/parameter.json' with { type: 'json' };
import parameters from './schemas/parameters.json' with { type: 'json' };
import request from './schemas/request.json' with { type: 'json' };
import responder from './schemas/responder.json' with { type: 'json' };
import response from './schemas/response.json' with { type: 'json' };
import samples from './schemas/samples.json' with { type: 'json' };
import scope from './schemas/scope.json' with { type: 'json' };
import scopes from './schemas/scopes.json' with { type: 'json' };
import values from './schemas/values.json' with { type: 'json' };
import webhook from './schemas/webhook.json' with { type: 'json' };

/** A JSON Schema as written in `schemas/`. */
export type Schema = { readonly [keyword: string]: unknown };

/** Every file of `schemas/` by its name, which is how the files refer to each other. */
export const SCHEMA_FILES: Readonly<Record<string, Schema>> = {
  'archive-metadata.json': archiveMetadata,
  'attach.json': attach,
  'base.json': base,
  'common.json': common,
  'communication.json': communication,
  'connection.json': connection,
  'endpoint.json': endpoint,
  'endpoint-parameters.json': endpointParameters,
  'epoch.json': epoch,
  'groups.json': groups,
  'install.json': install,
  'install-spec.json': installSpec,
  'instant-trigger.json': instantTrigger,
  'interface.json': interfaceSection,
  'makecomapp.json': makecomapp,
  'oauth.json': oauth,
  'parameter.json': parameter,
  'parameters.json': parameters,
  'request.json': request,
  'responder.json': responder,
  'response.json': response,
  'samples.json': samples,
  'scope.json': scope,
  'scopes.json': scopes,
  'values.json': values,
  'webhook.json': webhook,
};

export { type Attach, attach, hookOf } from './attach.ts';
export { boolean, file, folder, type Option, type OptionGroup, select } from './choice-fields.ts';
export { commonData } from './common-data.ts';
export { type Connection, connectionOf } from './connection.ts';
export { defineApp } from './define-app.ts';
export { defineConnection } from './define-connection.ts';
export { defineEndpoint } from './define-endpoint.ts';
export {
  type CustomFunction,
  callOf,
  defineFunction,
  type FunctionLibrary,
  type FunctionScope,
} from './define-function.ts';
export { defineModule, type Module } from './define-module.ts';
export { defineRpc } from './define-rpc.ts';
export { defineWebhook } from './define-webhook.ts';
export { inputOf, resultOf } from './endpoint-reference.ts';
export type { Field, FieldSet } from './field.ts';
export { fn } from './fn.ts';
export {
  callback,
  data,
  environment,
  incoming,
  itemOf,
  iterateOf,
  metadata,
  oauth,
  outputOf,
  pagination,
  reply,
  scenario,
  trigger,
} from './handles.ts';
export type { Iml } from './iml-value.ts';
export { kw } from './keywords.ts';
export { array, collection } from './list-fields.ts';
export type { Values } from './nested.ts';
export { integer, number, port, uinteger } from './number-fields.ts';
export { oauthStep } from './oauth-steps.ts';
export { op } from './op.ts';
export { any, banner, buffer, date, fieldsFrom, filter, hidden, json, timestamp, udt } from './other-fields.ts';
export type { OutputOf, Sample } from './output.ts';
export { type ParameterSet, parameters } from './parameters.ts';
export { request } from './request.ts';
export type { ErrorRules } from './response-directives.ts';
export type {
  HookItemRoot,
  HookRoot,
  ItemRoot,
  RequestRoot,
  ResponseRoot,
  Root,
} from './roots.ts';
export { type RpcReference, withQuery } from './rpc-reference.ts';
export type { JsonValue, Mapped, Present, RawIml, Ref, Value } from './slot-values.ts';
export { spread } from './spread.ts';
export { dataOf, tempOf } from './step.ts';
export { iml, raw } from './template.ts';
export {
  cert,
  color,
  email,
  filename,
  password,
  path,
  pkey,
  text,
  time,
  timezone,
  url,
  uuid,
} from './text-fields.ts';
export { extra, unchecked, uncheckedField } from './unchecked.ts';
export { payloadOf } from './webhook.ts';

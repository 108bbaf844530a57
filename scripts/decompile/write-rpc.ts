import { isPlainObject, type Json } from '../core/json.ts';
import type { EndpointComponent, RpcComponent } from '../manifest/manifest.ts';
import { declareAnswers, messageRoots, newReply, newStated, statedRoots } from './answers.ts';
import { type AppContext, constantOf } from './app-context.ts';
import {
  accountEntry,
  componentFile,
  connectionPiece,
  descriptorPiece,
  inTwoPasses,
  parameterRoot,
  plainEntry,
  sharedRoots,
  statedSection,
  writeInterface,
  writeParameters,
} from './component-file.ts';
import { endpointSlot, rpcSlot } from './component-slots.ts';
import { fileOf } from './references.ts';
import { iteratedList, phasesOf } from './request-slots.ts';
import { lastResponse, savedType } from './saved-values.ts';
import type { RootTable, Scope } from './scope.ts';
import { call, type Entry, isArray, property, quoted } from './syntax.ts';
import { OPAQUE, type Type } from './type.ts';
import { writeSlot } from './write-slot.ts';
import { hookType, SCOPE, sectionEntry } from './write-webhook.ts';

/** Refers to endpoints from a file. */
export const endpointReferences = (app: AppContext, from: string) => (name: Json) =>
  typeof name === 'string' ? constantOf(app, from, { kind: 'endpoint', name }) : undefined;

export function writeRpc(app: AppContext, component: RpcComponent) {
  const p = writeParameters(app, component, 'params', 'parameters', 'p');
  const reply = newReply();
  const stated = [newStated('temp', 'tempOf', 'Carried'), newStated('output', 'outputOf', 'Output')];
  const rootsOf = (isOpen: boolean): RootTable => ({
    ...sharedRoots(app, component.connection),
    ...parameterRoot([p]),
    ...messageRoots(reply, isOpen),
    ...statedRoots(stated, isOpen),
    webhook: () => ({ code: 'hookOf()', type: hookType() }),
  });
  const { communication = {} } = component.sections;
  const { result, scope } = inTwoPasses(app, rootsOf, (pass) => {
    const written = writeSlot(communication, rpcSlot(endpointReferences(app, fileOf(component))), pass);
    if (!pass.isOpen) app.optionValues.set(component.name, optionValue(communication, pass));
    return written;
  });
  const entries: Entry[] = [
    plainEntry('name', component.name),
    plainEntry('label', component.label),
    ...accountEntry(app, component, 'connection', component.connection),
    ...accountEntry(app, component, 'altConnection', component.altConnection),
    ...p.entries,
    { code: property('communication', result.code), comment: result.comment },
  ];
  return componentFile(app, component, [
    ...p.pieces,
    ...connectionPiece(app, fileOf(component), component.connection, scope),
    ...declareAnswers(scope, [reply], stated),
    descriptorPiece(app, component, 'defineRpc', entries),
  ]);
}

/** The type of the options: what the output says of `value`. */
function optionValue(communication: Json, scope: Scope): Type {
  const response = lastResponse(communication);
  const output = isPlainObject(response) ? response.output : undefined;
  if (isArray(communication) || !isPlainObject(output)) return OPAQUE;
  const { value, label } = output as Readonly<Record<string, Json>>; // parsed from JSON
  // plain text is its own type, whatever the other options
  if (typeof value !== 'string' || !value.includes('{{') || label === undefined) return OPAQUE;
  const list = iteratedList(response as Json);
  const roots = phasesOf('rpc')[list === undefined ? 'response' : 'item'];
  return scope.within(list, () => {
    const type = scope.typeOf(value, roots) && savedType(value, roots, scope);
    // text that stays as it is has itself as its type
    return type ?? OPAQUE;
  });
}

export function writeEndpoint(app: AppContext, component: EndpointComponent) {
  const p = writeParameters(app, component, 'inputParameters', 'inputParameters', 'p');
  const output = writeInterface(app, component, 'outputParameters');
  const reply = newReply();
  const stated = [newStated('temp', 'tempOf', 'Carried'), newStated('output', 'outputOf', 'Output')];
  const rootsOf = (isOpen: boolean): RootTable => ({
    ...sharedRoots(app, component.attachedAccounts?.[0] ?? null),
    ...parameterRoot([p]),
    ...messageRoots(reply, isOpen),
    ...statedRoots(stated, isOpen),
  });
  const { result, scope } = inTwoPasses(app, rootsOf, (pass) => [
    ...sectionEntry(component, 'scope', SCOPE, pass),
    ...p.entries,
    ...outputEntry(output),
    communicationEntry(component.sections.communication ?? {}, endpointSlot({ fields: output.written?.fields }), pass),
  ]);
  const context = statedSection(component, 'context');
  const entries: Entry[] = [
    plainEntry('name', component.name),
    plainEntry('label', component.label),
    plainEntry('description', component.description),
    ...(context === undefined ? [] : [plainEntry('context', context)]),
    ...annotations(component),
    ...attachedAccounts(app, component),
    ...result,
  ];
  return componentFile(app, component, [
    ...p.pieces,
    ...connectionPiece(app, fileOf(component), component.attachedAccounts?.[0] ?? null, scope),
    ...declareAnswers(scope, [reply], stated),
    descriptorPiece(app, component, 'defineEndpoint', entries),
  ]);
}

function communicationEntry(communication: Json, slot: Parameters<typeof writeSlot>[1], scope: Scope): Entry {
  const { code, comment } = writeSlot(communication, slot, scope);
  return { code: property('communication', code), comment };
}

function outputEntry({ written, remote }: ReturnType<typeof writeInterface>): Entry[] {
  if (written) return [{ code: property('outputParameters', written.code) }];
  return remote.map(({ code }) => ({ code, comment: 'The DSL wants fields here.' }));
}

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

function annotations({ annotations: stated }: EndpointComponent): Entry[] {
  if (stated === undefined) return [];
  const isKnown = Object.entries(stated).every(([name, value]) => HINTS.includes(name) && typeof value === 'boolean');
  const entry = plainEntry('annotations', stated);
  if (isKnown) return [entry];
  const { code } = plainEntry('annotations', stated);
  return [{ code: ['...', call('extra', ['{ ', code, ' }'])], comment: 'The DSL does not know these annotations.' }];
}

function attachedAccounts(app: AppContext, component: EndpointComponent): Entry[] {
  const { attachedAccounts: accounts } = component;
  if (accounts === undefined) return [];
  const codes = accounts.map(
    (name) => constantOf(app, fileOf(component), { kind: 'connection', name }) ?? `unchecked(${quoted(name)})`,
  );
  return [{ code: property('attachedAccounts', `[${codes.join(', ')}]`) }];
}

import { isPlainObject, type Json } from '../core/json.ts';
import type { ModuleComponent } from '../manifest/manifest.ts';
import { declareAnswers, messageRoots, newReply, newStated, statedRoots } from './answers.ts';
import { type AppContext, constantOf, fieldContext } from './app-context.ts';
import {
  accountEntry,
  componentFile,
  connectionPiece,
  descriptorPiece,
  inTwoPasses,
  missing,
  parameterRoot,
  plainEntry,
  sharedRoots,
  statedSection,
  strayEntry,
  TRIGGER_ROOTS,
  writeInterface,
  writeParameters,
} from './component-file.ts';
import { type Bundle, epochSlot, moduleSlot } from './component-slots.ts';
import type { Doc } from './document.ts';
import { layOut } from './document.ts';
import type { WrittenFields } from './fields.ts';
import { fileOf } from './references.ts';
import { iteratedList } from './request-slots.ts';
import { hasInherited, partSample } from './sample.ts';
import { lastResponse } from './saved-values.ts';
import type { RootTable, Scope } from './scope.ts';
import type { Piece } from './source-file.ts';
import { call, type Entry, jsonLiteral, object, property, quoted } from './syntax.ts';
import { endpointReferences } from './write-rpc.ts';
import { extra, unchecked, writeSlot } from './write-slot.ts';
import { hookType, SCOPE, sectionEntry } from './write-webhook.ts';

/** Constant for the fields of an interface that is used as a type too. */
const FIELDS = 'fields';

const isStarting = ({ moduleType }: ModuleComponent): boolean =>
  moduleType === 'trigger' || moduleType === 'instant_trigger';

export function writeModule(app: AppContext, component: ModuleComponent) {
  const from = fileOf(component);
  const hasBoth = statedSection(component, 'mappableParams') !== undefined && !isStarting(component);
  const fixed = writeParameters(app, component, 'staticParams', 'staticParameters', hasBoth ? 'fixed' : 'p', true);
  const mapped = isStarting(component)
    ? undefined
    : writeParameters(app, component, 'mappableParams', 'mappableParameters', 'p', true);
  const sets = [...(mapped ? [mapped] : []), fixed];
  const fields = component.moduleType === 'responder' ? undefined : writeInterface(app, component, 'interface');
  const shared =
    fields?.written && typeof fields.written.code === 'string' && fields.written.code !== '{}'
      ? fields.written.code
      : undefined;
  const fieldsName = shared ?? FIELDS;
  const reply = newReply();
  const stated = [newStated('temp', 'tempOf', 'Carried'), newStated('output', 'outputOf', 'Output')];
  const rootsOf = (isOpen: boolean): RootTable => ({
    ...sharedRoots(app, component.connection),
    ...parameterRoot(sets),
    ...messageRoots(reply, isOpen),
    ...statedRoots(stated, isOpen),
    ...(component.moduleType === 'trigger' && TRIGGER_ROOTS),
    ...(component.moduleType === 'instant_trigger' && deliveryRoots(app, component)),
  });
  const bundle: Bundle = { fields: fields?.written?.fields, fieldsOf: fieldsName };
  const { result, scope } = inTwoPasses(app, rootsOf, (pass) => ({
    communication: communicationEntries(app, component, bundle, pass),
    scopes: sectionEntry(component, 'scope', SCOPE, pass),
    samples: samplesEntry(app, component, fields?.written, pass),
  }));
  const answers = declareAnswers(scope, [reply], stated);
  const isNamed = !shared && answers.some(({ code }) => layOut(code).includes(`typeof ${FIELDS}>`));
  const entries: Entry[] = [
    ...identity(component),
    ...accountEntry(app, component, 'connection', component.connection),
    ...accountEntry(app, component, 'altConnection', component.altConnection),
    ...webhookEntry(app, component, scope),
    ...fixed.entries,
    ...(mapped?.entries ?? []),
    ...(fields ? interfaceEntry(fields, isNamed) : []),
    ...result.scopes,
    ...result.communication,
    ...strayEntry(component, strayProperties(component)),
    ...result.samples,
  ];
  return componentFile(app, component, [
    ...fixed.pieces,
    ...(mapped?.pieces ?? []),
    ...(isNamed ? [fieldsPiece(fields?.written)] : []),
    ...connectionPiece(app, from, component.connection, scope),
    ...payloadPiece(app, component, scope),
    ...answers,
    descriptorPiece(app, component, 'defineModule', entries),
  ]);
}

function identity({ name, moduleType, actionCrud, label, description }: ModuleComponent): Entry[] {
  return [
    plainEntry('name', name),
    plainEntry('type', moduleType),
    ...(actionCrud === undefined ? [] : [plainEntry('crud', actionCrud)]),
    plainEntry('label', label),
    plainEntry('description', description),
  ];
}

function webhookEntry(app: AppContext, component: ModuleComponent, scope: Scope): Entry[] {
  const { webhook, moduleType } = component;
  if (moduleType !== 'instant_trigger' && webhook === undefined) return [];
  if (webhook === undefined || webhook === null) {
    const code = webhook === null ? unchecked(null, scope).code : call('unchecked', 'undefined');
    return [{ code: property('webhook', code), comment: 'The trigger has no webhook.' }];
  }
  const constant = constantOf(app, fileOf(component), { kind: 'webhook', name: webhook });
  return [constant === undefined ? missing('webhook', webhook) : { code: property('webhook', constant) }];
}

/** Sections that mean nothing for the type; most apps have them empty. */
function strayProperties(component: ModuleComponent): Readonly<Record<string, string>> {
  if (isStarting(component))
    return {
      mappableParams: 'mappableParameters',
      ...(component.moduleType === 'instant_trigger' && { epoch: 'epoch' }),
    };
  if (component.moduleType === 'responder') return { interface: 'interface', samples: 'samples', epoch: 'epoch' };
  return { epoch: 'epoch' };
}

function interfaceEntry({ written, remote }: ReturnType<typeof writeInterface>, isNamed: boolean): Entry[] {
  if (!written) return remote;
  return [{ code: property('interface', isNamed ? FIELDS : written.code) }];
}

const fieldsPiece = (written: WrittenFields | undefined): Piece => ({
  code: [`const ${FIELDS} = `, written?.code ?? '{}', ';'],
});

function communicationEntries(app: AppContext, component: ModuleComponent, bundle: Bundle, scope: Scope): Entry[] {
  const communication = component.sections.communication ?? {};
  const slot = moduleSlot(component.moduleType, bundle, endpointReferences(app, fileOf(component)));
  const { code, comment } = writeSlot(communication, slot, scope);
  const entries: Entry[] = [{ code: property('communication', code), comment }];
  if (component.moduleType !== 'trigger') return entries;
  const list = iteratedList(lastResponse(communication));
  const epoch = writeSlot(component.sections.epoch ?? {}, epochSlot(list), scope);
  return [...entries, { code: property('epoch', epoch.code), comment: epoch.comment }];
}

/** Members the interface does not foresee are kept beside the others. */
function samplesEntry(
  app: AppContext,
  component: ModuleComponent,
  fields: WrittenFields | undefined,
  scope: Scope,
): Entry[] {
  const stated = statedSection(component, 'samples');
  if (stated === undefined || component.moduleType === 'responder') return [];
  const entry = (code: Doc, comment?: string): Entry[] => [{ code: property('samples', code), comment }];
  if (typeof stated === 'string' && stated.startsWith('rpc://'))
    return entry(fieldContext(app, fileOf(component)).referenceTo(stated) ?? quoted(stated));
  if (!isPlainObject(stated)) return entry(call('unchecked', jsonLiteral(stated)), 'A sample should be a collection.');
  if (!fields) return entry(jsonLiteral(stated as Json));
  const names = fields.fields.map(({ name }) => name);
  if (hasInherited(names, stated))
    return entry(
      call('unchecked', jsonLiteral(stated as Json)),
      'Every object has a member of a name in the interface.',
    );
  const { fitting, others } = partSample(stated as Readonly<Record<string, Json>>, fields.fields); // parsed from JSON
  const codes: Entry[] = Object.entries(fitting).map(([name, value]) => ({ code: property(name, jsonLiteral(value)) }));
  if (Object.keys(others).length > 0)
    codes.push({ ...extra(others, scope), comment: 'The interface says other types, or nothing of them.' });
  return entry(object(codes, codes.length > 1));
}

/** What an instant trigger works on. */
function deliveryRoots(app: AppContext, { webhook }: ModuleComponent): RootTable {
  const type = webhook ? app.deliveries.get(webhook) : undefined;
  return {
    ...(type && { payload: () => ({ code: 'payload', type }) }),
    webhook: () => ({ code: 'hookOf()', type: hookType() }),
  };
}

function payloadPiece(app: AppContext, component: ModuleComponent, scope: Scope): Piece[] {
  if (!component.webhook || !scope.used.has('payload')) return [];
  const constant = constantOf(app, fileOf(component), { kind: 'webhook', name: component.webhook });
  return constant === undefined ? [] : [{ code: `const payload = payloadOf(${constant});` }];
}

import { isPlainObject, type Json } from '../core/json.ts';
import type { WebhookComponent } from '../manifest/manifest.ts';
import { hookSlot } from './account-slots.ts';
import {
  ANSWER,
  declareAnswers,
  messageRoots,
  newDelivery,
  newReply,
  newStated,
  REGISTERED,
  statedRoots,
} from './answers.ts';
import type { AppContext } from './app-context.ts';
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
  writeParameters,
} from './component-file.ts';
import { deliverySlot } from './component-slots.ts';
import { fileOf } from './references.ts';
import { phasesOf } from './request-slots.ts';
import { closed, lastResponse, savedType, savedValues } from './saved-values.ts';
import type { RootTable, Scope } from './scope.ts';
import { plain } from './slot.ts';
import type { Piece } from './source-file.ts';
import { call, type Entry, isArray, property } from './syntax.ts';
import { simple, type Type } from './type.ts';
import { unchecked, writeSlot } from './write-slot.ts';

const HOOK: readonly (readonly [string, Type])[] = [
  ['id', simple('text')],
  ['url', simple('text')],
];
export const hookType = (saved: Iterable<readonly [string, Type]> = []): Type => ({
  kinds: ['collection'],
  members: new Map([...saved, ...HOOK]),
});

/** Writes a webhook, and notes what it emits for the modules that wait for it. */
export function writeWebhook(app: AppContext, component: WebhookComponent) {
  const p = writeParameters(app, component, 'params', 'parameters', 'p');
  const registered = newReply(REGISTERED, 'Registered');
  const reply = newReply(ANSWER);
  const delivery = newDelivery();
  const stated = [newStated('temp', 'tempOf', 'Carried')];
  const saved = new Map<string, Type>();
  const isShared = component.webhookType === 'web-shared';
  const rootsOf = (isOpen: boolean): RootTable => ({
    ...sharedRoots(app, component.connection),
    ...parameterRoot([p]),
    ...statedRoots(stated, isOpen),
    webhook: () => ({ code: 'hook', type: hookType(saved) }),
  });
  const { result, scope } = inTwoPasses(app, rootsOf, (pass) => {
    const answered = messageRoots(reply, pass.isOpen);
    const incoming = messageRoots(delivery, pass.isOpen);
    const attach = pass.withRoots(
      'attach',
      { ...messageRoots(registered, pass.isOpen), webhook: () => ({ code: 'hookOf()', type: hookType() }) },
      () => writeAttach(component, pass, saved),
    );
    const others = pass.withRoots('requests', answered, () =>
      ['update', 'detach'].flatMap((section) => sectionEntry(component, section, hookSlot(), pass)),
    );
    const communication = pass.withRoots('delivery', incoming, () => writeDelivery(app, component, isShared, pass));
    const entries: Entry[] = [
      plainEntry('name', component.name),
      plainEntry('type', component.webhookType),
      plainEntry('label', component.label),
      ...accounts(app, component, isShared, pass),
      ...p.entries,
      ...attach.entries,
      ...others,
      ...sectionEntry(component, 'requiredScope', SCOPE, pass),
      communication,
    ];
    return { entries, attach: attach.piece };
  });
  const pieces: Piece[] = [
    ...p.pieces,
    ...connectionPiece(app, fileOf(component), component.connection, scope),
    ...declareAnswers(scope, [registered, reply, delivery], stated),
    ...(result.attach ? [result.attach] : []),
    ...(scope.used.has('hook') ? [{ code: `const hook = hookOf(${result.attach ? 'register' : ''});` }] : []),
    descriptorPiece(app, component, 'defineWebhook', result.entries),
  ];
  return componentFile(app, component, pieces);
}

export const SCOPE = plain((value) => isArray(value) && value.every((scope) => typeof scope === 'string'));

/** A section under its own name; none when it says nothing. */
export function sectionEntry(
  component: Parameters<typeof statedSection>[0],
  section: string,
  slot: Parameters<typeof writeSlot>[1],
  scope: Scope,
): Entry[] {
  const stated = statedSection(component, section);
  if (stated === undefined) return [];
  const { code, comment } = writeSlot(stated, slot, scope);
  return [{ code: property(section, code), comment }];
}

function accounts(app: AppContext, component: WebhookComponent, isShared: boolean, scope: Scope): Entry[] {
  const { connection, altConnection } = component;
  const none =
    isShared && connection === null
      ? [{ code: property('connection', unchecked(null, scope).code), comment: 'A shared webhook should have one.' }]
      : [];
  return [
    ...none,
    ...accountEntry(app, component, 'connection', connection),
    ...accountEntry(app, component, 'altConnection', altConnection),
  ];
}

/** The registration is a constant of its own: what it saves is read elsewhere. */
function writeAttach(
  component: WebhookComponent,
  scope: Scope,
  saved: Map<string, Type>,
): { readonly entries: Entry[]; readonly piece?: Piece } {
  const stated = statedSection(component, 'attach');
  if (stated === undefined) return { entries: [] };
  if (!isPlainObject(stated)) return { entries: sectionEntry(component, 'attach', hookSlot(), scope) };
  const values = savedValues(lastResponse(stated as Json), phasesOf('attach').response, scope);
  saved.clear();
  if (values !== 'unknown') for (const [name, type] of values) saved.set(name, type);
  const { code } = writeSlot(stated as Json, hookSlot(), scope);
  return {
    entries: [{ code: property('attach', 'register') }],
    piece: { code: ['const register = ', call('attach', code), ';'] },
  };
}

function writeDelivery(app: AppContext, component: WebhookComponent, isShared: boolean, scope: Scope): Entry {
  const communication = component.sections.communication ?? {};
  const { code, comment } = writeSlot(communication, deliverySlot(isShared), scope);
  if (!scope.isOpen) app.deliveries.set(component.name, emittedType(communication, scope));
  return { code: property('communication', code), comment };
}

/** What instant triggers see as `payload`. */
function emittedType(communication: Json, scope: Scope): Type {
  const { output, iterate } = (isPlainObject(communication) ? communication : {}) as Readonly<Record<string, Json>>; // parsed from JSON
  if (!isPlainObject(output) || iterate !== undefined || Object.hasOwn(output, '{{...}}')) return { kinds: ['opaque'] };
  const members = Object.entries(output as Readonly<Record<string, Json>>).map(
    ([name, value]) => [name, closed(savedType(value, phasesOf('webhook').request, scope))] as const,
  );
  return { kinds: ['collection'], members: new Map(members) };
}

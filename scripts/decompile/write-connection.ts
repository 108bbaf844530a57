import { isPlainObject, type Json } from '../core/json.ts';
import type { ConnectionComponent } from '../manifest/manifest.ts';
import { connectionSlot, oauthSlot } from './account-slots.ts';
import { declareAnswers, messageRoots, newReply, newStated, statedRoots } from './answers.ts';
import { type AppContext, fieldsOf } from './app-context.ts';
import { commonType } from './common-values.ts';
import {
  componentFile,
  descriptorPiece,
  inTwoPasses,
  OAUTH_ROOTS,
  parameterRoot,
  plainEntry,
  sharedRoots,
  statedSection,
  strayEntry,
  writeParameters,
} from './component-file.ts';
import { fileOf } from './references.ts';
import { phasesOf } from './request-slots.ts';
import { joinedValues, lastResponse, savedValues } from './saved-values.ts';
import type { RootTable, Scope } from './scope.ts';
import { members, plain } from './slot.ts';
import type { Piece } from './source-file.ts';
import { call, type Entry, isArray, jsonLiteral, property } from './syntax.ts';
import type { Type } from './type.ts';
import { writeSlot } from './write-slot.ts';

const OAUTH_SECTIONS = {
  scopeList: 'scopeList',
  defaultScope: 'defaultScope',
  installSpec: 'installSpec',
  installDirectives: 'installDirectives',
};

/** Writes a connection, and notes what it knows for those who use it. */
export function writeConnection(app: AppContext, component: ConnectionComponent) {
  const isOauth = component.connectionType === 'oauth';
  const p = writeParameters(app, component, 'params', 'parameters', 'p');
  const common = writeCommon(component);
  const reply = newReply();
  const query = { ...newStated('query', 'callback', 'Query'), isMember: true };
  const stated = [newStated('temp', 'tempOf', 'Carried'), ...(isOauth ? [query] : [])];
  const rootsOf = (isOpen: boolean): RootTable => ({
    ...sharedRoots({ ...app, common: undefined }, null),
    ...parameterRoot([p]),
    ...messageRoots(reply, isOpen),
    ...statedRoots(stated, isOpen),
    ...(isOauth && OAUTH_ROOTS),
    ...(common && { common: () => ({ code: 'common', type: common.type }) }),
  });
  const { result, scope } = inTwoPasses(app, rootsOf, (pass) => {
    const communication = writeSlot(
      component.sections.communication ?? {},
      isOauth ? oauthSlot() : connectionSlot(),
      pass,
    );
    const entries: Entry[] = [
      plainEntry('name', component.name),
      plainEntry('type', component.connectionType),
      plainEntry('label', component.label),
      ...p.entries,
      ...commonEntry(component, common, pass),
      { code: property('communication', communication.code), comment: communication.comment },
      ...(isOauth ? oauthEntries(app, component, pass) : strayEntry(component, OAUTH_SECTIONS)),
    ];
    return { entries, values: connectionValues(component, p.values, pass) };
  });
  if (result.values) app.connections.set(component.name, result.values);
  const pieces = [
    ...p.pieces,
    ...(common && scope.used.has('common') ? [common.piece] : []),
    ...declareAnswers(scope, [reply], stated),
    descriptorPiece(app, component, 'defineConnection', result.entries),
  ];
  return componentFile(app, component, pieces);
}

function writeCommon(component: ConnectionComponent) {
  const stated = statedSection(component, 'common');
  if (!isPlainObject(stated)) return undefined;
  const values = stated as Readonly<Record<string, Json>>; // parsed from JSON
  const piece: Piece = { code: ['const common = ', call('commonData', jsonLiteral(values)), ';'] };
  return { piece, type: commonType(values), values };
}

function commonEntry(component: ConnectionComponent, common: ReturnType<typeof writeCommon>, scope: Scope): Entry[] {
  const stated = statedSection(component, 'common');
  if (stated === undefined) return [];
  if (!common)
    return [
      { code: property('common', call('unchecked', jsonLiteral(stated))), comment: 'Common data is no collection.' },
    ];
  // whether it needs a name of its own shows when all else is written
  return [{ code: property('common', scope.used.has('common') ? 'common' : jsonLiteral(common.values)) }];
}

function oauthEntries(app: AppContext, component: ConnectionComponent, scope: Scope): Entry[] {
  const isText = (value: Json): boolean => typeof value === 'string';
  const scopeList = plain(
    (value) => isPlainObject(value) && Object.values(value as Readonly<Record<string, Json>>).every(isText),
  );
  const slots = { scopeList, defaultScope: plain((value) => isArray(value) && value.every(isText)) };
  const simple = Object.entries(slots).flatMap(([section, slot]) => {
    const value = statedSection(component, section);
    if (value === undefined) return [];
    const { code, comment } = writeSlot(value, slot, scope);
    return [{ code: property(section, code), comment }];
  });
  const install = installEntry(app, component);
  const directives = statedSection(component, 'installDirectives');
  if (directives === undefined) return [...simple, ...install];
  const { code, comment } = writeSlot(directives, members(['parameters', 'common']), scope);
  return [...simple, ...install, { code: property('installDirectives', code), comment }];
}

/** What an administrator fills in is a plain set of fields: nothing refers to it. */
function installEntry(app: AppContext, component: ConnectionComponent): Entry[] {
  const stated = statedSection(component, 'installSpec');
  if (stated === undefined) return [];
  const code = fieldsOf(app, fileOf(component), stated)?.code ?? call('unchecked', jsonLiteral(stated));
  return [{ code: property('installSpec', code) }];
}

const STEP_GROUPS = [['preauthorize', 'requestToken'], ['authorize'], ['token', 'accessToken'], ['info']] as const;

/** The parameters, and what is saved over them. */
function connectionValues(
  component: ConnectionComponent,
  parameters: ReadonlyMap<string, Type>,
  scope: Scope,
): ReadonlyMap<string, Type> | undefined {
  const { communication } = component.sections;
  const saved =
    component.connectionType === 'oauth'
      ? oauthValues(communication, scope)
      : savedValues(lastResponse(communication), phasesOf('connection').response, scope);
  return saved === 'unknown' ? undefined : new Map([...parameters, ...saved]);
}

function oauthValues(communication: Json | undefined, scope: Scope): ReadonlyMap<string, Type> | 'unknown' {
  const steps = (isPlainObject(communication) ? communication : {}) as Readonly<Record<string, Json>>; // parsed from JSON
  const { request, response } = phasesOf('oauth');
  const groups = STEP_GROUPS.map((names) => {
    const stated = names.flatMap((name) => (steps[name] === undefined ? [] : [steps[name]]));
    const [step, ...others] = stated;
    if (step === undefined) return new Map<string, Type>();
    if (others.length > 0 || isArray(step)) return 'unknown';
    const roots =
      names[0] === 'authorize'
        ? request
        : names[0] === 'token'
          ? response
          : response?.filter((root) => root !== 'query');
    return savedValues(lastResponse(step), roots, scope);
  });
  return joinedValues(groups);
}

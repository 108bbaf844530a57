import { isPlainObject, type Json } from '../../core/json.ts';
import type { Place } from '../../core/problems.ts';
import type { Component } from '../../manifest/manifest.ts';
import { asInternal, asKeptBy, type Change, change } from './change.ts';
import { diffFields } from './fields.ts';
import { diffCode, textOf } from './function-code.ts';
import type { ChangeKind } from './kinds.ts';
import { diffRequests, type RequestContext } from './requests.ts';
import { editsBetween, sameJson } from './same-json.ts';
import { diffScopeList, diffScopes } from './scopes.ts';

/** Two states of one section. */
export interface SectionPair {
  /** The later state of the component. */
  readonly component: Component | 'app';
  readonly section: string;
  readonly place: Place;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** The later interface and Base, which say what changes of requests mean. */
  readonly interface?: Json | undefined;
  readonly base?: Json | undefined;
}

/** Compares one section by what it means. */
export function diffSection(pair: SectionPair): Change[] {
  const { component } = pair;
  const changes = compare(pair);
  if (component === 'app') return changes;
  if (component.kind === 'rpc') return asInternal(changes);
  if (pair.section !== 'params') return changes;
  return asKeptBy(component.kind === 'connection' ? 'Connections' : 'Webhooks', changes);
}

const WHOLE: Readonly<Record<string, readonly [kind: ChangeKind, message: string]>> = {
  samples: ['samples-changed', 'The samples changed.'],
  groups: ['groups-changed', 'Modules are grouped differently.'],
  installDirectives: ['install-changed', 'What an installation makes of its values changed.'],
};

const TEXTS: Readonly<Record<string, readonly [kind: ChangeKind, message: string]>> = {
  readme: ['readme-changed', 'The README changed.'],
  context: ['context-changed', 'The notes for AI agents changed.'],
  test: ['tests-changed', 'The tests changed.'],
};

function compare(pair: SectionPair): Change[] {
  const { section, before, after, place } = pair;
  const [whole, text] = [WHOLE[section], TEXTS[section]];
  if (whole) return sameJson(before, after) ? [] : [change(whole[0], place, whole[1])];
  if (text) return textOf(before) === textOf(after) ? [] : [change(text[0], place, text[1])];
  switch (section) {
    case 'interface':
    case 'outputParameters':
      return diffFields(before, after, { place, direction: 'output', isMappable: false });
    case 'params':
    case 'staticParams':
    case 'mappableParams':
    case 'inputParameters':
    case 'installSpec':
      return diffFields(before, after, { place, direction: 'input', isMappable: section === 'mappableParams' });
    case 'scope':
    case 'defaultScope':
    case 'requiredScope':
      return diffScopes(before, after, place);
    case 'scopeList':
      return diffScopeList(before, after, place);
    case 'common':
      return diffCommon(pair);
    case 'code':
      return diffCode(before, after, place);
    default: // communication, base, epoch, and the calls of a webhook: sections go by name, which is plain text
      return diffRequests(before, after, requestContext(pair));
  }
}

function requestContext({ component, section, place, interface: shown, base }: SectionPair): RequestContext {
  const isOauth = component !== 'app' && component.kind === 'connection' && component.connectionType === 'oauth';
  const hasBase = component !== 'app' && component.kind !== 'connection';
  return {
    place,
    fallback: ['attach', 'detach', 'update'].includes(section)
      ? 'registration-changed'
      : section === 'epoch'
        ? 'epoch-changed'
        : 'request-changed',
    hasInterface: Array.isArray(shown) ? shown.length > 0 : typeof shown === 'string',
    hasSteps: isOauth,
    base: hasBase ? base : undefined,
  };
}

/** Common data holds the app's secrets: names of members are told, values never. */
function diffCommon({ before, after, place }: SectionPair): Change[] {
  const [earlier, later] = [before, after].map((value) => (isPlainObject(value) ? (value as Json) : {})); // a collection in JSON
  return editsBetween(earlier, later).map((edit) => {
    const path = edit.path.slice(0, 1);
    const name = path.length === 0 ? 'The common data' : `Common data "${path[0]}"`;
    const at = { ...place, path };
    if (edit.path.length === 1 && edit.before === undefined) return change('common-added', at, `${name} was added.`);
    if (edit.path.length === 1 && edit.after === undefined) return change('common-removed', at, `${name} was removed.`);
    return change('common-changed', at, `${name} has another value, which is not shown.`);
  });
}

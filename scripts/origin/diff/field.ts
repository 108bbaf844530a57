import { isPlainObject, type Json, type JsonObject } from '../../core/json.ts';
import type { Values } from './change.ts';
import { isRevealed, relateOutputTypes, relateParameterTypes, typeOf } from './field-types.ts';
import type { ChangeKind } from './kinds.ts';
import { limitChanges } from './limits.ts';
import { type FieldNews, optionNews } from './options.ts';
import { memberOf, sameJson } from './same-json.ts';

/** Attributes compared by their meaning; all others only by whether they differ. */
const COMPARED: ReadonlySet<string> = new Set([
  'name',
  'type',
  'required',
  'default',
  'mappable',
  'editable',
  'multiple',
  'dynamic',
  'grouped',
  'options',
  'operators',
  'nested',
  'reversedNested',
  'spec',
  'validate',
]);

const TEXTS: ReadonlySet<string> = new Set(['label', 'help', 'labels']);

/** Attributes that decide how a value is shown or passed on, not whether it is taken (make-app-format.md §4.2, §4.3). */
const HANDLING: ReadonlySet<string> = new Set([
  'codepage',
  'convert',
  'disabled',
  'extension',
  'ids',
  'omit',
  'readonly',
  'rpc',
  'schema',
  'semantic',
  'sequence',
  'showRoot',
  'singleLevel',
  'tags',
  'time',
  'visible',
]);

/** Compares two states of a parameter; sets of fields inside it are compared by who asks. */
export function parameterNews(
  before: JsonObject,
  after: JsonObject,
  { isMappable }: { readonly isMappable: boolean },
): FieldNews[] {
  const isSameType = typeOf(before) === typeOf(after);
  return [
    ...parameterTypeNews(before, after),
    ...requiredNews(before, after),
    ...(isMappable ? mappingNews(before, after) : []),
    ...switchNews(before, after),
    ...(isSameType ? optionNews(before, after) : []),
    ...limitNews(before, after),
    ...domainNews(before, after),
    ...defaultNews(before, after),
    ...otherNews(before, after, (key) =>
      TEXTS.has(key)
        ? 'parameter-text-changed'
        : HANDLING.has(key)
          ? 'parameter-handling-changed'
          : 'parameter-look-changed',
    ),
  ];
}

/** Compares two states of an output field: nothing is entered there, so only what it is called and holds counts (§4.7). */
export function outputNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const relation = relateOutputTypes(before, after);
  const says = `has the type ${typeOf(after)} instead of ${typeOf(before)}.`;
  const kind = relation === 'wider' ? 'output-type-refined' : 'output-type-changed';
  const idle = ['required', 'default', 'mappable', 'editable', 'multiple', 'dynamic', 'options', 'nested', 'validate'];
  return [
    ...(relation === 'same' ? [] : [{ kind, path: ['type'], says, ...typesOf(before, after) } as const]),
    ...otherNews(before, after, (key) => (TEXTS.has(key) ? 'output-text-changed' : 'output-look-changed')),
    ...idle.flatMap((key): FieldNews[] =>
      sameJson(before[key], after[key])
        ? []
        : [{ kind: 'output-look-changed', path: [key], says: `has another "${key}".` }],
    ),
  ];
}

function parameterTypeNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const relation = relateParameterTypes(before, after);
  if (relation === 'same') return [];
  const says = `has the type ${typeOf(after)} instead of ${typeOf(before)}.`;
  const widened = isRevealed(before, after) ? 'parameter-revealed' : 'parameter-type-widened';
  const kind = relation === 'wider' ? widened : 'parameter-type-changed';
  return [{ kind, path: ['type'], says, ...typesOf(before, after) }];
}

const typesOf = (before: JsonObject, after: JsonObject): Values => ({ before: typeOf(before), after: typeOf(after) });

function requiredNews(before: JsonObject, after: JsonObject): FieldNews[] {
  if (isOn(before.required) === isOn(after.required)) return [];
  return isOn(after.required)
    ? [{ kind: 'parameter-required', path: ['required'], says: 'is now required.' }]
    : [{ kind: 'parameter-optional', path: ['required'], says: 'is no longer required.' }];
}

/** A parameter of a mappable section can be mapped unless it says no. */
function mappingNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const [from, to] = [before.mappable !== false, after.mappable !== false];
  if (from === to) return [];
  return to
    ? [{ kind: 'mapping-allowed', path: ['mappable'], says: 'can now be mapped.' }]
    : [{ kind: 'mapping-forbidden', path: ['mappable'], says: 'can no longer be mapped.' }];
}

function switchNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const news: FieldNews[] = [];
  if (isEditable(before) !== isEditable(after)) {
    const path = ['editable'];
    if (isEditable(after)) news.push({ kind: 'typing-allowed', path, says: 'can now be typed as well as chosen.' });
    else news.push({ kind: 'typing-forbidden', path, says: 'can only be chosen, no longer typed.' });
  }
  if (isOn(before.multiple) !== isOn(after.multiple)) {
    const says = isOn(after.multiple) ? 'now takes a list of values.' : 'now takes one value instead of a list.';
    news.push({ kind: 'multiple-changed', path: ['multiple'], says });
  }
  return news;
}

const isEditable = ({ editable }: JsonObject): boolean =>
  isOn(isPlainObject(editable) ? memberOf(editable as JsonObject, 'enabled') : editable); // a collection in JSON

function limitNews(before: JsonObject, after: JsonObject): FieldNews[] {
  return limitChanges(before.validate, after.validate).map(({ rule, isTighter, ...values }) => {
    const path = ['validate', rule];
    const isGone = values.after === undefined;
    const says = `${isTighter ? 'is checked more strictly' : 'is checked less strictly'}: ${ruleText(rule, values.before, values.after)}.`;
    return { kind: isTighter ? 'limit-tightened' : 'limit-loosened', path, says, ...(isGone && { isGone }), ...values };
  });
}

function ruleText(rule: string, before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return `"${rule}" is now ${JSON.stringify(after)}`;
  if (after === undefined) return `"${rule}" is gone, it was ${JSON.stringify(before)}`;
  return `"${rule}" is now ${JSON.stringify(after)} instead of ${JSON.stringify(before)}`;
}

/** Nested parameters of another domain are kept with its values (make-app-format.md §4.5). */
function domainNews(before: JsonObject, after: JsonObject): FieldNews[] {
  const [from, to] = [memberOf(before.nested, 'domain'), memberOf(after.nested, 'domain')];
  if (before.nested === undefined || after.nested === undefined || sameJson(from, to)) return [];
  const values = { before: from, after: to };
  return [
    { kind: 'nested-domain-changed', path: ['nested'], says: 'keeps its nested parameters elsewhere.', ...values },
  ];
}

/** The engine fills in no default (make-app-format.md §4.2, ASM-56); a hidden parameter has no other value than its own. */
function defaultNews(before: JsonObject, after: JsonObject): FieldNews[] {
  if (sameJson(before.default, after.default)) return [];
  const isSecret = [before, after].some((field) => typeOf(field) === 'password' || typeOf(field) === 'pkey');
  const isGone = after.default === undefined;
  const says = isGone
    ? 'has no default any more.'
    : before.default === undefined
      ? 'now has a default.'
      : 'has another default.';
  return [
    {
      kind: typeOf(after) === 'hidden' ? 'hidden-value-changed' : 'parameter-default-changed',
      path: ['default'],
      says,
      ...(isGone && { isGone }),
      ...(!isSecret && { before: before.default, after: after.default }),
    },
  ];
}

/** One piece of news for each kind of the remaining attributes that differ. */
function otherNews(before: JsonObject, after: JsonObject, kindOf: (key: string) => ChangeKind): FieldNews[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key): FieldNews[] => {
    if (COMPARED.has(key) || sameJson(before[key], after[key])) return [];
    const values = { before: before[key], after: after[key] };
    const isGone = after[key] === undefined;
    const verb = isGone ? 'no longer states' : before[key] === undefined ? 'now states' : 'has another';
    const says = `${verb} "${key}".`;
    return [{ kind: kindOf(key), path: [key], says, ...(isGone && { isGone }), ...values }];
  });
}

const isOn = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== false;

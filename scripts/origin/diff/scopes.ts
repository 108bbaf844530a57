import { isPlainObject, type Json } from '../../core/json.ts';
import type { Place } from '../../core/problems.ts';
import { type Change, change } from './change.ts';
import { sameJson } from './same-json.ts';

/** Compares scopes that are asked for: a set, whatever its order. */
export function diffScopes(before: Json | undefined, after: Json | undefined, place: Place): Change[] {
  const [earlier, later] = [namesIn(before), namesIn(after)];
  return [
    ...difference(earlier, later).map((name) =>
      change('scope-removed', { ...place, path: [earlier.indexOf(name)] }, `Scope "${name}" is no longer asked for.`, {
        before: name,
      }),
    ),
    ...difference(later, earlier).map((name) =>
      change('scope-added', { ...place, path: [later.indexOf(name)] }, `Scope "${name}" is now asked for.`, {
        after: name,
      }),
    ),
  ];
}

/** Compares the scopes users can choose from. */
export function diffScopeList(before: Json | undefined, after: Json | undefined, place: Place): Change[] {
  const [earlier, later] = [membersOf(before), membersOf(after)];
  const [names, laterNames] = [Object.keys(earlier), Object.keys(later)];
  const at = (name: string): Place => ({ ...place, path: [name] });
  return [
    ...difference(names, laterNames).map((name) =>
      change('listed-scope-removed', at(name), `Scope "${name}" is no longer offered.`, { before: name }),
    ),
    ...difference(laterNames, names).map((name) =>
      change('listed-scope-added', at(name), `Scope "${name}" is now offered.`, { after: name }),
    ),
    ...laterNames
      .filter((name) => names.includes(name) && !sameJson(earlier[name], later[name]))
      .map((name) =>
        change('scope-text-changed', at(name), `Scope "${name}" is described differently.`, {
          before: earlier[name],
          after: later[name],
        }),
      ),
  ];
}

const namesIn = (scopes: Json | undefined): string[] =>
  Array.isArray(scopes) ? [...new Set(scopes.map((scope: Json) => String(scope)))] : [];

const membersOf = (list: Json | undefined): Readonly<Record<string, Json>> =>
  isPlainObject(list) ? (list as Readonly<Record<string, Json>>) : {}; // a collection in JSON

const difference = (names: readonly string[], others: readonly string[]): string[] =>
  names.filter((name) => !others.includes(name));

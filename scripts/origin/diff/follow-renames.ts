import { isPlainObject, type Json } from '../../core/json.ts';
import type { Component, Sections } from '../../manifest/manifest.ts';
import { componentPath } from '../../manifest/manifest.ts';
import type { Match } from './match-names.ts';

/** Rewrites components to the new names of what they refer to, so that a reference which only follows is no change. */
export function followRenames(pairs: readonly Match<Component>[]): (component: Component) => Component {
  const renamed = pairs.filter(({ isRenamed }) => isRenamed);
  if (renamed.length === 0) return (component) => component;
  const names = new Map(renamed.map(({ before, after }) => [componentPath(before), after.name]));
  return (component) => ({
    ...withBindings(component, names),
    sections: followIn(component.sections, names) as Sections, // of the same shape
  });
}

/** New names by old path. */
type Names = ReadonlyMap<string, string>;

function followIn(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    return value.replace(/^rpc:\/\/([^/?\s]+)/, (whole, name: string) => {
      const later = names.get(`rpcs.${name}`);
      return later === undefined ? whole : `rpc://${later}`;
    });
  }
  if (Array.isArray(value)) return value.map((inner: Json) => followIn(inner, names));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, followIn(inner, names)]));
}

function withBindings(component: Component, names: Names): Component {
  const follow = (plural: string, name: string): string => names.get(`${plural}.${name}`) ?? name;
  const followAny = (plural: string, name: string | null | undefined): string | null =>
    typeof name === 'string' ? follow(plural, name) : null;
  switch (component.kind) {
    case 'connection':
    case 'function':
      return component;
    case 'endpoint': {
      const { attachedAccounts } = component;
      const accounts = attachedAccounts?.map((name) => follow('connections', name));
      return accounts ? { ...component, attachedAccounts: accounts } : component;
    }
    case 'module':
      return { ...component, ...accountsOf(component, followAny), webhook: followAny('webhooks', component.webhook) };
    case 'webhook':
    case 'rpc':
      return { ...component, ...accountsOf(component, followAny) };
  }
}

const accountsOf = (
  { connection, altConnection }: { readonly connection: string | null; readonly altConnection: string | null },
  follow: (plural: string, name: string | null) => string | null,
) => ({ connection: follow('connections', connection), altConnection: follow('connections', altConnection) });

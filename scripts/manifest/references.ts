import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Component, Manifest } from './manifest.ts';
import { componentPath, componentsOf } from './manifest.ts';

/** Reports connections and webhooks that metadata names but the app does not have: an import drops such a binding without a word. */
export function checkBindings(manifest: Manifest): Problem[] {
  const known = { connection: Object.keys(manifest.connections), webhook: Object.keys(manifest.webhooks) };
  return componentsOf(manifest).flatMap((component) =>
    bindingsOf(component).flatMap(({ path, kind, name }) =>
      typeof name !== 'string' || known[kind].includes(name)
        ? []
        : [dangling(component, kind, name, known[kind], { path })],
    ),
  );
}

interface Binding {
  readonly path: JsonPath;
  readonly kind: 'connection' | 'webhook';
  readonly name: string | null | undefined;
}

function bindingsOf(component: Component): Binding[] {
  switch (component.kind) {
    case 'module':
      return [...accountsOf(component), { path: ['webhook'], kind: 'webhook', name: component.webhook }];
    case 'rpc':
    case 'webhook':
      return accountsOf(component);
    case 'endpoint':
      return (component.attachedAccounts ?? []).map((name, index) => ({
        path: ['attachedAccounts', index],
        kind: 'connection',
        name,
      }));
    case 'connection':
    case 'function':
      return [];
  }
}

function accountsOf({
  connection,
  altConnection,
}: {
  readonly connection: string | null;
  readonly altConnection: string | null;
}): Binding[] {
  return [
    { path: ['connection'], kind: 'connection', name: connection },
    { path: ['altConnection'], kind: 'connection', name: altConnection },
  ];
}

/**
 * Reports every reference from one component to another that leads nowhere: bindings, `rpc://` addresses, called
 * endpoints, modules in groups.
 */
export function checkReferences(manifest: Manifest): Problem[] {
  return [
    ...checkBindings(manifest),
    ...componentsOf(manifest).flatMap((component) => [
      ...checkRpcs(component, Object.keys(manifest.rpcs)),
      ...checkEndpoints(component, Object.keys(manifest.endpoints)),
    ]),
    ...checkGroups(manifest),
  ];
}

const RPC = /^rpc:\/\/([^/?\s]+)(?:\?|$)/; // a name with a slash leads to another app

function checkRpcs(component: Component, known: readonly string[]): Problem[] {
  return Object.entries(component.sections).flatMap(([section, value]) =>
    textsIn(value, []).flatMap(({ text, path }): Problem[] => {
      const name = RPC.exec(text)?.[1];
      if (name === undefined || name.includes('{{') || known.includes(name)) return [];
      return [dangling(component, 'RPC', name, known, { section, path })];
    }),
  );
}

function checkEndpoints(component: Component, known: readonly string[]): Problem[] {
  const { communication } = component.sections;
  const requests = isPlainObject(communication) ? [communication] : [];
  return requests.flatMap(({ endpoint, pagination }) => {
    const called: readonly (readonly [JsonPath, unknown])[] = [
      [['endpoint'], endpoint],
      [['pagination', 'endpoint'], isPlainObject(pagination) ? pagination.endpoint : undefined],
    ];
    return called.flatMap(([key, target]): Problem[] => {
      const name = isPlainObject(target) ? target.name : target;
      if (typeof name !== 'string' || known.includes(name)) return [];
      const path = isPlainObject(target) ? [...key, 'name'] : key;
      return [dangling(component, 'endpoint', name, known, { section: 'communication', path })];
    });
  });
}

function checkGroups({ sections, modules }: Manifest): Problem[] {
  const known = Object.keys(modules);
  const seen = new Set<string>();
  const groups: readonly Json[] = Array.isArray(sections.groups) ? sections.groups : [];
  return groups.flatMap((group, index) => {
    const listed: readonly unknown[] = isPlainObject(group) && Array.isArray(group.modules) ? group.modules : [];
    return listed.flatMap((name, position): Problem[] => {
      if (typeof name !== 'string') return [];
      const at = { component: 'app', section: 'groups', path: [index, 'modules', position] } as const;
      if (!known.includes(name)) {
        const fix = didYouMean(name, known, 'remove it.');
        return [
          { code: 'MAN231', severity: 'error', message: `The group lists "${name}", which is no module.`, fix, ...at },
        ];
      }
      if (seen.has(name)) {
        return [
          {
            code: 'MAN233',
            severity: 'error',
            message: `"${name}" is listed twice in the groups.`,
            fix: 'keep it in one group.',
            ...at,
          },
        ];
      }
      seen.add(name);
      return [];
    });
  });
}

const CODES = { connection: 'REF008', webhook: 'REF008', RPC: 'REF007', endpoint: 'REF011' } as const;

function dangling(
  component: Component,
  kind: keyof typeof CODES,
  name: string,
  known: readonly string[],
  at: Pick<Problem, 'section' | 'path'>,
): Problem {
  const otherwise = known.length > 0 ? `it has ${known.join(', ')}.` : `add the ${kind}, or remove the reference.`;
  return {
    code: CODES[kind],
    severity: 'error',
    message: `"${name}" names no ${kind} of this app.`,
    fix: didYouMean(name, known, otherwise),
    component: componentPath(component),
    ...at,
  };
}

function textsIn(value: unknown, path: JsonPath): { readonly text: string; readonly path: JsonPath }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((inner, index) => textsIn(inner, [...path, index]));
  return isPlainObject(value) ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key])) : [];
}

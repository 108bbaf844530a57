import { type Component, componentsOf, type Manifest, PLURALS } from '../manifest/manifest.ts';

/** Who may import whom: files of descriptors must not need each other in a circle. */
export interface ReferenceGraph {
  /** Whether a file may import another; if so, it counts as importing it from now on. */
  readonly mayImport: (from: string, to: string) => boolean;
}

export const fileOf = ({ kind, name }: Pick<Component, 'kind' | 'name'>): string => `${PLURALS[kind]}/${name}.ts`;

/** Starts with what components say of each other in their metadata, which the types want by value. */
export function createReferenceGraph(manifest: Manifest): ReferenceGraph {
  const imports = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    imports.set(from, (imports.get(from) ?? new Set()).add(to));
  };
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(imports.get(from) ?? [])].some((next) => reaches(next, to, seen));
  };
  for (const component of componentsOf(manifest)) {
    for (const target of metadataTargets(component)) add(fileOf(component), target);
  }
  return {
    mayImport: (from, to) => {
      if (imports.get(from)?.has(to)) return true;
      if (reaches(to, from)) return false;
      add(from, to);
      return true;
    },
  };
}

function metadataTargets(component: Component): string[] {
  if (component.kind === 'function' || component.kind === 'connection') return [];
  if (component.kind === 'endpoint')
    return (component.attachedAccounts ?? []).map((name) => fileOf({ kind: 'connection', name }));
  const { connection, altConnection } = component;
  const accounts = [connection, altConnection].flatMap((name) =>
    name === null ? [] : [fileOf({ kind: 'connection', name })],
  );
  const hook = component.kind === 'module' ? component.webhook : undefined;
  return hook ? [...accounts, fileOf({ kind: 'webhook', name: hook })] : accounts;
}

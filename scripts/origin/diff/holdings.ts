import type { AppMetadata, Component } from '../../manifest/manifest.ts';
import { componentPath } from '../../manifest/manifest.ts';
import { archivedRowsOf } from '../../manifest/sections.ts';

/** What one side can say about an app; whatever one of two sides cannot say is not compared. */
export interface Holdings {
  /** Whether connections, webhooks and the app may have the names Make gave them, instead of those in the sources. */
  readonly hasServerNames: boolean;
  holdsComponent(path: string): boolean;
  holdsSection(component: Component | 'app', section: string): boolean;
  /** `key` is one of the component's own, or of the app's metadata. */
  holdsMetadata(component: Component | 'app', key: string): boolean;
}

/** Holdings of a side that says everything. */
export const EVERYTHING: Holdings = {
  hasServerNames: false,
  holdsComponent: () => true,
  holdsSection: () => true,
  holdsMetadata: () => true,
};

/** What a folder leaves out: metadata its layout has no place for, and parts it says it does not keep. */
export interface Gaps {
  readonly assumed?: readonly (keyof AppMetadata)[];
  /** Paths like "modules.searchUser". */
  readonly components?: ReadonlySet<string>;
  /** Component path and section: "modules.searchUser/samples", "app/common". */
  readonly sections?: ReadonlySet<string>;
  /** Component path and key, of what was guessed: "modules.searchUser/moduleType". */
  readonly metadata?: ReadonlySet<string>;
  readonly hasServerNames?: boolean;
}

export const withoutGaps = ({
  assumed = [],
  components,
  sections,
  metadata,
  hasServerNames = false,
}: Gaps): Holdings => ({
  hasServerNames,
  holdsComponent: (path) => !components?.has(path),
  holdsSection: (component, section) => !sections?.has(`${pathOf(component)}/${section}`),
  holdsMetadata: (component, key) =>
    component === 'app' ? !assumed.some((name) => name === key) : !metadata?.has(`${pathOf(component)}/${key}`),
});

/** Kept nowhere in an archive (make-app-format.md §1.9.3); the importer makes up a description. */
const NOT_ARCHIVED: ReadonlySet<string> = new Set(['actionCrud', 'altConnection']);

export function archiveHoldings(assumed: readonly (keyof AppMetadata)[] = []): Holdings {
  const { holdsMetadata } = withoutGaps({ assumed });
  return {
    hasServerNames: true,
    holdsComponent: () => true,
    holdsSection: (component, section) =>
      (component !== 'app' && component.kind === 'endpoint' && section === 'context') || // its metadata has it
      archivedRowsOf(component).some((row) => row.section === section),
    holdsMetadata: (component, key) =>
      component === 'app' ? key !== 'description' && holdsMetadata(component, key) : !NOT_ARCHIVED.has(key),
  };
}

/** What both sides hold. */
export const commonHoldings = (a: Holdings, b: Holdings): Holdings => ({
  hasServerNames: a.hasServerNames && b.hasServerNames,
  holdsComponent: (path) => a.holdsComponent(path) && b.holdsComponent(path),
  holdsSection: (component, section) => a.holdsSection(component, section) && b.holdsSection(component, section),
  holdsMetadata: (component, key) => a.holdsMetadata(component, key) && b.holdsMetadata(component, key),
});

const pathOf = (component: Component | 'app'): string => (component === 'app' ? 'app' : componentPath(component));

import type { Component, ComponentKind, Manifest, Sections } from '../../manifest/manifest.ts';
import { componentPath, PLURALS } from '../../manifest/manifest.ts';
import type { Holdings } from './holdings.ts';
import { type Matching, matchNames } from './match-names.ts';
import { canonical } from './same-json.ts';

/** Pairs the components of one kind that both sides can hold. */
export function matchComponents(
  before: Manifest,
  after: Manifest,
  { kind, holdings, hasOtherNames }: MatchOptions,
): Matching<Component> {
  const held = (manifest: Manifest): Component[] =>
    Object.values<Component>(manifest[PLURALS[kind]]).filter((each) => holdings.holdsComponent(componentPath(each)));
  const [earlier, later] = [held(before), held(after)];
  const isOnlyOne =
    isServerNamed(kind) && hasOtherNames && [alone(earlier, later), alone(later, earlier)].every(Boolean);
  const isSame = (a: Component, b: Component): boolean =>
    isSameComponent(a, b) || (isOnlyOne && typeTextOf(a) === typeTextOf(b));
  return matchNames(earlier, later, { nameOf: ({ name }) => name, isSame });
}

interface MatchOptions {
  readonly kind: ComponentKind;
  readonly holdings: Holdings;
  /** Whether one side has the names of the sources and the other those Make gave. */
  readonly hasOtherNames: boolean;
}

/** Claims a kind whose names Make chooses (make-app-format.md §1.8). */
export const isServerNamed = (kind: ComponentKind): boolean => kind === 'connection' || kind === 'webhook';

/** Claims that one component, and only one, has a name the other side does not. */
const alone = (components: readonly Component[], others: readonly Component[]): boolean =>
  components.filter(({ name }) => !others.some((other) => other.name === name)).length === 1;

/** A component is taken for renamed when its label or everything it does stayed. */
function isSameComponent(before: Component, after: Component): boolean {
  if (typeTextOf(before) !== typeTextOf(after)) return false;
  const [label, laterLabel] = [labelOf(before), labelOf(after)];
  if (label !== '' && label === laterLabel) return true;
  return isFilled(after.sections) && contentOf(before) === contentOf(after);
}

const labelOf = (component: Component): string => ('label' in component ? component.label : '');

const typeTextOf = (component: Component): string =>
  'moduleType' in component ? component.moduleType : 'connectionType' in component ? component.connectionType : '';

/** The sections as comparable text; a function states its own name in its code. */
function contentOf({ kind, name, sections }: Component): string {
  const text = canonical(sections);
  return kind === 'function' ? text.replaceAll(new RegExp(`\\b${name.replace(/\W/g, '')}\\b`, 'g'), '') : text;
}

const isFilled = (sections: Sections): boolean =>
  Object.values(sections).some((value) => typeof value !== 'object' || Object.keys(value ?? {}).length > 0);

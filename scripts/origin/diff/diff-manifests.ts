import type { Json } from '../../core/json.ts';
import type { AppMetadata, Component, ComponentKind, Manifest, Sections } from '../../manifest/manifest.ts';
import { COMPONENT_KINDS, componentPath } from '../../manifest/manifest.ts';
import { sectionRowsOf } from '../../manifest/sections.ts';
import { type Change, change } from './change.ts';
import { followRenames } from './follow-renames.ts';
import { commonHoldings, EVERYTHING, type Holdings } from './holdings.ts';
import { isServerNamed, matchComponents } from './match-components.ts';
import type { Match } from './match-names.ts';
import { diffApp, diffMetadata } from './metadata.ts';
import { sameJson } from './same-json.ts';
import { diffSection } from './sections.ts';

export interface DiffOptions {
  /** What each side can say; everything, unless stated. */
  readonly before?: Holdings;
  readonly after?: Holdings;
  /** Compared when both are given. */
  readonly icons?: { readonly before: Uint8Array; readonly after: Uint8Array };
}

/**
 * Compares two states of an app by what they mean: app, then component by component and section by section. Order of
 * keys and comments are no difference; what one side cannot say is not compared.
 */
export function diffManifests(before: Manifest, after: Manifest, options: DiffOptions = {}): Change[] {
  const sides = { before: options.before ?? EVERYTHING, after: options.after ?? EVERYTHING };
  const holdings = commonHoldings(sides.before, sides.after);
  const hasOtherNames = sides.before.hasServerNames !== sides.after.hasServerNames;
  const matchings = COMPONENT_KINDS.map((kind) => matchComponents(before, after, { kind, holdings, hasOtherNames }));
  const followed = followRenames(matchings.flatMap(({ pairs }) => pairs));
  const base = after.sections.base;
  return [
    ...diffApp(before.app, hasOtherNames ? withSourceName(after.app, before.app) : after.app, holdings),
    ...iconChanges(options.icons),
    ...diffSections(
      { before: 'app', after: 'app' },
      { before: before.sections, after: after.sections },
      { holdings, base },
    ),
    ...matchings.flatMap(({ pairs, removed, added }) => [
      ...removed.map((component) => presence(component, 'removed')),
      ...added.map((component) => presence(component, 'added')),
      ...pairs.flatMap((match) => diffComponents(match, { holdings, base, followed, hasOtherNames })),
    ]),
  ];
}

/** Make puts a suffix to the ID that was asked for (make-app-format.md §1.1); both are the same app. */
function withSourceName(app: AppMetadata, { name }: AppMetadata): AppMetadata {
  const [short, long] = app.name.length < name.length ? [app.name, name] : [name, app.name];
  const isSuffixed = long.startsWith(`${short}-`) && /^[0-9a-z]{4,8}$/.test(long.slice(short.length + 1));
  return isSuffixed ? { ...app, name } : app;
}

interface Scope {
  readonly holdings: Holdings;
  readonly base: Json | undefined;
}

function iconChanges(icons: DiffOptions['icons']): Change[] {
  if (!icons || Buffer.compare(icons.before, icons.after) === 0) return [];
  return [change('app-look-changed', { component: 'app' }, 'The icon of the app changed.')];
}

const WORDS: Readonly<Record<ComponentKind, string>> = {
  connection: 'Connection',
  webhook: 'Webhook',
  module: 'Module',
  rpc: 'RPC',
  function: 'Function',
  endpoint: 'Endpoint',
};

function presence(component: Component, event: 'added' | 'removed'): Change {
  const { kind, name } = component;
  return change(`${kind}-${event}`, { component: componentPath(component) }, `${WORDS[kind]} "${name}" was ${event}.`);
}

function diffComponents(
  { before, after, isRenamed }: Match<Component>,
  scope: Scope & { readonly followed: (component: Component) => Component; readonly hasOtherNames: boolean },
): Change[] {
  const earlier = scope.followed(before);
  const names = { before: before.name, after: after.name };
  const message = `${WORDS[after.kind]} "${names.before}" was renamed to "${names.after}".`;
  return [
    ...(isRenamed && !(scope.hasOtherNames && isServerNamed(after.kind))
      ? [change(`${after.kind}-renamed`, { component: componentPath(after) }, message, names)]
      : []),
    ...diffMetadata(earlier, after, scope.holdings),
    ...diffSections({ before: earlier, after }, { before: earlier.sections, after: after.sections }, scope),
  ];
}

interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** Compares the sections that mean something for either state and that both sides hold. */
function diffSections(
  component: Pair<Component | 'app'>,
  sections: Pair<Sections>,
  { holdings, base }: Scope,
): Change[] {
  const rows = [...sectionRowsOf(component.after), ...sectionRowsOf(component.before)];
  const byName = new Map(rows.map((row) => [row.section, row]));
  return [...byName.values()].flatMap(({ section, empty }): Change[] => {
    const isHeld = (each: Component | 'app'): boolean => holdings.holdsSection(each, section);
    if (!isHeld(component.before) || !isHeld(component.after)) return [];
    if (section === 'communication' && isOtherConnection(component)) return []; // the type says it all
    const [before, after] = [sections.before[section] ?? empty, sections.after[section] ?? empty];
    if (sameJson(before, after)) return [];
    const path = component.after === 'app' ? 'app' : componentPath(component.after);
    return diffSection({
      component: component.after,
      section,
      place: { component: path, section },
      before,
      after,
      interface: sections.after.interface,
      base,
    });
  });
}

const isOtherConnection = ({ before, after }: Pair<Component | 'app'>): boolean =>
  before !== 'app' &&
  after !== 'app' &&
  before.kind === 'connection' &&
  after.kind === 'connection' &&
  before.connectionType !== after.connectionType;

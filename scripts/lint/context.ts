import type { Json } from '../core/json.ts';
import { type JsonPath, readAt } from '../core/paths.ts';
import type { Place } from '../core/problems.ts';
import type { Component, Manifest, ModuleComponent } from '../manifest/manifest.ts';
import { componentPath, componentsOf } from '../manifest/manifest.ts';
import { type FieldSite, fieldsIn, isForm, type ReferenceSite, referencesToRpcs } from './forms.ts';
import { type FunctionSource, functionSources } from './function-source.ts';
import { baseRequestOf, type RequestSite, requestsIn } from './requests.ts';
import { type TextSite, textsIn } from './texts.ts';

/** The app and what rules ask about it, found once and only when asked for. */
export interface LintContext {
  readonly manifest: Manifest;
  readonly components: readonly Component[];
  readonly modules: readonly ModuleComponent[];
  /** Every outgoing request but Base. */
  readonly requests: readonly RequestSite[];
  readonly base: RequestSite;
  /** Base first, then every other request. */
  readonly requestsAndBase: readonly RequestSite[];
  readonly requestsOf: (component: Component, section?: string) => readonly RequestSite[];
  /** Every evaluated text. */
  readonly texts: readonly TextSite[];
  readonly textsOf: (component: Component | undefined) => readonly TextSite[];
  /** The texts of a request below a directive: `textsBelow(request, 'response', 'output')`. */
  readonly textsBelow: (request: RequestSite, ...inner: JsonPath) => readonly TextSite[];
  /** The text at a place of a request itself. */
  readonly textAt: (request: RequestSite, ...inner: JsonPath) => TextSite | undefined;
  readonly fields: readonly FieldSite[];
  readonly fieldsOf: (component: Component) => readonly FieldSite[];
  /** The fields whose values a component sees as `parameters.name`, by name. */
  readonly inputsOf: (component: Component, name: string) => readonly FieldSite[];
  readonly rpcReferences: readonly ReferenceSite[];
  /** Texts of all sections, for looking up who is mentioned anywhere. */
  readonly wholeText: string;
  readonly functionSources: readonly FunctionSource[];
  readonly component: (path: string) => Component | undefined;
  readonly valueAt: (place: Place) => Json | undefined;
}

export function lintContext(manifest: Manifest): LintContext {
  const components = componentsOf(manifest);
  const byPath = new Map(components.map((component) => [componentPath(component), component]));
  const requests = once(() => requestsIn(manifest));
  const base = once(() => baseRequestOf(manifest));
  const texts = once(() => textsIn(manifest));
  const textsByPrefix = once(() => indexByPrefix(texts()));
  const textsByOwner = once(() => groupBy(texts(), ({ at }) => at));
  const fields = once(() => fieldsIn(manifest));
  const fieldsByOwner = once(() => groupBy(fields(), ({ at }) => at));
  const requestsByOwner = once(() => groupBy(requests(), ({ at }) => at));
  const rpcReferences = once(() => referencesToRpcs(manifest));
  const wholeText = once(() => JSON.stringify([manifest.sections, components.map(({ sections }) => sections)]));
  const sources = once(() => functionSources(manifest));

  const textsBelow = (request: RequestSite, ...inner: JsonPath): readonly TextSite[] =>
    textsByPrefix().get(prefixKey(request, [...request.path, ...inner])) ?? [];
  const fieldsOf = (component: Component): readonly FieldSite[] => fieldsByOwner().get(componentPath(component)) ?? [];

  return {
    manifest,
    components,
    modules: Object.values(manifest.modules),
    get requests() {
      return requests();
    },
    get base() {
      return base();
    },
    get requestsAndBase() {
      return [base(), ...requests()];
    },
    requestsOf: (component, section) =>
      (requestsByOwner().get(componentPath(component)) ?? []).filter(
        (request) => section === undefined || request.section === section,
      ),
    get texts() {
      return texts();
    },
    textsOf: (component) => textsByOwner().get(component ? componentPath(component) : 'app') ?? [],
    textsBelow,
    textAt: (request, ...inner) =>
      textsBelow(request, ...inner).find(({ path }) => path.length === request.path.length + inner.length),
    get fields() {
      return fields();
    },
    fieldsOf,
    inputsOf: (component, name) =>
      fieldsOf(component).filter(
        (site) => isForm(site) && site.name === name && site.valuePath?.length === 1 && site.via !== 'form',
      ),
    get rpcReferences() {
      return rpcReferences();
    },
    get wholeText() {
      return wholeText();
    },
    get functionSources() {
      return sources();
    },
    component: (path) => byPath.get(path),
    valueAt: (place) => valueAt(manifest, byPath, place),
  };
}

function valueAt(
  manifest: Manifest,
  byPath: ReadonlyMap<string, Component>,
  { component, section, path = [] }: Place,
): Json | undefined {
  const owner = component === 'app' ? undefined : byPath.get(component ?? '');
  const sections = owner ? owner.sections : manifest.sections;
  // What stands at a path of JSON is JSON.
  return readAt(section === undefined ? (owner ?? manifest.app) : sections[section], path) as Json | undefined;
}

/** The texts of every place that holds some, so that rules can ask for those below any of them. */
function indexByPrefix(texts: readonly TextSite[]): ReadonlyMap<string, readonly TextSite[]> {
  const index = new Map<string, TextSite[]>();
  for (const site of texts) {
    for (let length = 0; length <= site.path.length; length++) {
      const key = prefixKey(site, site.path.slice(0, length));
      const found = index.get(key);
      if (found) found.push(site);
      else index.set(key, [site]);
    }
  }
  return index;
}

const prefixKey = ({ at, section }: Pick<TextSite, 'at' | 'section'>, path: JsonPath): string =>
  [at, section, ...path].join('\n');

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

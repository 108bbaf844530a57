import type { Json } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import type { Problem } from '../../core/problems.ts';
import type { Component, Manifest } from '../../manifest/manifest.ts';
import { componentPath, componentsOf } from '../../manifest/manifest.ts';

/** Where IML stands: a section of a component, or Base. */
export interface Site {
  /** "modules.searchUser", "app". */
  readonly name: string;
  /** Absent for the app. */
  readonly component?: Component;
  readonly section: string;
}

/** One text of a section that may hold IML. */
export interface SiteText {
  readonly site: Site;
  readonly path: JsonPath;
  readonly text: string;
}

/** One reference in one text: `{{parameters.user.name}}` has the keys user, name. */
export interface Use {
  readonly site: Site;
  readonly path: JsonPath;
  readonly root: string;
  /** Text keys; numbers and null are positions in a list, null one known at run time only. */
  readonly keys: readonly (string | number | null)[];
  /** Offset in the text. */
  readonly start: number;
  readonly text: string;
}

/** Sections whose texts the platform evaluates; forms, interface and samples are not among them (make-app-format.md §4). */
const EVALUATED: readonly string[] = ['communication', 'epoch', 'attach', 'update', 'detach', 'installDirectives'];

/** Lists every evaluated text of the app in declared order. */
export function siteTexts(manifest: Manifest): SiteText[] {
  const base: Site = { name: 'app', section: 'base' };
  return [
    ...textsIn(manifest.sections.base, base, []),
    ...componentsOf(manifest).flatMap((component) =>
      EVALUATED.flatMap((section) =>
        textsIn(component.sections[section], { name: componentPath(component), component, section }, []),
      ),
    ),
  ];
}

function textsIn(value: Json | undefined, site: Site, path: JsonPath): SiteText[] {
  if (typeof value === 'string') return isLiteral(path) ? [] : [{ site, path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((inner: Json, index) => textsIn(inner, site, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, site, [...path, key]));
}

/** Paths of the log, and names of endpoints, are taken as they are (make-app-format.md §3.10, runtime.md §8). */
function isLiteral(path: JsonPath): boolean {
  if (path.some((key, index) => key === 'log' && path[index + 1] === 'sanitize')) return true;
  const [first, second] = typeof path[0] === 'number' ? path.slice(1) : path;
  return first === 'endpoint' || (first === 'pagination' && second === 'endpoint');
}

/** A problem at a reference. */
export function problemAt(use: Use, problem: Pick<Problem, 'code' | 'severity' | 'message' | 'fix'>): Problem {
  const { site, path, start } = use;
  return { ...problem, component: site.name, section: site.section, path, offset: start };
}

/** The reference as an author would write it: `{{connection.token}}`. */
export function printUse({ root, keys }: Use, length: number): string {
  return `{{${[root, ...keys.slice(0, length)].map(printKey).join('')}}}`;
}

function printKey(key: string | number | null, index: number): string {
  if (typeof key !== 'string') return `[${key ?? ''}]`;
  const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : `\`${key}\``;
  return index === 0 ? name : `.${name}`;
}

import type { Json } from '../core/json.ts';
import { type JsonPath, readAt } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, componentPath, PLURALS } from '../manifest/manifest.ts';
import { isObject } from './requests.ts';
import type { Edit, LintProblem } from './rule.ts';

/** The change that puts a problem right; undefined where that needs a person. */
export function fixFor(problem: Problem & Pick<LintProblem, 'edit'>, manifest?: Manifest): Edit | undefined {
  return problem.edit ?? (manifest && respelling(problem, manifest));
}

/** A name that is wrong in nothing but its capitals can mean only one thing. */
function respelling(problem: Problem, manifest: Manifest): Edit | undefined {
  const { code, component, section, path = [], offset, fix } = problem;
  const meant = /^did you mean "([^"]+)"\?$/.exec(fix ?? '')?.[1];
  if (component === undefined || meant === undefined) return undefined;
  const place = { component, ...(section !== undefined && { section }), path };
  const root = partOf(manifest, place);
  const value = readAt(root, path);
  const isMeant = (text: unknown): boolean => typeof text === 'string' && text.toLowerCase() === meant.toLowerCase();
  switch (code) {
    case 'MAN002': {
      const isFree = readAt(root, [...path.slice(0, -1), meant]) === undefined;
      return isMeant(path.at(-1)) && isFree ? { ...place, rename: meant } : undefined;
    }
    case 'MAN004':
      return isMeant(value) ? { ...place, set: meant } : undefined;
    case 'REF001': {
      const found = typeof value === 'string' ? /^\s*parameters\.([A-Za-z_]\w*)/.exec(value.slice(offset ?? 0)) : null;
      const [whole = '', name = ''] = found ?? [];
      if (!isMeant(name) || typeof value !== 'string') return undefined;
      const end = (offset ?? 0) + whole.length;
      return { ...place, set: `${value.slice(0, end - name.length)}${meant}${value.slice(end)}` };
    }
    default:
      return undefined; // checks of every kind come here; the others need a person
  }
}

/** The value an edit's path starts from: a section, or a component's metadata. */
export function partOf(manifest: Manifest, { component, section }: Pick<Edit, 'component' | 'section'>): unknown {
  if (component === 'app') return section === undefined ? manifest.app : manifest.sections[section];
  const found = COMPONENT_KINDS.flatMap((kind) => Object.values<Component>(manifest[PLURALS[kind]])).find(
    (candidate) => componentPath(candidate) === component,
  );
  return section === undefined ? found : found?.sections[section];
}

/** Applies changes to a copy of an app; of several inside one list the last place comes first, so that none moves another. */
export function applyEdits(manifest: Manifest, edits: readonly Edit[]): Manifest {
  return [...edits].sort((a, b) => comparePaths(b.path, a.path)).reduce(applyEdit, manifest);
}

function comparePaths(a: JsonPath, b: JsonPath): number {
  for (const [index, key] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (key === other) continue;
    if (typeof key === 'number' && typeof other === 'number') return key - other;
    return String(key) < String(other) ? -1 : 1;
  }
  return a.length - b.length;
}

/** Applies one change to a copy of an app; one that is already there, or whose place is gone, changes nothing. */
export function applyEdit(manifest: Manifest, edit: Edit): Manifest {
  if (edit.component === 'app') return { ...manifest, ...changedPart(manifest.sections, manifest.app, edit) };
  const kind = COMPONENT_KINDS.find((name) => Object.values<Component>(manifest[PLURALS[name]]).some(isEdited));
  if (!kind) return manifest;
  const components: Readonly<Record<string, Component>> = manifest[PLURALS[kind]];
  const changed = Object.entries(components).map(([key, component]) => [
    key,
    isEdited(component) ? changedComponent(component, edit) : component,
  ]);
  return { ...manifest, [PLURALS[kind]]: Object.fromEntries(changed) };

  function isEdited(component: Component): boolean {
    return componentPath(component) === edit.component;
  }
}

function changedPart(sections: Manifest['sections'], app: Manifest['app'], edit: Edit): Partial<Manifest> {
  // A metadata edit sets a text where a text was.
  if (edit.section === undefined) return { app: changedAt(app, edit.path, edit) as Manifest['app'] };
  return {
    sections: { ...sections, [edit.section]: changedAt(sections[edit.section] ?? null, edit.path, edit) as Json },
  };
}

function changedComponent(component: Component, edit: Edit): Component {
  // Neither kind nor name of a component is ever edited.
  if (edit.section === undefined) return changedAt(component, edit.path, edit) as Component;
  const section = changedAt(component.sections[edit.section] ?? null, edit.path, edit) as Json;
  return { ...component, sections: { ...component.sections, [edit.section]: section } };
}

function changedAt(value: unknown, path: JsonPath, edit: Edit): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return 'set' in edit ? edit.set : value;
  if (Array.isArray(value)) return typeof key === 'number' ? changedItem(value, key, rest, edit) : value;
  if (!isObject(value)) return value;
  const isLast = rest.length === 0;
  if (isLast && 'remove' in edit) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  if (isLast && 'rename' in edit) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name === key ? edit.rename : name, inner]));
  }
  if (!isLast && !Object.hasOwn(value, key) && !('set' in edit)) return value;
  return { ...value, [key]: changedAt(Object.hasOwn(value, key) ? value[key] : {}, rest, edit) };
}

function changedItem(list: readonly unknown[], index: number, rest: JsonPath, edit: Edit): unknown {
  if (index > list.length || (index === list.length && !('set' in edit))) return list;
  if (rest.length === 0 && 'remove' in edit) return list.filter((_, at) => at !== index);
  if (index === list.length) return [...list, changedAt({}, rest, edit)];
  return list.map((item, at) => (at === index ? changedAt(item, rest, edit) : item));
}

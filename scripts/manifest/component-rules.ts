import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Component, Manifest } from './manifest.ts';
import { COMPONENT_KINDS, componentPath, PLURALS } from './manifest.ts';
import { CURRENT_NAME_LENGTH, isReservedWord, NAME_RULES } from './names.ts';
import { filedRowsOf, SECTIONS, sectionRowsOf } from './sections.ts';
import { validateSection } from './validate-section.ts';
import { aKind, listWords, quote } from './words.ts';

/** Checks the ID of a component (make-app-format.md §1.8). */
export function checkName(component: Component): Problem[] {
  const { kind, name } = component;
  const at = { component: componentPath(component), path: ['name'] } as const;
  const { pattern, expects } = NAME_RULES[kind];
  if (!pattern.test(name)) {
    const message = `${quote(name)} cannot be the ID of ${aKind(kind)}.`;
    return [{ code: 'MAN020', severity: 'error', message, fix: `it takes ${expects}.`, ...at }];
  }
  if ((kind === 'module' || kind === 'rpc' || kind === 'function') && isReservedWord(name)) {
    const message = `${quote(name)} is a reserved word of JavaScript and cannot be the ID of ${aKind(kind)}.`;
    return [{ code: 'MAN021', severity: 'error', message, fix: 'choose another ID.', ...at }];
  }
  if ((kind === 'module' || kind === 'rpc') && name.length > CURRENT_NAME_LENGTH) {
    const message = `The ID has ${name.length} characters; Make takes at most ${CURRENT_NAME_LENGTH} for a new one.`;
    return [{ code: 'MAN020', severity: 'warning', message, fix: 'choose a shorter ID.', ...at }];
  }
  return [];
}

/** Checks that users get something to read; Make creates no module without a description (make-app-format.md §1.5). */
export function checkTexts(component: Component): Problem[] {
  if (component.kind === 'function') return [];
  const at = componentPath(component);
  const problems: Problem[] = [];
  if (component.label.trim() === '') {
    const fix = 'say what users see as its name.';
    problems.push({
      code: 'MAN023',
      severity: 'warning',
      message: `The ${component.kind === 'rpc' ? 'RPC' : component.kind} has no label.`,
      fix,
      component: at,
      path: ['label'],
    });
  }
  if (component.kind === 'module' && component.description.trim() === '') {
    const fix = 'say in a sentence what it does: Make creates no module without it.';
    problems.push({
      code: 'MAN023',
      severity: 'error',
      message: 'The module has no description.',
      fix,
      component: at,
      path: ['description'],
    });
  }
  if (component.kind === 'endpoint' && component.annotations !== undefined) {
    problems.push(...validateSection('annotations', component.annotations, { component: at, path: ['annotations'] }));
  }
  return problems;
}

/** Reports components of a kind that are told apart by case alone, on file systems and in the editor's pairing. */
export function checkTwins(manifest: Manifest): Problem[] {
  return COMPONENT_KINDS.flatMap((kind) => {
    const components = Object.values<Component>(manifest[PLURALS[kind]]);
    return [
      ...twins(components, 'name', ({ name }) => name),
      ...twins(components, 'label', (component) => (component.kind === 'function' ? '' : component.label)),
    ];
  });
}

function twins(
  components: readonly Component[],
  key: 'name' | 'label',
  textOf: (component: Component) => string,
): Problem[] {
  const first = new Map<string, Component>();
  return components.flatMap((component): Problem[] => {
    const text = textOf(component).trim().toLowerCase();
    const twin = first.get(text);
    if (text === '' || !twin) {
      first.set(text, component);
      return [];
    }
    const what = key === 'name' ? 'ID differs only in case from' : 'label is the same as';
    return [
      {
        code: 'MAN022',
        severity: 'warning',
        message: `The ${what} that of "${twin.name}": ${quote(textOf(component))}.`,
        fix:
          key === 'name'
            ? 'choose another ID.'
            : 'give each its own label: users and the editor tell them apart by it.',
        component: componentPath(component),
        path: [key],
      },
    ];
  });
}

/** Reports sections a component cannot have, and such as mean nothing for its type. */
export function checkSectionNames(component: Component): Problem[] {
  const meant = new Set(sectionRowsOf(component).map(({ section }) => section));
  const filed = new Set(filedRowsOf(component).map(({ section }) => section));
  const ofKind = new Set(SECTIONS.filter(({ kind }) => kind === component.kind).map(({ section }) => section));
  return Object.entries(component.sections).flatMap(([section, value]): Problem[] => {
    const at = { component: componentPath(component), section, path: [] } as const;
    if (!ofKind.has(section)) {
      const message = `${capitalise(aKind(component.kind))} has no section ${quote(section)}.`;
      const fix = didYouMean(section, ofKind, `remove it; there are: ${listWords([...ofKind])}.`);
      return [{ code: 'MAN030', severity: 'error', message, fix, ...at }];
    }
    if (meant.has(section) || isBlank(value)) return [];
    const message = `"${section}" means nothing for ${typeOf(component)}${filed.has(section) ? '' : ' and has no place there'}.`;
    return [{ code: 'MAN030', severity: 'warning', message, fix: 'empty it.', ...at }];
  });
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function typeOf(component: Component): string {
  if (component.kind === 'module') return `a module of type ${component.moduleType}`;
  if (component.kind === 'connection') return `a connection of type ${component.connectionType}`;
  return aKind(component.kind);
}

const isBlank = (value: unknown): boolean =>
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isPlainObject(value) && Object.keys(value).length === 0);

import type { Problem } from '../core/problems.ts';
import { checkApp } from './app-rules.ts';
import { checkName, checkSectionNames, checkTexts, checkTwins } from './component-rules.ts';
import type { Component, Manifest, Sections } from './manifest.ts';
import { componentPath, componentsOf } from './manifest.ts';
import { checkType } from './module-rules.ts';
import { checkAttributes } from './parameter-rules.ts';
import type { SectionRow } from './sections.ts';
import { sectionRowsOf } from './sections.ts';
import { validateSection } from './validate-section.ts';

export { validateSection } from './validate-section.ts';

const PARAMETER_SCHEMAS: ReadonlySet<string> = new Set([
  'parameters',
  'interface',
  'endpoint-parameters',
  'install-spec',
]);

/**
 * Reports everything that is wrong with the parts of an app one by one: metadata, IDs, section names, the shape of every
 * section. What refers to what is `checkReferences`' business. Errors are what Make would refuse or fail on; warnings
 * are what it silently ignores.
 */
export function validateManifest(manifest: Manifest): Problem[] {
  return [
    ...checkApp(manifest),
    ...checkSections(manifest.sections, sectionRowsOf('app'), 'app'),
    ...componentsOf(manifest).flatMap(validateComponent),
    ...checkTwins(manifest),
  ];
}

function validateComponent(component: Component): Problem[] {
  return [
    ...checkName(component),
    ...checkTexts(component),
    ...checkSectionNames(component),
    ...checkSections(component.sections, sectionRowsOf(component), componentPath(component)),
    ...checkType(component),
  ];
}

function checkSections(sections: Sections, rows: readonly SectionRow[], component: string): Problem[] {
  return rows.flatMap(({ section, schema }): Problem[] => {
    const value = sections[section];
    if (value === undefined) return [];
    const place = { component, section };
    if (schema !== null) {
      const problems = validateSection(schema, value, place);
      return PARAMETER_SCHEMAS.has(schema) ? [...problems, ...checkAttributes(value, place)] : problems;
    }
    if (typeof value === 'string') return [];
    return [{ code: 'MAN001', severity: 'error', message: 'The section must be text.', ...place, path: [] }];
  });
}

import type { JsonObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { componentPath, componentsOf } from '../manifest/manifest.ts';
import { fieldName } from '../parameters/field.ts';
import { typeNameOf } from '../parameters/types.ts';
import type { FieldVisit, ReferenceVisit } from '../parameters/walk.ts';
import { walkFields, walkReferences } from '../parameters/walk.ts';

/** One field of a form or of the description of a bundle. */
export interface FieldSite extends Omit<FieldVisit, 'field'> {
  readonly component: Component;
  readonly at: string;
  readonly section: string;
  readonly path: JsonPath;
  readonly field: JsonObject;
  readonly name: string | undefined;
  /** Aliases resolved; `text` when it has none. */
  readonly type: string;
}

/** One place of a form that names an RPC. */
export interface ReferenceSite extends ReferenceVisit {
  readonly component: Component;
  readonly at: string;
  readonly section: string;
}

/** What a user fills in. */
export const FORMS = ['params', 'staticParams', 'mappableParams', 'inputParameters', 'installSpec'] as const;
const DESCRIPTIONS = ['interface', 'outputParameters'] as const;
const SECTIONS = [...FORMS, ...DESCRIPTIONS] as const;

export const isForm = ({ section }: { readonly section: string }): boolean => FORMS.some((form) => form === section);

/** All fields of the app, nested ones and members of collections too. */
export function fieldsIn(manifest: Manifest): FieldSite[] {
  const sites: FieldSite[] = [];
  for (const component of componentsOf(manifest)) {
    const at = componentPath(component);
    for (const section of SECTIONS) {
      walkFields(component.sections[section], (visit) => {
        const { field } = visit;
        sites.push({ ...visit, component, at, section, name: fieldName(field), type: typeNameOf(field) });
      });
    }
  }
  return sites;
}

/** All references to RPCs in forms. */
export function referencesToRpcs(manifest: Manifest): ReferenceSite[] {
  const sites: ReferenceSite[] = [];
  for (const component of componentsOf(manifest)) {
    const at = componentPath(component);
    for (const section of SECTIONS) {
      walkReferences(component.sections[section], (visit) => void sites.push({ ...visit, component, at, section }));
    }
  }
  return sites;
}

interface WithFields {
  readonly fields: readonly FieldSite[];
}

/** What users of modules fill in. */
export const moduleForms = ({ fields }: WithFields): FieldSite[] =>
  fields.filter((site) => site.component.kind === 'module' && isForm(site));

/** What users of connections fill in. */
export const connectionForms = ({ fields }: WithFields): FieldSite[] =>
  fields.filter(({ component, section }) => component.kind === 'connection' && section === 'params');

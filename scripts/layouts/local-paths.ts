import type { Component } from '../manifest/manifest.ts';
import { componentsOf, type Manifest, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';

/** Turns camelCase into kebab-case as the editor does: `makeAPICall` gives `make-apicall` (make-app-format.md §1.9.1). */
export function camelToKebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** Names a Windows file system keeps for devices; a folder of such a name cannot be made there. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
const COPIES = 99;

/** The folder of each component; a second component of the same folder name gets 2 appended, and so on. */
export function foldersOf(manifest: Manifest): ReadonlyMap<Component, string> {
  const taken = new Set<string>();
  return new Map(
    componentsOf(manifest).map((component) => {
      const parent = PLURALS[component.kind];
      const kebab = fileNameOf(component);
      const folder = freeFolder(`${parent}/${kebab}`, taken);
      taken.add(folder);
      return [component, folder];
    }),
  );
}

function freeFolder(folder: string, taken: ReadonlySet<string>): string {
  if (!taken.has(folder)) return folder;
  for (let copy = 2; copy <= COPIES; copy++) {
    if (!taken.has(`${folder}${copy}`)) return `${folder}${copy}`;
  }
  throw new Error(`More than ${COPIES} components would share the folder ${folder}.`);
}

/** Start of the file names of a component. */
export function fileNameOf({ name }: Component): string {
  const kebab = camelToKebab(name);
  return DEVICE.test(kebab) ? `${kebab}-component` : kebab;
}

export const sectionPath = (component: Component, folder: string, { suffix }: SectionRow): string =>
  `${folder}/${fileNameOf(component)}.${suffix}`;

import type { Json } from '../core/json.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { filedRowsOf } from '../manifest/sections.ts';
import { fileNameOf, foldersOf, sectionPath } from './local-paths.ts';
import type { OutputFile } from './output-file.ts';
import { textFile } from './output-file.ts';
import { renderSectionText } from './section-text.ts';

export { readLocal } from './read-local.ts';

/**
 * Writes an app as the editor's local-development project: `makecomapp.json` and one file per section, the empty ones
 * included (make-app-format.md §1.9.1, §2.1). JSON has four spaces, as the editor writes it.
 */
export function renderLocal(
  manifest: Manifest,
  { icon }: { readonly icon?: Uint8Array | undefined } = {},
): OutputFile[] {
  const folders = foldersOf(manifest);
  const sections: OutputFile[] = filedRowsOf('app').map((row) =>
    textFile(row.suffix, renderSectionText(row, manifest.sections[row.section])),
  );
  const components: Record<string, Record<string, Json>> = {};
  for (const kind of COMPONENT_KINDS) {
    const map: Record<string, Json> = {};
    for (const component of Object.values<Component>(manifest[PLURALS[kind]])) {
      const folder = folders.get(component) ?? `${PLURALS[kind]}/${fileNameOf(component)}`;
      const files = filedRowsOf(component).map((row) => ({ row, path: sectionPath(component, folder, row) }));
      sections.push(...files.map(({ row, path }) => textFile(path, sectionText(component, row))));
      const codeFiles = Object.fromEntries(files.map(({ row, path }) => [row.section, path]));
      map[component.name] = { ...metadataOf(component), codeFiles };
    }
    components[kind] = map;
  }
  const project = {
    fileVersion: 1,
    generalCodeFiles: Object.fromEntries(filedRowsOf('app').map(({ section, suffix }) => [section, suffix])),
    components,
    origins: [],
  };
  return [
    textFile('makecomapp.json', JSON.stringify(project, null, 4)),
    ...sections,
    ...(icon ? [{ path: 'assets/icon.png', bytes: icon }] : []),
  ];
}

/** A function starts with a declaration of its own name, every other section with its template. */
export function sectionText(component: Component, row: SectionRow): string {
  const value = component.sections[row.section];
  if (value === undefined && row.section === 'code')
    return `function ${component.name}() {\n    return undefined;\n}\n`;
  return renderSectionText(row, value);
}

function metadataOf(component: Component): Record<string, Json> {
  switch (component.kind) {
    case 'connection':
      return { label: component.label, connectionType: component.connectionType };
    case 'webhook':
      return { label: component.label, webhookType: component.webhookType, ...accountsOf(component) };
    case 'module':
      return {
        label: component.label,
        description: component.description,
        moduleType: component.moduleType,
        ...(component.moduleType === 'action' &&
          component.actionCrud !== undefined && { actionCrud: component.actionCrud }),
        ...accountsOf(component),
        ...(component.moduleType === 'instant_trigger' && { webhook: component.webhook ?? null }),
      };
    case 'rpc':
      return { label: component.label, ...accountsOf(component) };
    case 'function':
      return {};
    case 'endpoint':
      return {
        label: component.label,
        description: component.description,
        ...(component.annotations !== undefined && { annotations: component.annotations }),
        ...(component.attachedAccounts !== undefined && { attachedAccounts: component.attachedAccounts }),
      };
  }
}

/** `null` says "none"; a key left out would say "whatever Make has" and be sent at every deploy (make-app-format.md §2.5). */
const accountsOf = ({
  connection,
  altConnection,
}: {
  readonly connection: string | null;
  readonly altConnection: string | null;
}) => ({
  connection,
  altConnection,
});

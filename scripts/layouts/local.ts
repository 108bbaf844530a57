import type { Json } from '../core/json.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { COMPONENT_KINDS, componentPath, PLURALS } from '../manifest/manifest.ts';
import type { SectionRow } from '../manifest/sections.ts';
import { filedRowsOf } from '../manifest/sections.ts';
import type { Entry } from './component-entry.ts';
import { fileNameOf, foldersOf, sectionPath } from './local-paths.ts';
import { listedEntry, listedFiles, projectText } from './local-project.ts';
import type { OutputFile } from './output-file.ts';
import { textFile } from './output-file.ts';
import { createOutputPaths, type OutputPaths } from './output-paths.ts';
import { PROJECT_FILE } from './project-file.ts';
import type { SourceFiles } from './source-files.ts';
import { textToWrite } from './source-files.ts';

export { readLocal } from './read-local.ts';

export interface RenderOptions {
  readonly icon?: Uint8Array | undefined;
  /** The files the app was read from: what did not change is written as it stands there. */
  readonly source?: SourceFiles | undefined;
}

/**
 * Writes an app as the editor's local-development project: `makecomapp.json` and one file per section, the empty ones
 * included (make-app-format.md §1.9.1, §2.1). JSON has four spaces, as the editor writes it. An app that was such a
 * project before keeps its files where they were, its origins, and what else its project file states.
 */
export function renderLocal(manifest: Manifest, { icon, source }: RenderOptions = {}): OutputFile[] {
  const paths = createOutputPaths([PROJECT_FILE, ...(icon ? [ICON] : [])]);
  const app = renderSections('app', manifest, { source, paths, defaultPath: ({ suffix }) => suffix });
  const folders = foldersOf(manifest);
  const files: OutputFile[] = [...app.files];
  const components = COMPONENT_KINDS.map((kind) => {
    const entries = Object.values<Component>(manifest[PLURALS[kind]]).map((component): [string, Json] => {
      const folder = folders.get(component) ?? `${PLURALS[kind]}/${fileNameOf(component)}`;
      const defaultPath = (row: SectionRow): string => sectionPath(component, folder, row);
      const sections = renderSections(component, component, { source, paths, defaultPath });
      files.push(...sections.files);
      return [component.name, listedEntry(component, metadataOf(component), sections.codeFiles, source)];
    });
    return [kind, entries] as const;
  });
  return [
    textFile(PROJECT_FILE, projectText({ generalCodeFiles: app.codeFiles, components }, source)),
    ...files,
    ...(icon ? [{ path: ICON, bytes: icon }] : []),
  ];
}

const ICON = 'assets/icon.png';

interface Placing {
  readonly source: SourceFiles | undefined;
  readonly paths: OutputPaths;
  readonly defaultPath: (row: SectionRow) => string;
}

/** Files of the sections of the app or a component, and the list of them. A section that was kept nowhere and is empty stays so. */
function renderSections(
  owner: Component | 'app',
  { sections }: Pick<Manifest, 'sections'>,
  { source, paths, defaultPath }: Placing,
): { readonly files: readonly OutputFile[]; readonly codeFiles: Entry } {
  const known = source?.project && listedFiles(owner, source.project.project);
  const component = owner === 'app' ? 'app' : componentPath(owner);
  const files: OutputFile[] = [];
  const codeFiles = filedRowsOf(owner).flatMap((row): [string, string | null][] => {
    const [value, listed] = [sections[row.section], known?.[row.section]];
    if (known && typeof listed !== 'string' && value === undefined) return listed === null ? [[row.section, null]] : [];
    const text =
      (owner === 'app' ? undefined : functionText(owner, row)) ?? textToWrite({ component, row, value }, source);
    const file = textFile(paths.place(typeof listed === 'string' ? listed : undefined, defaultPath(row), text), text);
    files.push(file);
    return [[row.section, file.path]];
  });
  return { files: distinct(files), codeFiles: { ...known, ...Object.fromEntries(codeFiles) } };
}

/** Two sections of the same text may be one file. */
const distinct = (files: readonly OutputFile[]): OutputFile[] => [
  ...new Map(files.map((file) => [file.path, file])).values(),
];

/** A function without code starts with a declaration of its own name; undefined for all other sections. */
export function functionText(component: Component, row: SectionRow): string | undefined {
  const isMissing = component.kind === 'function' && row.section === 'code' && component.sections.code === undefined;
  return isMissing ? `function ${component.name}() {\n    return undefined;\n}\n` : undefined;
}

/** What `makecomapp.json` states of a component besides its files. */
export function metadataOf(component: Component): Record<string, Json> {
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

import type { Json } from '../core/json.ts';
import { isError, ManifestError } from '../core/problems.ts';
import type { Component, ComponentKind, Manifest } from '../manifest/manifest.ts';
import { componentPath, PLURALS } from '../manifest/manifest.ts';
import { archivedRowsOf } from '../manifest/sections.ts';
import { archivedFileName } from './archive-paths.ts';
import { checkArchive } from './check-archive.ts';
import { functionText, type RenderOptions } from './local.ts';
import type { OutputFile } from './output-file.ts';
import { textFile } from './output-file.ts';
import { type SectionToWrite, type SourceFiles, textToWrite } from './source-files.ts';
import { packZip } from './zip.ts';

export { readArchive } from './read-archive.ts';

/** The order in which the importer creates components. */
const ORDER = [
  'connection',
  'rpc',
  'webhook',
  'module',
  'function',
  'endpoint',
] as const satisfies readonly ComponentKind[];

/**
 * Packs an app as the archive the editor's "Import app" takes, format version 2 (make-app-format.md §1.9.3). The same
 * app gives the same bytes. Throws a ManifestError for an app the import would stumble over; `checkArchive` tells before.
 */
export function renderArchive(manifest: Manifest, { icon, source }: RenderOptions = {}): Uint8Array {
  const errors = checkArchive(manifest, { icon }).filter(isError);
  if (errors.length > 0) throw new ManifestError(errors);
  const root = manifest.app.name;
  const files = [
    metadataFile(`${root}/.sdk`, { version: 2 }),
    metadataFile(`${root}/metadata.json`, appMetadata(manifest)),
    ...archivedRowsOf('app').map((row) =>
      textFile(
        `${root}/${archivedFileName(row)}`,
        bareText({ component: 'app', row, value: manifest.sections[row.section] }, source),
      ),
    ),
    ...(icon ? [{ path: `${root}/assets/icon.png`, bytes: icon }] : []),
    ...ORDER.flatMap((kind) =>
      Object.values<Component>(manifest[PLURALS[kind]]).flatMap((component) => componentFiles(root, component, source)),
    ),
  ];
  return packZip(files);
}

/** Name of the archive: `my-app.v1.zip`. */
export const archiveName = ({ app }: Manifest): string => `${app.name}.v${app.version}.zip`;

function componentFiles(root: string, component: Component, source: SourceFiles | undefined): OutputFile[] {
  const folder = `${root}/${PLURALS[component.kind]}/${component.name}`;
  const metadata = componentMetadata(component);
  return [
    ...(metadata ? [metadataFile(`${folder}/metadata.json`, metadata)] : []),
    ...archivedRowsOf(component).map((row) => {
      const section = { component: componentPath(component), row, value: component.sections[row.section] };
      return textFile(`${folder}/${archivedFileName(row)}`, functionText(component, row) ?? bareText(section, source));
    }),
  ];
}

/** Make stores the text as it comes, and a byte order mark is no part of JSON. */
const bareText = (section: SectionToWrite, source: SourceFiles | undefined): string =>
  textToWrite(section, source).replace(/^\uFEFF/, '');

const metadataFile = (path: string, metadata: Readonly<Record<string, Json>>): OutputFile =>
  textFile(path, JSON.stringify(metadata, null, 4));

function appMetadata({ app }: Manifest): Readonly<Record<string, Json>> {
  const { name, label, version, theme, language, audience, countries } = app;
  return { name, label, version, theme, language, countries: audience === 'countries' ? countries : null };
}

function componentMetadata(component: Component): Readonly<Record<string, Json>> | undefined {
  const { kind, name } = component;
  switch (kind) {
    case 'connection':
      return { name, label: component.label, type: component.connectionType };
    case 'rpc':
      return { name, label: component.label, connection: component.connection };
    case 'webhook':
      return { name, label: component.label, connection: component.connection, type: component.webhookType };
    case 'module':
      return {
        name,
        label: component.label,
        description: component.description,
        connection: component.connection,
        webhook: component.webhook ?? null,
        type: component.moduleType,
      };
    case 'function':
      return undefined;
    case 'endpoint':
      return {
        name,
        label: component.label,
        description: component.description,
        context: typeof component.sections.context === 'string' ? component.sections.context : '',
        annotations: component.annotations ?? {},
        attachedAccounts: component.attachedAccounts ?? [],
      };
  }
}

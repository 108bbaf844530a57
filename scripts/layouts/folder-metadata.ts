import { isPlainObject, type Json } from '../core/json.ts';
import type { Position, Problem } from '../core/problems.ts';
import type { AppMetadata, Component, ComponentKind, ModuleType, Sections } from '../manifest/manifest.ts';
import { MODULE_TYPES, PLURALS } from '../manifest/manifest.ts';
import type { AppFolder } from './app-folder.ts';
import type { Entry } from './component-entry.ts';
import { guessConnectionType, guessModuleType, labelOfName } from './guess-metadata.ts';
import { parseJsonc } from './jsonc.ts';
import { camelToKebab } from './local-paths.ts';
import type { ProjectFolder } from './project-folder.ts';
import { repeatedKey } from './section-text.ts';
import { appIdOf, METADATA_KEYS } from './stand-in-metadata.ts';
import { decodeText } from './text-encoding.ts';
import { createLineIndex } from './text-position.ts';

export const METADATA_FILE = 'metadata.json';

/** What a metadata file states, and where; nothing where there is no such file. */
export interface StatedMetadata {
  readonly stated: Entry;
  readonly problems: readonly Problem[];
  readonly positionOf?: (path: Problem['path']) => Position;
}

/** Reads the metadata beside sections, as unpacked archives have it; they call every type `type`. */
export async function readMetadataFile(
  folder: ProjectFolder,
  path: string,
  { kind, component, file }: { readonly kind?: ComponentKind; readonly component: string; readonly file: string },
): Promise<StatedMetadata> {
  const found = await folder.read(path);
  const at = { component, path: [] };
  if ('failure' in found) {
    if (found.failure.code === 'MAN050') return { stated: {}, problems: [] };
    return { stated: {}, problems: [{ severity: 'error', ...found.failure, ...at, file }] };
  }
  const decoded = decodeText(found.bytes);
  if ('fault' in decoded) {
    const message = `"${path}" ${decoded.fault}.`;
    return {
      stated: {},
      problems: [{ code: 'MAN053', severity: 'error', message, fix: 'save it as UTF-8.', ...at, file }],
    };
  }
  const document = parseJsonc(decoded.text);
  const lines = createLineIndex(decoded.text);
  const positionOf = (inner: Problem['path']): Position => ({ file, ...lines.at(document.offsetOf(inner ?? [])) });
  const problems: Problem[] = document.repeated.map((key) => ({ ...repeatedKey(key, lines), component, file }));
  if (document.failure) {
    const { message, fix } = document.failure;
    problems.push({ code: 'MAN051', severity: 'error', message, fix, ...at, ...positionOf([]) });
  }
  if (!isPlainObject(document.value)) return { stated: {}, problems, positionOf };
  const { type, ...rest } = document.value;
  const strange = Object.keys(rest).filter((key) => !KNOWN[kind ?? 'app'].includes(key));
  for (const key of strange) {
    const message = `"${key}" is not known here; it is not read.`;
    problems.push({
      code: 'MAN002',
      severity: 'warning',
      message,
      fix: 'remove it.',
      component,
      path: [key],
      ...positionOf([key]),
    });
  }
  const stated = type === undefined || kind === undefined ? rest : { [`${kind}Type`]: type, ...rest };
  return { stated, problems, positionOf };
}

const TYPES = ['connectionType', 'webhookType', 'moduleType'];
const ACCOUNTS = ['name', 'label', 'connection', 'altConnection'];

/** What a metadata file may state: what archives state, and what `makecomapp.json` would. */
const KNOWN: Readonly<Record<ComponentKind | 'app', readonly string[]>> = {
  app: METADATA_KEYS,
  connection: ['name', 'label', ...TYPES],
  webhook: [...ACCOUNTS, ...TYPES],
  module: [...ACCOUNTS, ...TYPES, 'description', 'webhook', 'actionCrud'],
  rpc: ACCOUNTS,
  function: ['name'],
  endpoint: ['name', 'label', 'description', 'context', 'annotations', 'attachedAccounts'],
};

/** Components read so far, by the plural of their kind. */
export type ReadSoFar = Readonly<Record<string, Readonly<Record<string, Component>>>>;

/** What is known of a component: stated in metadata, else guessed of its sections and of the components read before. */
export function entryOf(kind: ComponentKind, name: string, stated: Entry, sections: Sections, read: ReadSoFar): Entry {
  const label = labelOfName(name);
  const [connection = null, ...others] = Object.keys(read.connections ?? {});
  const account = others.length === 0 ? connection : null;
  const [webhook = null] = Object.keys(read.webhooks ?? {});
  switch (kind) {
    case 'connection':
      return { label, connectionType: guessConnectionType(sections), ...stated };
    case 'webhook':
      return { label, webhookType: 'web', connection: account, ...stated };
    case 'module': {
      const moduleType = MODULE_TYPES.find((type) => type === stated.moduleType) ?? guessType(name, sections, webhook);
      const isInstant = moduleType === 'instant_trigger';
      return {
        label,
        description: `${label}.`,
        ...(isInstant ? { webhook } : { connection: account }), // the webhook of an instant trigger has the connection
        ...stated,
        moduleType,
      };
    }
    case 'rpc':
      return { label, connection: account, ...stated };
    case 'function':
    case 'endpoint':
      return { label, ...stated };
  }
}

/** Without a webhook nothing can feed an instant trigger. */
function guessType(name: string, sections: Sections, webhook: string | null): ModuleType {
  const guess = guessModuleType(name, sections);
  return guess === 'instant_trigger' && webhook === null ? 'action' : guess;
}

/**
 * The ID of a component: a folder of the editor's local layout has it in kebab case, which only the server's own IDs
 * are. Of the known IDs the one that would be written so is meant.
 */
export function componentNameOf(
  kind: ComponentKind,
  folder: string,
  { name }: Entry,
  known: readonly string[],
): string {
  if (typeof name === 'string' && name !== '') return name;
  if (PLURALS[kind] === 'connections' || PLURALS[kind] === 'webhooks') return folder;
  const written = known.find((id) => id === folder || camelToKebab(id) === folder);
  if (written !== undefined) return written;
  return folder.replace(/[-_\s]+([0-9A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What the metadata file of the app states; its folders tell the rest. */
export function appMetadataIn(stated: Entry, layout: AppFolder): Partial<AppMetadata> {
  const { name, label, description, version, theme, language, audience, countries } = stated;
  const listed = Array.isArray(countries) ? countries.map(String) : undefined;
  const number = typeof version === 'number' ? version : layout.version;
  return {
    name: typeof name === 'string' && /^[a-z][0-9a-z-]+[0-9a-z]$/.test(name) ? name : appIdOf(layout.name),
    ...(typeof label === 'string' && { label }),
    ...(typeof description === 'string' && { description }),
    ...(number !== undefined && { version: number }),
    ...(typeof theme === 'string' && { theme }),
    ...(typeof language === 'string' && { language }),
    ...((audience === 'global' || audience === 'countries') && { audience }),
    ...(audience === undefined && listed !== undefined && { audience: listed.length > 0 ? 'countries' : 'global' }),
    ...(countries === null && { countries: null }),
    ...(listed !== undefined && { countries: listed }),
  };
}

/** The IDs of modules as the groups list them. */
export function namesInGroups(groups: Json | undefined): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(groups) ? groups : [];
  const names = listed.flatMap((group): unknown => (isPlainObject(group) ? group.modules : []));
  return names.filter((name) => typeof name === 'string');
}

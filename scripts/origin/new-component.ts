import { InputError } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import { PLURALS } from '../manifest/manifest.ts';
import { NAME_RULES } from '../manifest/names.ts';
import { filedRowsOf } from '../manifest/sections.ts';
import type { CodeFiles, ComponentEntry } from '../manifest/types.generated.ts';

/**
 * The ID of a component that comes from Make (make-app-format.md §2.9 step 2): its name there; connections and
 * webhooks called after the app are numbered instead. Undefined when the name cannot be used here.
 */
export function newLocalId(
  kind: ComponentKind,
  remote: string,
  { appId, isTaken }: { readonly appId: string; readonly isTaken: (id: string) => boolean },
): string | undefined {
  const index = kind === 'connection' || kind === 'webhook' ? indexAfter(appId, remote) : undefined;
  if (index === undefined) return NAME_RULES[kind].pattern.test(remote) && !isTaken(remote) ? remote : undefined;
  let free = index;
  while (isTaken(`${kind}${free}`)) free++;
  return `${kind}${free}`;
}

/** 1 for the app's own ID, 12 for the ID with 12 behind it; undefined for any other name. */
function indexAfter(appId: string, remote: string): number | undefined {
  if (!remote.startsWith(appId)) return undefined;
  const rest = remote.slice(appId.length);
  if (rest === '') return 1;
  return /^\d{1,2}$/.test(rest) ? Number(rest) : undefined;
}

export interface PathOptions {
  /** Start of the file names of a component, by its ID. */
  readonly fileNameOf: (id: string) => string;
  /** Whether there is a file or folder already. */
  readonly exists: (path: string) => Promise<boolean>;
  /** Common data may hold secrets: without this it is not kept in files. */
  readonly withCommon: boolean;
}

const COPIES = 99;

/** Where the sections of a new component go (make-app-format.md §1.9.1). */
export async function newCodeFiles(
  kind: ComponentKind,
  { id, entry }: { readonly id: string; readonly entry: Omit<ComponentEntry, 'codeFiles'> },
  { fileNameOf, exists, withCommon }: PathOptions,
): Promise<CodeFiles> {
  const { moduleType, connectionType } = entry;
  const start = fileNameOf(id);
  const folder = await freeFolder(`${PLURALS[kind]}/${start}`, exists);
  const rows = filedRowsOf({ kind, ...(moduleType && { moduleType }), ...(connectionType && { connectionType }) });
  return Object.fromEntries(
    rows.map(({ section, suffix }) => [
      section,
      section === 'common' && !withCommon ? null : `${folder}/${start}.${suffix}`,
    ]),
  );
}

async function freeFolder(folder: string, exists: PathOptions['exists']): Promise<string> {
  if (!(await exists(folder))) return folder;
  for (let copy = 2; copy <= COPIES; copy++) {
    if (!(await exists(`${folder}${copy}`))) return `${folder}${copy}`;
  }
  throw new InputError(`There are ${COPIES} folders called ${folder} already.`, { fix: 'remove those nobody needs.' });
}

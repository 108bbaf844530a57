import type { HttpHandler } from '../core/http.ts';
import type { Problem } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import type { ComponentEntry, MakecomappFile, OriginEntry } from '../manifest/types.generated.ts';
import type { ApiClient, Sleep } from './client.ts';
import type { Mapping } from './mapping.ts';
import type { PathOptions } from './new-component.ts';
import type { ReadFile } from './session.ts';

/** A local-development folder a pull writes to. */
export interface PullProject {
  readonly document: MakecomappFile;
  readonly read: ReadFile;
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly exists: (path: string) => Promise<boolean>;
  /** Keeps `makecomapp.json` with the origin in it. */
  readonly save: (document: MakecomappFile, origin: OriginEntry) => Promise<void>;
}

export interface PullOptions {
  readonly transport: HttpHandler;
  readonly apiKey: string;
  readonly sleep: Sleep;
  /** Start of the file names of a component, by its ID. */
  readonly fileNameOf: PathOptions['fileNameOf'];
  /** Takes paired components the project does not have too, under the IDs they are paired with. */
  readonly adoptPairs?: boolean;
  /** Notes what would be written, and writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (file: PulledFile) => void;
  readonly onWait?: (ms: number) => void;
  readonly signal?: AbortSignal;
}

export interface PulledFile {
  readonly path: string;
  readonly component: string;
  readonly section: string;
  readonly bytes: number;
  readonly outcome: 'new' | 'changed' | 'unchanged';
}

export interface PullReport {
  readonly ok: boolean;
  /** Names at Make, by component path. */
  readonly names: Readonly<Record<string, string>>;
  readonly files: readonly PulledFile[];
  /** Components the project did not have ("modules.getUser"). */
  readonly added: readonly string[];
  readonly problems: readonly Problem[];
}

/** What the steps of one pull share; `document` grows as components arrive. */
export interface PullSession {
  readonly project: PullProject;
  readonly options: PullOptions;
  readonly app: OriginEntry;
  readonly client: ApiClient;
  readonly mapping: Mapping;
  document: MakecomappFile;
  readonly files: PulledFile[];
  readonly added: string[];
  readonly problems: Problem[];
}

/** The document with a component put in or replaced. */
export function withEntry(
  document: MakecomappFile,
  { kind, id }: { readonly kind: ComponentKind; readonly id: string },
  entry: ComponentEntry,
): MakecomappFile {
  const { components } = document;
  return { ...document, components: { ...components, [kind]: { ...components[kind], [id]: entry } } };
}

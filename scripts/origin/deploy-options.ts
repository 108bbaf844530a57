import type { HttpHandler } from '../core/http.ts';
import type { MakecomappFile, OriginEntry } from '../manifest/types.generated.ts';
import type { StatedApp } from './app-metadata.ts';
import type { Sleep } from './client.ts';
import type { Change } from './deploy-report.ts';
import type { ReadFile } from './session.ts';

/** A local-development project, wherever its files are. */
export interface DeployProject {
  /** The content of `makecomapp.json`, up to date and valid. */
  readonly document: MakecomappFile;
  readonly read: ReadFile;
  /** Absent when the project says nothing of the app itself, and cannot create one. */
  readonly app?: StatedApp;
  readonly icon?: Uint8Array;
  /**
   * Keeps the origin with its pairs, called after each of them changed; the next call waits for this one. `before` is
   * the entry it stands for, when Make gave the app another name.
   */
  readonly saveOrigin: (origin: OriginEntry, before?: OriginEntry) => Promise<void>;
}

/** What cannot be undone, by component path ("modules.getUser"). */
export interface Question {
  /** ID of an app to create. */
  readonly creation?: string;
  /** Deleted at Make. */
  readonly deletions: readonly string[];
  /** Gone from Make, to be created anew there. */
  readonly recreations: readonly string[];
}

export interface DeployOptions {
  readonly transport: HttpHandler;
  readonly apiKey: string;
  readonly sleep: Sleep;
  /** Notes what would be sent, and sends and keeps nothing. */
  readonly dryRun?: boolean;
  /** Creates the app when Make does not have it. */
  readonly create?: boolean;
  /** Deletes at Make the paired components the project no longer has. */
  readonly prune?: boolean;
  /** Asked once, before anything is changed; nobody to ask means no. */
  readonly confirm?: (question: Question) => Promise<boolean>;
  readonly onProgress?: (change: Change) => void;
  /** Told of every pause Make asked for. */
  readonly onWait?: (ms: number) => void;
  readonly signal?: AbortSignal;
}

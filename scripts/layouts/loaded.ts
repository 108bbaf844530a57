import type { Locate, Problem } from '../core/problems.ts';
import type { AppMetadata, Manifest } from '../manifest/manifest.ts';
import type { SourceFiles } from './source-files.ts';

/** An app read from files. */
export interface LoadedManifest {
  readonly manifest: Manifest;
  /** What could not be read, or was read with a doubt; places of checks made later are found by `locate`. */
  readonly problems: readonly Problem[];
  readonly locate: Locate;
  readonly icon?: Uint8Array;
  /** Metadata of the app that this layout does not hold; the manifest has stand-ins for it. */
  readonly assumed: readonly (keyof AppMetadata)[];
  /** Metadata of components that was guessed: paths such as "modules.getShip/moduleType". */
  readonly guessed: ReadonlySet<string>;
  /** The files as they are, for writing what did not change as it was. */
  readonly source: SourceFiles;
}

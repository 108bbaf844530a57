import type { Problem } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { validateManifest } from '../manifest/validate.ts';
import { checkReferences } from './check-references.ts';

/** Reports everything that is wrong with a manifest by itself: its schemas, its IML, and what refers to what. */
export function checkManifest(manifest: Manifest): Problem[] {
  return [...validateManifest(manifest), ...checkReferences(manifest)];
}

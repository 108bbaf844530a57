import { resolve } from 'node:path';
import type { Problem } from '../core/problems.ts';
import { type Bundle, bundleDescriptors } from './bundle.ts';
import { findSourceFiles, type SourceFile } from './project-files.ts';

/** What is known before anything is evaluated; `bundle` may still be in the making. */
export interface ProjectSources {
  readonly dir: string;
  readonly files: readonly SourceFile[];
  readonly bundle: Promise<Bundle | readonly Problem[]>;
}

/** Lists the files of a project and sets about bundling them. */
export async function openProject(folder: string): Promise<ProjectSources> {
  const dir = resolve(folder);
  const files = await findSourceFiles(dir);
  return { dir, files, bundle: bundleDescriptors(dir, files, new Set()) };
}

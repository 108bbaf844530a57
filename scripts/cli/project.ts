import { dirname, resolve } from 'node:path';
import { type Locate, ManifestError, type Problem } from '../core/problems.ts';
import type { SourceFiles } from '../layouts/source-files.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { hasErrors } from './problem-list.ts';

/** What `--project` names, read and checked; `manifest` is absent only when it could not be built. */
export interface OpenProject {
  /** Folder that relative files of the project (its mock API, its scenarios) are looked for in. */
  readonly folder: string;
  readonly kind: 'descriptors' | 'local' | 'online' | 'archive';
  readonly manifest?: Manifest;
  readonly icon?: Uint8Array;
  /** The files of an app written as JSON: building keeps the text of what does not change. */
  readonly source?: SourceFiles;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/** Opens a descriptor project, a manifest project in any layout or an import archive. Throws an InputError when it is none of them. */
export async function openProject(path: string, cwd: string): Promise<OpenProject> {
  const { detectProject, readJsonProject } = await import('../layouts/detect.ts');
  const project = await detectProject(resolve(cwd, path));
  switch (project.kind) {
    case 'descriptors': {
      const { compileProject } = await import('../compile/compile-project.ts');
      return { folder: project.dir, kind: project.kind, ...(await compileProject(project.dir)) };
    }
    case 'local':
    case 'online':
    case 'archive': {
      const folder = project.kind === 'archive' ? dirname(project.file) : project.dir;
      return check({ folder, kind: project.kind, ...(await readJsonProject(project)) });
    }
  }
}

/** As `openProject`, for commands that only run the app: sources that were compiled before are not compiled again. */
export async function openProjectToRun(path: string, cwd: string): Promise<OpenProject> {
  const { detectProject } = await import('../layouts/detect.ts');
  const project = await detectProject(resolve(cwd, path));
  if (project.kind !== 'descriptors') return openProject(path, cwd);
  const { compileCached } = await import('./compile-cached.ts');
  return { folder: project.dir, kind: project.kind, ...(await compileCached(project.dir)), locate: () => undefined };
}

/** Adds to what reading found what the passes over a manifest find; descriptor projects get that from the compiler. */
async function check(project: OpenProject): Promise<OpenProject> {
  if (!project.manifest) return project;
  const { checkManifest } = await import('../compile/check-manifest.ts');
  const { locateProblems, sortProblems } = await import('../core/problems.ts');
  const found = locateProblems([...project.problems, ...checkManifest(project.manifest)], project.locate);
  return { ...project, problems: sortProblems(found) };
}

/** The manifest of a project that can be run: errors that only Make's importer minds do not stop a run, missing parts do. */
export function manifestToRun(project: OpenProject): Manifest {
  if (!project.manifest || (project.kind === 'descriptors' && hasErrors(project.problems))) {
    throw new ManifestError(project.problems);
  }
  return project.manifest;
}

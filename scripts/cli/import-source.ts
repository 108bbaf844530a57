import { InputError, isError, locateProblems, ManifestError, type Problem, sortProblems } from '../core/problems.ts';
import type { LoadedManifest } from '../layouts/loaded.ts';
import { COMPONENT_KINDS, type Manifest, PLURALS } from '../manifest/manifest.ts';

/** Reads an app of any layout; one that cannot be read whole is refused, as what is missing would look removed. */
export async function readSource(path: string): Promise<LoadedManifest> {
  const loaded = await read(path);
  const problems = sortProblems(locateProblems(loaded.problems, loaded.locate));
  const losses = problems.filter((problem) => isLoss(problem, loaded.manifest));
  if (losses.length > 0) throw new ManifestError(losses);
  return { ...loaded, problems };
}

async function read(path: string): Promise<LoadedManifest> {
  const { detectProject, readJsonProject } = await import('../layouts/detect.ts');
  const project = await detectProject(path);
  if (project.kind !== 'descriptors') return readJsonProject(project);
  throw new InputError(`${project.dir} is a descriptor project already.`, {
    fix: 'import the JSON of an app: its folder, or an import archive (.zip).',
  });
}

/** A file that is missing, does not parse, leads out of the project, or is no text; a component that is there twice; parts that do not fit together. */
const LOSSES: ReadonlySet<string> = new Set(['MAN050', 'MAN051', 'MAN052', 'MAN053', 'MAN061']);

/** Whether a problem means that part of the app was not read. */
function isLoss(problem: Problem, manifest: Manifest): boolean {
  if (!isError(problem)) return false;
  if (problem.code === 'MAN054') return problem.component !== undefined; // an origin that is there twice is no loss
  return LOSSES.has(problem.code) || (problem.code === 'MAN056' && !hasComponent(manifest, problem.component));
}

function hasComponent(manifest: Manifest, component = 'app'): boolean {
  const [plural, name = ''] = component.split('.');
  const kind = COMPONENT_KINDS.find((each) => PLURALS[each] === plural);
  return kind === undefined || Object.hasOwn(manifest[PLURALS[kind]], name);
}

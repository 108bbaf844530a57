import type { JsonPath } from '../core/paths.ts';
import { isError, type Locate, locateProblems, type Problem, sortProblems } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { checkManifest } from './check-manifest.ts';
import { checkWithoutMissing } from './check-references.ts';
import type { CompiledFunctions } from './compile-functions.ts';
import { type LoadedProject, loadProject } from './load-project.ts';
import { createLocate } from './locate.ts';
import type { ProjectSources } from './open-project.ts';
import { checkIteratedItems, type ItemUse } from './passes/iterated-items.ts';
import { renderProject } from './render-project.ts';

/** What belongs to an app besides its descriptors. */
export interface Beside {
  readonly functions: CompiledFunctions;
  readonly readme?: string | undefined;
}

export interface CompiledSources {
  readonly manifest?: Manifest;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/** Loads, renders and checks; problems come sorted, with their positions. */
export async function compileSources(sources: ProjectSources, { functions, readme }: Beside): Promise<CompiledSources> {
  const project = await loadProject(sources);
  const problems: Problem[] = [...project.problems, ...functions.problems];
  const items: ItemUse[] = [];
  const sink = {
    problem: (problem: Problem) => problems.push(problem),
    items: (place: ItemUse['place'], lists: readonly string[]) => items.push({ place, lists }),
  };
  const manifest = renderProject(project, sink, { readme, functions: functions.components });
  const isWhole = !isAnyMissing(project) && !functions.problems.some(isError);
  const misread = problems.filter(({ code }) => code.startsWith('MAN21'));
  const checked = isWhole ? checkManifest(manifest) : checkWithoutMissing(manifest);
  problems.push(
    ...checked.filter((problem) => !isConsequence(problem, misread)),
    ...checkIteratedItems(manifest, items),
  );
  const locate = createLocate(project);
  return { ...(isWhole && { manifest }), problems: sortProblems(locateProblems(problems, locate)), locate };
}

const isAnyMissing = ({ files, broken, descriptors }: LoadedProject): boolean =>
  files.some(({ kind, file }) => broken.has(file) || (kind !== 'function' && !descriptors.has(file)));

/** Where something could not be rendered, the checks of the rest would only say what follows from that. */
function isConsequence({ code, component, section, path = [] }: Problem, misread: readonly Problem[]): boolean {
  return misread.some((cause) => {
    if (cause.component === undefined || cause.component !== component) return false;
    return code.startsWith('REF') || (cause.section === section && isWithin(path, cause.path ?? []));
  });
}

const isWithin = (path: JsonPath, outer: JsonPath): boolean => outer.every((key, index) => path[index] === key);

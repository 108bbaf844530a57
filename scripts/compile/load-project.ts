import type { Problem } from '../core/problems.ts';
import { type Descriptor, isDescriptor } from '../dsl/descriptor.ts';
import { PLURALS } from '../manifest/manifest.ts';
import { type Bundle, bundleDescriptors } from './bundle.ts';
import { type Evaluated, evaluateBundle } from './evaluate.ts';
import type { ProjectSources } from './open-project.ts';
import { MissingExport } from './placeholder.ts';
import type { SourceFile } from './project-files.ts';
import { createSourcePositions } from './source-positions.ts';

/** The descriptors of a project as its files state them, with everything that keeps a file from stating one. */
export interface LoadedProject {
  readonly dir: string;
  readonly files: readonly SourceFile[];
  /** By file; a file that could not be read has none. */
  readonly descriptors: ReadonlyMap<string, Descriptor>;
  /** What the descriptors were read from; absent when nothing could be. */
  readonly bundle?: Bundle;
  /** Files that could not be read, or not evaluated. */
  readonly broken: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Evaluates the bundled descriptors; files that fail are replaced by placeholders until the others stand. */
export async function loadProject({ dir, files, bundle: first }: ProjectSources): Promise<LoadedProject> {
  const broken = new Set<string>();
  const problems: Problem[] = [];
  for (;;) {
    const bundle = await (broken.size === 0 ? first : bundleDescriptors(dir, files, broken));
    const round = 'code' in bundle ? evaluateRound(bundle, files, broken) : failedRound(bundle);
    problems.push(...round.problems);
    const news = round.broken.filter((file) => !broken.has(file));
    if (news.length === 0) {
      if (!round.evaluated || !('code' in bundle)) return { dir, files, descriptors: new Map(), broken, problems };
      const found = findDescriptors(round.evaluated, files, broken);
      problems.push(...bundle.problems, ...found.problems);
      return { dir, files, descriptors: found.descriptors, bundle, broken, problems };
    }
    for (const file of news) broken.add(file);
  }
}

interface Round {
  readonly evaluated?: Evaluated;
  readonly problems: readonly Problem[];
  /** Files to replace in the next round. */
  readonly broken: readonly string[];
}

const failedRound = (problems: readonly Problem[]): Round => ({
  problems,
  broken: problems.flatMap(({ file }) => file ?? []),
});

function evaluateRound(bundle: Bundle, files: readonly SourceFile[], known: ReadonlySet<string>): Round {
  const evaluated = evaluateBundle(bundle.code, files);
  const problems: Problem[] = [];
  const broken: string[] = [];
  if (evaluated.failures.length === 0) return { evaluated, problems, broken };
  const positions = createSourcePositions(bundle, () => '');
  const componentFiles = new Set(files.map(({ file }) => file));
  // a custom function may need what only the platform has; it counts where a descriptor imports it
  const plain = new Set(files.filter(({ kind }) => kind === 'function').map(({ file }) => file));
  const failures = evaluated.failures.filter(({ file }) => !plain.has(file));
  const errors = new Map(failures.map(({ file, error }) => [error, file]));
  for (const [error, failed] of errors) {
    const stack = positions.ofError(error);
    const guilty = stack.find(({ file }) => componentFiles.has(file) && !known.has(file))?.file ?? failed;
    broken.push(guilty);
    if (error instanceof MissingExport) continue;
    problems.push({
      code: 'MAN202',
      severity: 'error',
      message: `The descriptor cannot be evaluated: ${String(error)}.`.replace(/([.!?])\.$/, '$1'),
      fix: 'descriptors are plain data; correct the expression that throws.',
      ...(stack[0] ?? { file: failed }),
    });
  }
  return { evaluated, problems, broken };
}

/** Picks the one descriptor of its kind that each file exports, by whatever name. */
export function findDescriptors(
  { exports }: Evaluated,
  files: readonly SourceFile[],
  broken: ReadonlySet<string>,
): { readonly descriptors: Map<string, Descriptor>; readonly problems: Problem[] } {
  const descriptors = new Map<string, Descriptor>();
  const problems: Problem[] = [];
  for (const source of files) {
    const exported = exports.get(source.file);
    if (!exported || broken.has(source.file)) continue;
    const own = new Set(
      Object.values(exported)
        .filter(isDescriptor)
        .filter(({ kind }) => kind === source.kind),
    );
    const [descriptor] = own;
    if (descriptor) descriptors.set(source.file, descriptor);
    // a custom function may also be plain code, which exports no descriptor
    const isCountRight = own.size === 1 || (own.size === 0 && source.kind === 'function');
    if (!isCountRight) problems.push(countProblem(source, [...own]));
    else if (descriptor && source.kind !== 'app' && descriptor.name !== source.name)
      problems.push(nameProblem(source, descriptor));
  }
  return { descriptors, problems };
}

/** Kinds as people say them. */
const WORDS = {
  app: 'app',
  module: 'module',
  connection: 'connection',
  rpc: 'RPC',
  webhook: 'webhook',
  function: 'function',
  endpoint: 'endpoint',
} as const satisfies Record<SourceFile['kind'], string>;

function countProblem({ kind, file }: SourceFile, own: readonly Descriptor[]): Problem {
  const define = `define${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  if (own.length === 0) {
    return {
      code: 'MAN203',
      severity: 'error',
      message: `The file exports no ${WORDS[kind]}.`,
      fix: `export one made with ${define}({ ... })${kind === 'app' ? '' : ', or move the file out of this folder'}.`,
      file,
    };
  }
  const names = own.map(({ name }) => `"${name}"`).join(', ');
  return {
    code: 'MAN205',
    severity: 'error',
    message: `The file exports ${own.length} ${WORDS[kind]}s: ${names}.`,
    fix: 'give each a file of its own, named after it.',
    file,
  };
}

function nameProblem({ name, file, kind }: SourceFile, descriptor: Descriptor): Problem {
  return {
    code: 'MAN204',
    severity: 'error',
    message: `The ${WORDS[kind]} is named "${descriptor.name}", its file ${file}.`,
    fix: `rename the file to "${descriptor.name}.ts", or the ${WORDS[kind]} to "${name}".`,
    ...(kind === 'app' ? { component: 'app' } : { component: `${PLURALS[kind]}.${descriptor.name}` }),
    path: ['name'],
  };
}

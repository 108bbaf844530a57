import { type Locate, locateProblems, type Problem, sortProblems } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { commentsIn, type SourceText } from './comments.ts';
import type { LintConfig } from './lint-config.ts';
import { isSilent, lintManifest } from './lint-manifest.ts';
import { applySuppressions } from './suppress.ts';
import { unlistedFiles } from './unlisted.ts';

/** An app as it was read, with what its own checks found. */
export interface ReadApp {
  readonly manifest?: Manifest | undefined;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

export interface ReviewOptions {
  readonly config: LintConfig;
  /** Whether rules that only advise speak too. */
  readonly advice?: boolean | undefined;
  /** The files the app is written in, for the comments in them. */
  readonly sources?: readonly SourceText[] | undefined;
}

/** Everything `check` reports: what reading and compiling found and what the review rules find, less what the authors excuse. */
export function review(
  { manifest, problems, locate }: ReadApp,
  { config, advice, sources = [] }: ReviewOptions,
): Problem[] {
  const { rules, suppress } = config;
  const found = manifest ? lintManifest(manifest, { rules, advice, known: problems }) : [];
  const suppressions = [...suppress, ...sources.flatMap(commentsIn)];
  const unlisted = manifest ? unlistedFiles({ manifest, locate, problems }, sources) : [];
  const isMute = (rule: string): boolean => !manifest || isSilent(rule, { rules, advice });
  const all = onePerPlace(
    sortProblems([...withoutConsequences(problems), ...unlisted, ...locateProblems(found, locate)]),
  );
  return sortProblems(applySuppressions(all, suppressions, isMute));
}

/** An expression that lacks its mustache is no number or address either; that it lacks the mustache says more. */
function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  const bare = new Set(problems.filter(({ code }) => code === 'IML204').map(placeKey));
  return bare.size === 0
    ? problems
    : problems.filter((problem) => problem.code !== 'MAN007' || !bare.has(placeKey(problem)));
}

const placeKey = ({ component, section, path }: Problem): string => JSON.stringify([component, section, path]);

/** What several components share is written once: a mistake in it is told once, for the first of them. */
function onePerPlace(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, column, code, message }) => {
    if (file === undefined || line === undefined) return true;
    const key = [file, line, column, code, message].join('\n');
    return !seen.has(key) && seen.add(key);
  });
}

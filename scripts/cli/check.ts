import { join } from 'node:path';
import { locateProblems, type Problem, sortProblems } from '../core/problems.ts';
import { CONFIG_FILE, readConfig } from './config.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { countBySeverity, hasErrors, printProblems, problemDocument } from './problem-list.ts';
import { type OpenProject, openProject } from './project.ts';
import { paint, type Terminal } from './terminal.ts';

interface CheckOptions extends CommonOptions {
  /** Shows advice too: findings of severity info. */
  readonly info?: true;
}

/** `makeapp check`: everything that can be known without a network. */
export async function check(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as CheckOptions; // commander hands over the options this command declares.
  const project = await openProject(options.project, terminal.cwd);
  const problems = await review(project, options.info === true);
  const { manifest } = project;
  const isOk = !hasErrors(problems);
  if (options.json) {
    const document = {
      ok: isOk,
      problems: problems.map((problem) => problemDocument(problem, terminal.cwd)),
      counts: countBySeverity(problems),
    };
    terminal.out(`${JSON.stringify(document)}\n`);
  } else if (problems.length > 0) {
    terminal.out(printProblems(problems, terminal));
  } else {
    terminal.out(`${paint(terminal, 'green', 'no problems')} in ${manifest?.app.label ?? 'the app'}\n`);
  }
  return isOk ? EXIT.done : EXIT.failed;
}

/** Adds the findings of the review rules to what the compiler found. */
async function review(
  { manifest, problems, locate, folder }: OpenProject,
  advice: boolean,
): Promise<readonly Problem[]> {
  if (!manifest) return problems;
  const [{ lintManifest }, { readLintConfig }, { applySuppressions }, config] = await Promise.all([
    import('../lint/lint-manifest.ts'),
    import('../lint/lint-config.ts'),
    import('../lint/suppress.ts'),
    readConfig(folder),
  ]);
  const { rules, suppress } = readLintConfig(config.lint, join(folder, CONFIG_FILE));
  const found = lintManifest(manifest, { rules, advice, known: problems });
  return sortProblems(applySuppressions([...problems, ...locateProblems(found, locate)], suppress));
}

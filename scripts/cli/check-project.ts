import { join } from 'node:path';
import type { Problem } from '../core/problems.ts';
import { CONFIG_FILE, readConfig } from './config.ts';
import { type OpenProject, openProject } from './project.ts';
import { sourceTexts } from './source-texts.ts';

export interface CheckedProject {
  readonly project: OpenProject;
  readonly problems: readonly Problem[];
}

/** Opens a project and reports everything that can be known without a network. */
export async function checkProject(path: string, cwd: string, advice: boolean): Promise<CheckedProject> {
  // Loaded while the project is being read: the two take about as long.
  const rules = Promise.all([import('../lint/review.ts'), import('../lint/lint-config.ts')]);
  const project = await openProject(path, cwd);
  const [[{ review }, { readLintConfig }], settings] = await Promise.all([rules, readConfig(project.folder)]);
  const config = readLintConfig(settings.lint, join(project.folder, CONFIG_FILE));
  const problems = review(project, { config, advice, sources: sourceTexts(project) });
  return { project, problems: withoutConsequences(problems) };
}

/** A section that could not be read is empty to all that comes later; what they make of that is nobody's mistake. */
function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  const unread = problems.filter(({ code, severity }) => /^MAN05[0-3]$/.test(code) && severity === 'error');
  if (unread.length === 0) return problems;
  return problems.filter((problem) => unread.includes(problem) || !unread.some((cause) => follows(problem, cause)));
}

/** Components stand and fall with each of their sections; the app itself has sections that know nothing of each other. */
function follows({ code, component, section }: Problem, cause: Problem): boolean {
  if (code === 'LINT001') return true; // nobody knows what the exception would have excused
  const isJudgement = code.startsWith('REF') || code.includes('-');
  if (!isJudgement || component === undefined || component !== cause.component) return false;
  return component !== 'app' || section === cause.section;
}

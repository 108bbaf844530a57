import { expect } from 'vitest';
import type { Problem } from '../../../scripts/core/problems.ts';
import { consistencyMistakes } from './consistency.ts';
import { languageMistakes } from './language.ts';
import type { Mistake } from './mistake.ts';
import { type Copy, placeOf, textOf } from './plant.ts';
import { reviewMistakes } from './review.ts';
import { structureMistakes } from './structure.ts';
import { triggerMistakes } from './trigger.ts';

export const mistakes: readonly Mistake[] = [
  ...structureMistakes,
  ...languageMistakes,
  ...consistencyMistakes,
  ...triggerMistakes,
  ...reviewMistakes,
];

type Kind = 'descriptors' | 'json';

/** The mistakes that can be made in a kind of project, by title. */
export const mistakesIn = (kind: Kind): (readonly [string, Mistake])[] =>
  mistakes.filter((mistake) => mistake[kind]).map((mistake) => [mistake.title, mistake]);

/** What a report is about, wherever the lines of the copy have moved to. */
const subjectOf = ({ code, message, component, path }: Problem): string =>
  JSON.stringify([code, message, component, path]);

let advice: Promise<ReadonlySet<string>> | undefined;

/** Advice on the untouched app says nothing about a mistake. */
function adviceOn(copy: Copy): Promise<ReadonlySet<string>> {
  advice ??= copy.check({ advice: true }).then((problems) => new Set(problems.map(subjectOf)));
  return advice;
}

/** Plants a mistake in the copy: exactly the one report is expected, at its place. */
export async function expectReport(copy: Copy, kind: Kind, { isAdvice, besides = [], ...mistake }: Mistake) {
  const known = isAdvice ? await adviceOn(copy) : new Set<string>();
  const { problems, wanted } = await copy.plant(mistake[kind] ?? { changes: [] }, { advice: isAdvice === true });
  const news = problems.filter((problem) => !known.has(subjectOf(problem)) && !besides.includes(problem.code));
  const says = typeof mistake.says === 'string' ? mistake.says : mistake.says[kind];

  expect(news.map((problem) => `${placeOf(problem)} ${textOf(problem)}`)).toEqual([`${wanted} ${says}`]);
}

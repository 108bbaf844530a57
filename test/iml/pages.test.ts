import { describe, expect, test } from 'vitest';
import type { TitledPage } from '../../scripts/core/code-page.ts';
import { analyseText } from '../../scripts/iml/analyse.ts';
import { ImlRuntimeError } from '../../scripts/iml/errors.ts';
import { evaluateTemplate } from '../../scripts/iml/evaluate.ts';
import { IML_PAGES } from '../../scripts/iml/pages.ts';
import { contextOf } from './support.ts';

const pages: readonly (readonly [string, TitledPage])[] = Object.entries(IML_PAGES);
const isRuntime = (code: string): boolean => code.startsWith('IML1');
const withExamples = pages.filter(([, { bad }]) => bad !== undefined);

const found = (template = ''): string[] => analyseText(template).problems.map(({ code }) => code);

/** The code a template fails with when it is evaluated. */
function failure(template = ''): string | undefined {
  try {
    evaluateTemplate(template, contextOf({ body: { name: 'Ada' } }));
    return undefined;
  } catch (error) {
    if (error instanceof ImlRuntimeError) return error.code;
    throw error;
  }
}

describe('examples of the pages', () => {
  test.each(withExamples.filter(([code]) => !isRuntime(code)))(
    '%s is found in the one, not in the other',
    (code, page) => {
      expect(found(page.bad)).toEqual([code]);
      expect(found(page.good)).toEqual([]);
    },
  );

  test.each(withExamples.filter(([code]) => isRuntime(code)))('%s ends the one, not the other', (code, page) => {
    expect(failure(page.bad)).toBe(code);
    expect(failure(page.good)).toBeUndefined();
  });

  test('are there for nearly every code', () => {
    expect(pages.length - withExamples.length).toBeLessThan(5);
  });
});

import { describe, expect, test } from 'vitest';
import {
  formatProblem,
  locateProblems,
  ManifestError,
  type Problem,
  sortProblems,
} from '../../scripts/core/problems.ts';

const problem: Problem = {
  code: 'REF001',
  severity: 'error',
  message: '{{parameters.limt}} names a parameter that is not declared.',
  fix: 'did you mean "limit"?',
  component: 'modules.searchUser',
  section: 'communication',
  path: ['qs', 'limit'],
};

describe('formatProblem', () => {
  test('says where, what and what to do', () => {
    const located = { ...problem, file: 'modules/searchUser.ts', line: 12, column: 9 };

    expect(formatProblem(located)).toMatchInlineSnapshot(`
      "modules/searchUser.ts:12:9 › modules.searchUser › communication › qs.limit
        REF001 {{parameters.limt}} names a parameter that is not declared.
        fix: did you mean "limit"?"
    `);
  });

  test('leaves out what is not known', () => {
    expect(formatProblem({ code: 'MAN001', severity: 'error', message: 'The app has no name.' })).toBe(
      '  MAN001 The app has no name.',
    );
  });
});

describe('locateProblems', () => {
  test('keeps a position a problem already has', () => {
    const located = { ...problem, file: 'a.ts', line: 1 };

    expect(locateProblems([problem, located], () => ({ file: 'b.ts', line: 2, column: 3 }))).toEqual([
      { ...problem, file: 'b.ts', line: 2, column: 3 },
      located,
    ]);
  });
});

describe('sortProblems', () => {
  test('orders by place and drops repeats', () => {
    const at = (line: number, code = 'REF001'): Problem => ({ ...problem, code, file: 'a.ts', line });

    expect(sortProblems([at(2), at(1, 'REF002'), at(1), at(2)])).toEqual([at(1), at(1, 'REF002'), at(2)]);
  });
});

describe('ManifestError', () => {
  test('tells all problems at once', () => {
    expect(new ManifestError([problem, { ...problem, path: [] }]).message).toMatchInlineSnapshot(`
      "2 problems in the app

      modules.searchUser › communication › qs.limit
        REF001 {{parameters.limt}} names a parameter that is not declared.
        fix: did you mean "limit"?

      modules.searchUser › communication
        REF001 {{parameters.limt}} names a parameter that is not declared.
        fix: did you mean "limit"?"
    `);
  });
});

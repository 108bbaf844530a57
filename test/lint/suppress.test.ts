import { describe, expect, test } from 'vitest';
import type { Problem } from '../../scripts/core/problems.ts';
import { applySuppressions } from '../../scripts/lint/suppress.ts';

const problem: Problem = {
  code: 'SEC-001',
  severity: 'error',
  message: 'A value from the user is part of the host.',
  component: 'modules.fetchFile',
  section: 'communication',
  path: [1, 'url'],
};
const reason = 'The address was signed by the service.';

describe('applySuppressions', () => {
  test.each([
    ['a rule', { rule: 'SEC-001', reason }],
    ['a rule in a component', { rule: 'SEC-001', component: 'modules.fetchFile', reason }],
    ['a rule at a place', { rule: 'SEC-001', component: 'modules.fetchFile', path: '[1].url', reason }],
    ['a rule below a place', { rule: 'SEC-001', path: '[1]', reason }],
  ])('drops the problems of %s', (_, suppression) => {
    expect(applySuppressions([problem], [suppression])).toEqual([]);
  });

  test.each([
    ['another rule', { rule: 'SEC-002', reason }],
    ['another component', { rule: 'SEC-001', component: 'modules.other', reason }],
    ['another place', { rule: 'SEC-001', path: '[2]', reason }],
    ['the beginning of a name', { rule: 'SEC-001', path: '[1].ur', reason }],
  ])('keeps the problem and reports a suppression of %s', (_, suppression) => {
    const kept = applySuppressions([problem], [suppression]);

    expect(kept.map(({ code, severity }) => [code, severity])).toEqual([
      ['SEC-001', 'error'],
      ['LINT001', 'warning'],
    ]);
  });

  test('wants a reason', () => {
    const [kept, report] = applySuppressions([problem], [{ rule: 'SEC-001', reason: ' ' }]);

    expect(kept).toBe(problem);
    expect(report).toEqual({
      code: 'LINT001',
      severity: 'warning',
      message: 'Suppression 1, of SEC-001, gives no reason and has no effect.',
      fix: 'say in "reason" why the rule does not hold there.',
    });
  });

  test('knows the rule that was meant', () => {
    const [report] = applySuppressions([], [{ rule: 'SEC-01', component: 'modules.a', reason }]);

    expect(report?.message).toBe('Suppression 1, of SEC-01 at modules.a, excuses nothing.');
    expect(report?.fix).toContain('did you mean "SEC-0');
  });
});

import { describe, expect, test } from 'vitest';
import { readLintConfig } from '../../scripts/lint/lint-config.ts';

const FILE = 'makeapp.config.yaml';
const reason = 'The API has no pages.';

describe('readLintConfig', () => {
  test('takes nothing for the defaults', () => {
    expect(readLintConfig({}, FILE)).toEqual({ rules: {}, suppress: [] });
  });

  test('reads settings and exceptions', () => {
    const suppress = [{ rule: 'PAGE-005', component: 'modules.listItems', path: 'pagination', reason }];

    expect(readLintConfig({ rules: { 'PAGE-006': 'warning', 'UX-001': false }, suppress }, FILE)).toEqual({
      rules: { 'PAGE-006': 'warning', 'UX-001': 'off' },
      suppress,
    });
  });

  test('lets warnings of the other checks be excused', () => {
    const suppress = [{ rule: 'MAN232', component: 'modules.listItems', reason }];

    expect(readLintConfig({ suppress }, FILE).suppress).toEqual(suppress);
  });

  test.each([
    [{ suppress: [{ rule: 'PAGE-06', reason }] }, 'there is no rule "PAGE-06".'],
    [{ rules: [] }, '"rules" must hold a setting for each rule by ID.'],
    [{ rules: { 'PAGE-06': 'off' } }, 'there is no rule "PAGE-06".'],
    [{ rules: { 'RPC-001': 'off' } }, 'there is no rule "RPC-001".'],
    [{ rules: { 'PAGE-006': 'warn' } }, 'rules.PAGE-006 cannot be "warn".'],
    [{ suppress: {} }, '"suppress" must be a list of exceptions.'],
    [{ suppress: ['PAGE-006'] }, 'suppress[0] must hold rule and reason'],
    [{ suppress: [{ reason }] }, 'suppress[0] names no rule.'],
    [{ suppress: [{ rule: 'PAGE-006' }] }, 'suppress[0] gives no reason.'],
    [{ suppress: [{ rule: 'PAGE-006', reason, where: 'x' }] }, 'there is no "where".'],
    [{ suppress: [{ rule: 'PAGE-006', reason: 1 }] }, '"reason" must be text.'],
  ])('refuses %j', (config, message) => {
    expect(() => readLintConfig(config, FILE)).toThrow(message);
  });

  test('says which check a rule without a switch belongs to', () => {
    expect(() => readLintConfig({ rules: { 'RPC-001': 'off' } }, FILE)).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('REF007') }),
    );
  });
});

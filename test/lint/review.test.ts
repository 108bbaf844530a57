import { describe, expect, test } from 'vitest';
import type { Locate, Problem } from '../../scripts/core/problems.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';
import { type ReviewOptions, review } from '../../scripts/lint/review.ts';

const FILE = '/app/connections/acme.json';
const locate: Locate = ({ component, section }) =>
  component === 'connections.acme' && section === 'params' ? { file: FILE, line: 2, column: 3 } : undefined;

/** One error: a field of type text that holds a secret. */
const manifest = minimalApp({
  connections: {
    acme: {
      params: [
        {
          name: 'apiKey',
          type: 'text',
          label: 'API key',
          editable: true,
          help: 'See [the page](https://acme.test/k).',
        },
      ],
    },
  },
});

const NO_CONFIG = { rules: {}, suppress: [] };
const told = (text: string, options: Partial<ReviewOptions> = {}, problems: readonly Problem[] = []): string[] =>
  review({ manifest, problems, locate }, { config: NO_CONFIG, sources: [{ file: FILE, text }], ...options }).map(
    ({ code, message, line, column }) => `${code} ${line}:${column} ${message}`,
  );

const SECRET = 'CONN-005 2:3 "apiKey" holds a secret, but everyone can read it in the form.';

describe('review', () => {
  test('reports what the rules find, where it is written', () => {
    expect(told('[\n  {}\n]')).toEqual([SECRET]);
  });

  test('drops what a comment excuses', () => {
    expect(told('// lint-disable-next-line CONN-005 a public key\n{}')).toEqual([]);
  });

  test('drops what a comment excuses for the whole file', () => {
    expect(told('[\n  {}\n]\n// lint-disable-file CONN-005 a public key')).toEqual([]);
  });

  test.each([
    [
      'of another line',
      '\n\n\n// lint-disable-next-line CONN-005 a public key\n{}',
      'LINT001 4:1 The lint-disable comment for CONN-005 excuses nothing.',
    ],
    [
      'for another rule',
      '// lint-disable-next-line CONN-006 a public key\n{}',
      'LINT001 1:1 The lint-disable comment for CONN-006 excuses nothing.',
    ],
    [
      'without a reason',
      '// lint-disable-next-line CONN-005\n{}',
      'LINT001 1:1 The lint-disable comment for CONN-005 gives no reason and has no effect.',
    ],
    [
      'without a rule',
      '// lint-disable-next-line it is public\n{}',
      'LINT001 1:1 The lint-disable comment names no rule and has no effect.',
    ],
  ])('keeps the problem and reports a comment %s', (_, text, report) => {
    expect(told(text).sort()).toEqual([SECRET, report].sort());
  });

  test('knows the rule a comment means', () => {
    const found = review(
      { manifest, problems: [], locate },
      { config: NO_CONFIG, sources: [{ file: FILE, text: '// lint-disable-next-line CONN-05 a public key\n{}' }] },
    );

    expect(found.find(({ code }) => code === 'LINT001')?.fix).toContain('did you mean "CONN-0');
  });

  test('says nothing of a comment for advice nobody asked for', () => {
    const text = '// lint-disable-next-line UX-008 as the API calls it\n{}\n// lint-disable-file CONN-005 a public key';

    expect(told(text)).toEqual([]);
    expect(told(text, { advice: true })).toContain('LINT001 1:1 The lint-disable comment for UX-008 excuses nothing.');
  });

  test('lets a warning of the other checks be excused, but no error', () => {
    const warning = { code: 'MAN009', severity: 'warning', message: 'Idle.', file: FILE, line: 2, column: 3 } as const;
    const text = '// lint-disable-next-line CONN-005, MAN009 a public key\n{}';

    expect(told(text, {}, [warning])).toEqual([]);
    expect(told(text, {}, [{ ...warning, severity: 'error' }])).toEqual([
      'LINT001 1:1 The lint-disable comment for MAN009 has no effect: an error of this kind fails on Make and cannot be excused.',
      'MAN009 2:3 Idle.',
    ]);
  });

  test('tells a mistake in what components share once', () => {
    const shared = {
      code: 'REF001',
      severity: 'error',
      message: 'Gone.',
      file: '/app/shared.ts',
      line: 4,
      column: 1,
    } as const;
    const problems = ['modules.a', 'modules.b'].map((component): Problem => ({ ...shared, component }));

    expect(told('// lint-disable-file CONN-005 a public key', {}, problems)).toEqual(['REF001 4:1 Gone.']);
  });

  test('reports a section file no component lists', () => {
    const sources = [FILE, '/app/makecomapp.json', '/app/old.iml.json'].map((file) => ({ file, text: '{}' }));
    const found = review({ manifest, problems: [], locate }, { config: NO_CONFIG, sources });

    expect(found.filter(({ code }) => code === 'LINT002').map(({ file }) => file)).toEqual(['/app/old.iml.json']);
  });
});

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { CODE_PAGES } from '../../scripts/cli/code-pages.ts';
import type { Report } from '../../scripts/cli/report-data.ts';
import { printerOf, type ReportFormat, readFormat } from '../../scripts/cli/report-format.ts';
import type { Problem } from '../../scripts/core/problems.ts';
import { rules } from '../../scripts/lint/rules.ts';
import { makeapp, TestTerminal } from './support.ts';

const PLACE = { component: 'modules.getShip', section: 'communication', path: ['qs', 'x y'] } as const;
const AT = { file: '/app/modules/get ship.iml.json', line: 2, column: 8 } as const;
const UNDECLARED: Problem = {
  code: 'REF001',
  severity: 'error',
  message: 'Not declared.',
  fix: 'declare it.',
  ...PLACE,
  ...AT,
};
const ADVICE: Problem = {
  code: 'BASE-004',
  severity: 'warning',
  message: '50% <b>, "x": y\n::error::no',
  ...PLACE,
  ...AT,
  line: 3,
};
const LOST: Problem = { code: 'MAN001', severity: 'info', message: 'Control \u0000\u001b\ud800 characters.' };

async function print(
  format: ReportFormat,
  problems: readonly Problem[],
  options: Partial<Report> & { readonly env?: Record<string, string> } = {},
) {
  const report = {
    problems,
    label: 'Ships',
    fixable: 0,
    textOf: () => '{\n  "qs": 1,\n  "x": 2\n}',
    secrets: [],
    ...options,
  };
  const terminal = new TestTerminal({ cwd: '/app', ...(options.env && { env: options.env }) });
  return (await printerOf(format))(report, terminal);
}

const many = (count: number, severity: Problem['severity']): Problem[] =>
  Array.from({ length: count }, (_, index) => ({
    ...UNDECLARED,
    severity,
    message: `Number ${index}.`,
    line: index + 1,
  }));

describe('--format', () => {
  test.each<[string | undefined, boolean, ReportFormat]>([
    [undefined, false, 'text'],
    [undefined, true, 'json'],
    ['json', true, 'json'],
    ['sarif', false, 'sarif'],
  ])('%s with --json %s is %s', (given, isJson, format) => {
    expect(readFormat(given, isJson)).toBe(format);
  });

  test.each<[readonly string[], string]>([
    [['--format', 'sarf'], 'did you mean "sarif"?'],
    [['--format', 'xml'], 'the formats are text, json, github, sarif, junit.'],
    [['--json', '--format', 'junit'], 'leave one of them out'],
    [['--watch', '--format', 'junit'], 'use one of them'],
  ])('refuses %j', async (args, message) => {
    const { status, out, err } = await makeapp(['check', ...args]);

    expect(status).toBe(2);
    expect(`${out}${err}`).toContain(message.replaceAll('"', args.includes('--json') ? '\\"' : '"'));
  });
});

describe('text', () => {
  test('groups problems by file, shows where they are, and says what is next', async () => {
    expect(await print('text', [UNDECLARED, ADVICE, LOST], { fixable: 1 })).toMatchInlineSnapshot(`
      "modules/get ship.iml.json

        2:8 error REF001 Not declared.
          modules.getShip › communication › qs["x y"]
            1 | {
          > 2 |   "qs": 1,
              |        ^
            3 |   "x": 2
          fix: declare it.

        3:8 warning BASE-004 50% <b>, "x": y ::error::no
          modules.getShip › communication › qs["x y"]
            2 |   "qs": 1,
          > 3 |   "x": 2
              |        ^
            4 | }

      the app

        note MAN001 Control ␀␛� characters.

      1 error, 1 warning, 1 note in 2 files
      makeapp check --fix puts 1 right.
      makeapp explain BASE-004 says why and what else a rule wants.
      "
    `);
  });

  test('says that all is well', async () => {
    expect(await print('text', [])).toBe('no problems in Ships\n');
  });

  test('does without frames where the file cannot be read', async () => {
    expect(await print('text', [UNDECLARED], { textOf: () => undefined })).not.toContain('|');
  });
});

describe('github', () => {
  test('escapes what would end a property, or the command', async () => {
    const [line] = (await print('github', [ADVICE])).split('\n');

    expect(line).toBe(
      '::warning file=modules/get ship.iml.json,line=3,col=8,title=BASE-004 modules.getShip › communication › qs["x y"]::50%25 <b>, "x": y%0A::error::no',
    );
  });

  test('escapes colons and commas of properties', async () => {
    const [line] = (await print('github', [{ ...ADVICE, file: '/app/a:b,c%.ts', component: 'x:y,z', path: [] }])).split(
      '\n',
    );

    expect(line).toContain('file=a%3Ab%2Cc%25.ts,');
    expect(line).toContain('title=BASE-004 x%3Ay%2Cz › communication::');
  });

  test('names files from the checkout', async () => {
    expect(await print('github', [UNDECLARED], { env: { GITHUB_WORKSPACE: '/' } })).toContain('file=app/modules/');
  });

  test('annotates ten of each severity and lists the rest', async () => {
    const lines = (await print('github', [...many(12, 'warning'), ...many(11, 'error')])).split('\n');

    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning'))).toHaveLength(10);
    expect(lines.indexOf('::endgroup::') - lines.indexOf('::group::3 more')).toBe(4);
    expect(lines.at(-2)).toBe('11 errors, 12 warnings');
  });
});

describe('the hint below the problems', () => {
  test.each<[readonly Problem[], string]>([
    [[UNDECLARED], 'makeapp explain REF001 says what that means on Make.'],
    [[UNDECLARED, ADVICE], 'makeapp explain BASE-004 says why and what else a rule wants.'],
  ])('names a rule of %j', async (problems, hint) => {
    expect(await print('text', problems)).toContain(hint);
  });
});

describe('sarif', () => {
  const parse = async (problems: readonly Problem[]) => JSON.parse(await print('sarif', problems));

  test('holds what the standard demands', async () => {
    const sarif = await parse([UNDECLARED, ADVICE, LOST]);
    const [run] = sarif.runs;

    expect(sarif).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringMatching(/^https:\/\/.*sarif-2\.1\.0\.json$/),
    });
    expect(run.tool.driver.name).toBe('makeapp');
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.originalUriBaseIds).toHaveProperty(['%SRCROOT%']);
    expect(run.results.map(({ level }: { readonly level: string }) => level)).toEqual(['error', 'warning', 'note']);
    for (const { ruleId, ruleIndex, message, partialFingerprints } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(message.text).not.toBe('');
      expect(Object.values(partialFingerprints)).toEqual([expect.stringMatching(/^[0-9a-f]{32}:1$/)]);
    }
  });

  test('tells where, with a relative address', async () => {
    const { runs } = await parse([UNDECLARED, LOST]);

    expect(runs[0].results.map(({ locations }: { readonly locations: unknown }) => locations)).toEqual([
      [
        {
          physicalLocation: {
            artifactLocation: { uri: 'modules/get%20ship.iml.json', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 8 },
          },
          logicalLocations: [{ fullyQualifiedName: 'modules.getShip/communication/qs["x y"]' }],
        },
      ],
      [],
    ]);
  });

  test('gives a file outside of the folder its whole address', async () => {
    const { runs } = await parse([{ ...UNDECLARED, file: '/else/where.ts' }]);

    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'file:///else/where.ts' });
  });

  test('describes every rule', async () => {
    const codes = [...rules.map(({ id }) => id), ...Object.keys(CODE_PAGES)];
    const { runs } = await parse(codes.map((code): Problem => ({ code, severity: 'error', message: 'Found.' })));
    const described = runs[0].tool.driver.rules;

    expect(described).toHaveLength(codes.length);
    for (const rule of described) {
      expect(rule).toEqual({
        id: expect.stringMatching(/./),
        shortDescription: { text: expect.stringMatching(/./) },
        fullDescription: { text: expect.stringMatching(/./) },
        help: expect.objectContaining({ text: expect.stringMatching(/./) }),
        helpUri: expect.stringMatching(/^https:\/\//),
        defaultConfiguration: { level: expect.stringMatching(/^(?:error|warning|note)$/) },
        ...(rule.properties && { properties: { tags: [expect.any(String)] } }),
      });
    }
  });

  test('keeps its fingerprints while lines move, and tells equal problems apart', async () => {
    const prints = async (...problems: Problem[]): Promise<string[]> =>
      (await parse(problems)).runs[0].results.map(
        (result: { readonly partialFingerprints: Record<string, string> }) => result.partialFingerprints['makeapp/v1'],
      );

    const [first, second] = await prints(UNDECLARED, UNDECLARED);

    expect(await prints({ ...UNDECLARED, line: 99 })).toEqual([first]);
    expect(second).not.toBe(first);
  });
});

describe('junit', () => {
  test('is well-formed whatever a message holds', async () => {
    const xml = await print('junit', [UNDECLARED, ADVICE, LOST, { ...LOST, message: ']]> &amp; \ufffe "\'' }]);

    expect(XMLValidator.validate(xml)).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/);
  });

  test('fails for errors alone', async () => {
    const xml = await print('junit', [UNDECLARED, ADVICE]);
    const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml);

    expect(parsed.testsuites).toMatchObject({ tests: '2', failures: '1', errors: '0' });
    expect(parsed.testsuites.testsuite).toMatchObject({ name: 'modules/get ship.iml.json', tests: '2', failures: '1' });
    const [error, warning] = parsed.testsuites.testsuite.testcase;
    expect(error.failure).toMatchObject({ type: 'REF001', message: 'Not declared.' });
    expect(warning).toMatchObject({ 'system-out': expect.stringContaining('warning: ') });
    expect(warning.failure).toBeUndefined();
  });

  test('has a case that passes when nothing is wrong', async () => {
    const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(await print('junit', []));

    expect(parsed.testsuites).toMatchObject({
      tests: '1',
      failures: '0',
      testsuite: { testcase: { name: 'no problems' } },
    });
  });
});

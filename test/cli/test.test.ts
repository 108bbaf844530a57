import { expect, test } from 'vitest';
import { functionsProject } from './functions-project.ts';
import { makeapp, makeappJson } from './support.ts';

const KNOTS = 'function knots(kilometres) {\n  debug(kilometres);\n  return iml.round(kilometres / 1.852);\n}\n';
const GOOD = `it('converts', () => assert.strictEqual(knots(18.52), 10));\n`;
const BAD = `${GOOD}it('is wrong', () => assert.strictEqual(knots(0), 1));\n`;

test('runs the tests of custom functions', async () => {
  const project = await functionsProject({ knots: KNOTS }, { knots: GOOD });

  const { status, out, err } = await makeapp(['test', '--project', project]);

  expect([status, err]).toEqual([0, 'functions.knots debug 18.52\n']);
  expect(out).toBe('functions.knots\n- converts ... ✔\n\n1 block, 1 passed, 0 failed\nPASSED\n');
});

test('exits with 1 when a block fails', async () => {
  const project = await functionsProject({ knots: KNOTS }, { knots: BAD });

  const { status, out } = await makeapp(['test', '--project', project]);

  expect(status).toBe(1);
  expect(out).toMatch(/- is wrong \.\.\. ✘ => AssertionError: .+\n(?:.*\n)+2 blocks, 1 passed, 1 failed\nFAILED\n$/);
});

test('prints one document with --json', async () => {
  const project = await functionsProject({ knots: KNOTS }, { knots: BAD });

  const { status, err, json } = await makeappJson(['test', '--project', project]);

  expect([status, err]).toEqual([1, '']);
  expect(json).toEqual({
    ok: false,
    functions: [
      {
        name: 'knots',
        ok: false,
        ms: expect.any(Number),
        hasTest: true,
        blocks: [
          { name: 'converts', ok: true, ms: expect.any(Number) },
          {
            name: 'is wrong',
            ok: false,
            ms: expect.any(Number),
            error: { name: 'AssertionError', message: expect.stringContaining('0 !== 1') },
          },
        ],
        debug: [18.52, 0],
      },
    ],
    cases: [],
  });
});

test.each([
  [
    'for a person',
    [],
    expect.stringMatching(/^Harbour has no custom functions and no recorded cases, .+\nRecord a case: .+\n$/),
  ],
  ['as JSON', ['--json'], '{"ok":true,"functions":[],"cases":[]}\n'],
])('says that an app has nothing to test, %s', async (_, options, said) => {
  const project = await functionsProject({});

  const { status, out } = await makeapp(['test', '--project', project, ...options]);

  expect([status, out]).toEqual([0, said]);
});

test('a function also runs by its name', async () => {
  const project = await functionsProject({ knots: KNOTS });

  const { status, json } = await makeappJson([
    'run',
    'functions.knots',
    '[18.52]',
    '--api',
    'live',
    '--project',
    project,
  ]);

  expect([status, json.bundles]).toEqual([0, [10]]);
});

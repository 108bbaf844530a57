import { describe, expect, test } from 'vitest';
import { type FunctionTestReport, printFunctionTests, runFunctionTests } from '../../scripts/runtime/function-tests.ts';
import { appOf } from './sandbox-support.ts';

const SOURCES = {
  knots: `function knots(kilometres) {
    if (typeof kilometres !== 'number') throw new TypeError('no number');
    return iml.round(kilometres / 1.852);
  }`,
  label: 'function label(name, speed) { return `${iml.upper(name)} ${iml.knots(speed)} kn (${this.timezone})` }',
  idle: 'function idle() {}',
};

/** Times differ from run to run. */
const withoutTimes = (report: FunctionTestReport): unknown =>
  JSON.parse(JSON.stringify(report, (key, value) => (key === 'ms' ? undefined : value)));

async function reportOf(
  test: string,
  options: Parameters<typeof runFunctionTests>[1] = {},
): Promise<FunctionTestReport> {
  const reports = await runFunctionTests(appOf(SOURCES, { knots: test }), options);
  return reports.find(({ name }) => name === 'knots')!;
}

describe('a test of a function', () => {
  test('is run block by block; one that throws fails alone', async () => {
    const report = await reportOf(`
      it('converts', () => assert.strictEqual(knots(18.52), 10));
      it('converts wrongly', () => assert.strictEqual(knots(18.52), 11));
      it('refuses text', () => assert.throws(() => knots('fast'), { name: 'TypeError', message: 'no number' }));
      it('throws', () => { throw new RangeError('storm') });`);

    expect(withoutTimes(report)).toEqual({
      name: 'knots',
      ok: false,
      hasTest: true,
      blocks: [
        { name: 'converts', ok: true },
        {
          name: 'converts wrongly',
          ok: false,
          error: { name: 'AssertionError', message: 'Expected values to be strictly equal:\n\n10 !== 11\n' },
        },
        { name: 'refuses text', ok: true },
        { name: 'throws', ok: false, error: { name: 'RangeError', message: 'storm' } },
      ],
      debug: [],
    });
  });

  test('finds the function, iml, environment, assert and nothing of Node', async () => {
    const report = await reportOf(`
      const found = [typeof knots, typeof label, typeof iml.label, typeof iml.upper, typeof it, typeof assert, typeof require, typeof process];
      it('finds', () => assert.deepStrictEqual(found, ['function', 'undefined', 'function', 'function', 'function', 'function', 'undefined', 'undefined']));
      it('is in UTC', () => assert.equal(iml.label('ida', 1.852) + environment.timezone, 'IDA 1 kn (UTC)UTC'));
      it('calls assert', () => assert(knots(0) === 0));`);

    expect(report.blocks.map(({ name, ok }) => [name, ok])).toEqual([
      ['finds', true],
      ['is in UTC', true],
      ['calls assert', true],
    ]);
  });

  test('follows the clock and the zone it is given', async () => {
    const report = await reportOf(
      `it('knows the time', () => assert.strictEqual(iml.formatDate(new Date(), 'YYYY-MM-DD HH:mm'), '2031-05-17 09:00'))`,
      { host: { now: () => new Date('2031-05-17T00:00:00Z'), timezone: 'Asia/Tokyo' } },
    );

    expect(report).toMatchObject({ ok: true, blocks: [{ ok: true }] });
  });

  test('collects what was passed to debug', async () => {
    const report = await reportOf(`debug({ tide: 1 }); it('debugs', () => debug('in a block'))`);

    expect(report.debug).toEqual([{ tide: 1 }, 'in a block']);
  });

  test('that is empty has no blocks and is fine', async () => {
    expect(await reportOf(' \n')).toEqual({ name: 'knots', ok: true, ms: 0, hasTest: false, blocks: [], debug: [] });
  });

  test('must be synchronous', async () => {
    const report = await reportOf(`it('waits', async () => {})`);

    expect(report.blocks[0]?.error?.message).toBe('The test returned a promise: tests must be synchronous.');
  });

  test('knows nothing of the test of another function', async () => {
    const test = `it('is alone', () => { assert.equal(typeof left, 'undefined'); globalThis.left = 1 })`;

    const reports = await runFunctionTests(appOf(SOURCES, { knots: test, label: test }));

    expect(reports.map(({ name, ok, hasTest }) => [name, ok, hasTest])).toEqual([
      ['knots', true, true],
      ['label', true, true],
      ['idle', true, false],
    ]);
  });
});

describe('a critical failure', () => {
  test.each([
    ['an error outside the blocks', `it('runs', () => {}); undefined.x`, 1, 'TypeError', /cannot read property/],
    ['a test that cannot be read', `it('runs', () => {`, 0, 'SyntaxError', /./],
    [
      'time',
      `it('runs', () => {}); it('never ends', () => { for (;;) {} }); it('is not reached', () => {})`,
      1,
      'SandboxError',
      /timed out after 60 ms/,
    ],
    ['a stack', `it('runs', () => {}); (function deep() { deep() })()`, 1, 'SandboxError', /Maximum call stack/],
  ])('is %s; blocks before it are reported', async (_, source, blocks, name, message) => {
    const report = await reportOf(source, { testLimit: 60 });

    expect(report.ok).toBe(false);
    expect(report.blocks).toHaveLength(blocks);
    expect(report.failure).toMatchObject({ name, message: expect.stringMatching(message) });
  });

  test('is code of any function that cannot be loaded', async () => {
    const app = appOf({ ...SOURCES, broken: 'function broken( {' }, { knots: `it('runs', () => {})` });

    const [report] = await runFunctionTests(app);

    expect(report).toMatchObject({ ok: false, blocks: [] });
    expect(report?.failure?.message).toMatch(/^The code of 'broken' cannot be loaded/);
  });

  test('is code that the platform would not store', async () => {
    const app = appOf({ long: `function long() {}//${'x'.repeat(5000)}` }, { long: `it('runs', () => {})` });

    const [report] = await runFunctionTests(app);

    expect(report?.failure?.message).toMatch(/^IM005/);
  });

  test('of one function leaves the others alone', async () => {
    const app = appOf(SOURCES, { knots: 'for (;;) {}', label: `it('runs', () => {})` });

    const reports = await runFunctionTests(app, { testLimit: 60 });

    expect(reports.map(({ ok }) => ok)).toEqual([false, true, true]);
  });
});

describe('the printed report', () => {
  test('has a line a block, totals and the outcome', async () => {
    const reports = await runFunctionTests(
      appOf(SOURCES, {
        knots: `it('converts', () => assert.strictEqual(knots(18.52), 10)); it('is strict', () => assert.strictEqual(knots(0), '0'))`,
        label: `it('labels', () => assert.match(label('ida', 0), /^IDA/)); nonsense()`,
      }),
    );

    expect(printFunctionTests(reports)).toMatchInlineSnapshot(`
      "functions.knots
      - converts ... ✔
      - is strict ... ✘ => AssertionError: Expected values to be strictly equal:

          0 !== '0'

      functions.label
      - labels ... ✔
      EXECUTION CRITICAL FAILURE
      ReferenceError: 'nonsense' is not defined

      functions.idle
        no test

      3 blocks, 2 passed, 1 failed
      FAILED
      "
    `);
  });

  test('says when all is well', async () => {
    const reports = await runFunctionTests(
      appOf({ idle: SOURCES.idle }, { idle: `it('idles', () => assert.equal(idle(), undefined))` }),
    );

    expect(printFunctionTests(reports)).toMatchInlineSnapshot(`
      "functions.idle
      - idles ... ✔

      1 block, 1 passed, 0 failed
      PASSED
      "
    `);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { RunOptions } from '../../scripts/runtime/options.ts';
import type { DisposableRunner } from '../../scripts/runtime/sandbox.ts';
import { createFunctionRunner } from '../../scripts/runtime/sandbox.ts';
import type { TraceStep } from '../../scripts/runtime/trace.ts';
import { appOf } from './sandbox-support.ts';
import { answer, manifestOf, runSteps, stubbed } from './support.ts';

const CODE = {
  fail: 'function fail(type, text) { throw iml.errorFactory(type, text) }',
  give: 'function give(type, text) { return iml.errorFactory(type, text) }',
  deeper: "function deeper(text) { return iml.fail('RateLimitError', text) }",
  plain: "function plain() { throw new Error('plainly') }",
  moment: `function moment() { return [new Date().toISOString(), Date.now(), iml.formatDate(new Date(), 'HH:mm'), this.timezone] }`,
  told: 'function told(value) { debug({ value }); return value }',
};

let runner: DisposableRunner;
beforeAll(async () => {
  runner = await createFunctionRunner(appOf(CODE));
});
afterAll(() => runner.dispose());

const parts = { functions: Object.keys(CODE) };
const errorOf = async (steps: Parameters<typeof runSteps>[0]['steps'], body: unknown = {}) =>
  (await runSteps({ steps, parts, answers: [answer(body)], options: { customFunctions: runner } })).report.error;

describe('an error of errorFactory', () => {
  test.each([
    ['thrown', "{{fail('DuplicateDataError', 'there already')}}"],
    ['returned', "{{give('DuplicateDataError', 'there already')}}"],
    ['thrown in an argument', "{{upper(fail('DuplicateDataError', 'there already'))}}"],
    ['returned inside text', "so {{give('DuplicateDataError', 'there already')}}"],
    ['made without a function of the app', "{{errorFactory('DuplicateDataError', 'there already')}}"],
  ])('keeps type and words when %s', async (_title, output) => {
    expect(await errorOf({ response: { output } })).toEqual({ type: 'DuplicateDataError', message: 'there already' });
  });

  test.each([
    ['a member of the output', { response: { output: { a: [{ b: "{{give('DataError', 'no')}}" }] } } }],
    ['valid', { response: { valid: "{{give('DataError', 'no')}}" } }],
    ['a condition', { condition: "{{fail('DataError', 'no')}}" }],
    ['temp', { temp: { a: "{{fail('DataError', 'no')}}" } }],
    ['the message of an error', { response: { valid: false, error: { message: "{{give('DataError', 'no')}}" } } }],
    ['iterate', { response: { iterate: "{{fail('DataError', 'no')}}" } }],
  ])('ends the run from %s', async (_title, steps) => {
    expect(await errorOf(steps)).toEqual({ type: 'DataError', message: 'no' });
  });

  test('passes through a function that calls another', async () => {
    expect(await errorOf({ response: { output: "{{deeper('slower')}}" } })).toEqual({
      type: 'RateLimitError',
      message: 'slower',
    });
  });

  test('of an unknown type is a RuntimeError (ASM-64)', async () => {
    expect(await errorOf({ response: { output: "{{fail('Oops', 'sorry')}}" } })).toMatchObject({
      type: 'RuntimeError',
    });
  });

  test('keeps its type when the function is run alone', async () => {
    const app = loadApp(manifestOf(parts), { customFunctions: runner });

    const reports = await Promise.all(
      ['fail', 'give'].map((name) => app.run(`functions.${name}`, ['IncompleteDataError', 'later'])),
    );

    expect(reports.map(({ error }) => error)).toEqual(Array(2).fill({ type: 'IncompleteDataError', message: 'later' }));
  });
});

test('any other error is a RuntimeError that names directive and function (ASM-23)', async () => {
  expect(await errorOf({ response: { output: '{{plain()}}' } })).toEqual({
    type: 'RuntimeError',
    message: "Failed to map 'response.output': Function 'plain' finished with error! plainly",
  });
});

describe('a custom function', () => {
  const options: RunOptions = { now: '2026-07-01T12:00:00.000Z', timezone: 'Europe/Prague' };

  test('has the clock and the zone of the run', async () => {
    const app = loadApp(manifestOf(parts), { customFunctions: runner, ...options });

    const { bundles } = await app.run('functions.moment', []);

    expect(bundles).toEqual([['2026-07-01T12:00:00.000Z', 1782907200000, '14:00', 'Europe/Prague']]);
  });

  test('sees the time pass that repeat waits', async () => {
    const { transport } = stubbed([answer({ wait: true }), answer({})]);
    const { report } = await runSteps({
      steps: {
        url: '/x',
        repeat: { condition: '{{body.wait}}', delay: 90_000 },
        response: { output: { at: '{{first(moment())}}' } },
      },
      parts,
      options: { customFunctions: runner, transport, now: '2026-07-01T12:00:00Z' },
    });

    expect(report.bundles).toEqual([{ at: '2026-07-01T12:01:30.000Z' }]);
  });

  test('keeps runs apart that share a runner', async () => {
    const app = loadApp(manifestOf(parts), { customFunctions: runner });
    const years = Array.from({ length: 8 }, (_, at) => 2020 + at);

    const reports = await Promise.all(
      years.map((year) => app.run('functions.moment', [], { now: `${year}-01-01T00:00:00Z` })),
    );

    expect(reports.map(({ bundles }) => String((bundles as string[][])[0]?.[0]).slice(0, 4))).toEqual(
      years.map(String),
    );
  });

  test('tells the trace what it passes to debug, masked', async () => {
    const steps: TraceStep[] = [];
    const app = loadApp(
      manifestOf({
        ...parts,
        connections: { shop: { sections: { params: [{ name: 'key', type: 'password' }] } } },
        modules: {
          probe: { connection: 'shop', sections: { communication: { response: { output: '{{told(connection)}}' } } } },
        },
      }),
    );

    await app.run(
      'probe',
      {},
      {
        connection: { key: 'tide-table-44', port: 'Bergen' },
        customFunctions: runner,
        trace: (step) => steps.push(step),
      },
    );

    expect(steps).toContainEqual({ step: 'debug', name: 'told', value: { value: { key: '***', port: 'Bergen' } } });
  });
});

import { describe, expect, test } from 'vitest';
import type { Execution } from '../../scripts/runtime/app.ts';
import { reportSteps, runScenario, type Stage, type StepReport } from '../../scripts/scenario/run-scenario.ts';
import type { ScenarioStep } from '../../scripts/scenario/scenario.ts';

interface Played {
  readonly reports: readonly StepReport[];
  /** What the stage was asked, in order. */
  readonly asked: readonly unknown[];
}

interface Answers {
  readonly run?: (component: string, params: unknown) => Partial<Execution>;
  readonly status?: number;
}

const BUNDLE = { id: 'b-7', tags: ['a', 'b'] };
const OUTCOME: Partial<Execution> = { outcome: { bundles: [BUNDLE] } };

async function play(
  steps: readonly ScenarioStep[],
  { run = () => OUTCOME, status = 200 }: Answers = {},
): Promise<Played> {
  const asked: unknown[] = [];
  const stage: Stage = {
    run: async (component, params) => {
      asked.push([component, params]);
      const { outcome, report } = run(component, params);
      const whole = { ok: true, component, bundles: outcome?.bundles ?? [], requests: [], warnings: [], ...report };
      return { report: whole, mask: (value) => value, ...(outcome && { outcome }) };
    },
    call: async (...request) => {
      asked.push(request);
      return status;
    },
  };
  const reports: StepReport[] = [];
  for await (const report of runScenario({ name: 'Tide', steps }, stage)) reports.push(report);
  return { reports, asked };
}

describe('runScenario', () => {
  test('runs the steps in order and reports each', async () => {
    const { reports } = await play([
      { title: 'One', run: 'listBoats', params: {} },
      { title: 'Two', call: 'GET /boats', body: undefined },
    ]);

    expect(reports).toEqual([
      {
        number: 1,
        title: 'One',
        what: 'listBoats',
        requests: 0,
        bundles: [BUNDLE],
        warnings: [],
        ms: expect.any(Number),
      },
      { number: 2, title: 'Two', what: 'GET /boats', requests: 1, bundles: [], warnings: [], ms: expect.any(Number) },
    ]);
  });

  test('maps the first bundle of an earlier step, with its type, into parameters, paths and bodies', async () => {
    const { asked } = await play([
      { title: 'One', run: 'getBoat', params: {} },
      { title: 'Two', run: 'moor', params: { id: '{{1.id}}', tags: '{{1.tags}}', text: 'boat {{1.id}}' } },
      { title: 'Three', call: 'POST /boats/{{1.id}}', body: { id: '{{2.id}}' } },
    ]);

    expect(asked.slice(1)).toEqual([
      ['moor', { id: 'b-7', tags: ['a', 'b'], text: 'boat b-7' }],
      ['POST', '/boats/b-7', { id: 'b-7' }],
    ]);
  });

  test('maps what a webhook keeps where there is no bundle', async () => {
    const { asked } = await play(
      [
        { title: 'One', run: 'webhooks.tide.attach', params: {} },
        { title: 'Two', run: 'getBoat', params: { id: '{{1.data.hookId}}' } },
      ],
      { run: () => ({ outcome: { bundles: [], state: { id: 'h', data: { hookId: 'k-1' } } } }) },
    );

    expect(asked[1]).toEqual(['getBoat', { id: 'k-1' }]);
  });

  test('maps the status of a call', async () => {
    const steps = [
      { title: 'One', call: 'GET /boats', body: undefined },
      { title: 'Two', run: 'getBoat', params: { status: '{{1.status}}' } },
    ];

    expect((await play(steps, { status: 201 })).asked[1]).toEqual(['getBoat', { status: 201 }]);
  });

  test('stops behind a component that failed', async () => {
    const error = { type: 'DataError', message: '[404] no boat', statusCode: 404 };
    const failed = { report: { ok: false, component: 'getBoat', bundles: [], requests: [], warnings: [], error } };

    const { reports, asked } = await play(
      [
        { title: 'One', run: 'getBoat', params: {} },
        { title: 'Two', run: 'moor', params: {} },
      ],
      { run: () => failed },
    );

    expect(reports).toMatchObject([{ number: 1, error }]);
    expect(asked).toHaveLength(1);
  });

  test('stops behind a call that the API refused', async () => {
    const steps = [
      { title: 'One', call: 'GET /boats', body: undefined },
      { title: 'Two', run: 'moor', params: {} },
    ];

    const { reports } = await play(steps, { status: 404 });

    expect(reports).toMatchObject([
      { number: 1, error: { type: 'CallError', message: 'The API answered 404.', statusCode: 404 } },
    ]);
  });
});

describe('reportSteps', () => {
  const step = {
    number: 1,
    title: 'One',
    what: 'modules.listBoats',
    requests: 2,
    bundles: [BUNDLE],
    warnings: [],
    ms: 5,
  };

  test('shows each step as a module that ran once', () => {
    expect(reportSteps('Tide', [step])).toEqual({
      ok: true,
      name: 'Tide',
      status: 'success',
      cycles: 1,
      operations: 1,
      modules: [
        {
          id: 1,
          module: 'modules.listBoats',
          title: 'One',
          operations: 1,
          bundles: [BUNDLE],
          filteredOut: 0,
          requests: 2,
          ms: 5,
          errors: [],
        },
      ],
      warnings: [],
    });
  });

  test('names the step that failed', () => {
    const error = { type: 'DataError', message: 'no boat' };

    const report = reportSteps('Tide', [step, { ...step, number: 2, error }]);

    expect(report).toMatchObject({ ok: false, status: 'error', error: { module: 2, ...error } });
    expect(report.modules[1]?.errors).toMatchObject([error]);
  });
});

import { expect, test } from 'vitest';
import { createTracePrinter } from '../../scripts/cli/trace-output.ts';
import type { TraceSource, TraceStep } from '../../scripts/runtime/trace.ts';
import { TestTerminal } from './support.ts';

const from = (path: TraceSource['path'], template: unknown, section = 'communication'): TraceSource => ({
  component: section === 'base' ? 'app' : 'modules.findShips',
  section,
  path,
  template,
});

const STEPS: readonly TraceStep[] = [
  { step: 'component', component: 'modules.findShips' },
  { step: 'step', index: 0, of: 2 },
  {
    step: 'temp',
    phase: 'request',
    from: from([0, 'temp'], { port: '{{upper(parameters.port)}}' }),
    before: { port: 'OSL', kept: 1 },
    after: { port: 'BGO', kept: 1 },
  },
  { step: 'condition', from: from([0, 'condition'], '{{parameters.go}}'), value: undefined, outcome: 'skip' },
  { step: 'step', index: 1, of: 2 },
  {
    step: 'request',
    from: from([1], { url: '/ships', qs: { port: '{{temp.port}}' } }),
    method: 'GET',
    url: 'https://api.example/ships?port=BGO',
    headers: { authorization: '***' },
  },
  { step: 'response', status: 200, headers: {}, body: [{ id: 1 }, { id: 2 }], ms: 4 },
  { step: 'valid', from: from(['response', 'valid'], '{{body}}', 'base'), value: true },
  { step: 'iterate', from: from([1, 'response', 'iterate'], '{{body}}'), items: 2, kept: 1 },
  { step: 'output', from: from([1, 'response', 'output'], { id: '{{item.id}}' }), value: { id: 1 }, of: 1 },
  {
    step: 'pagination',
    page: 1,
    from: from([1, 'pagination'], { condition: '{{pagination.page < 2}}' }),
    first: true,
    second: false,
    next: false,
    stopped: 'the condition is false for page 2',
  },
  { step: 'result', value: [{ id: 1 }] },
];

test('prints a step with what it was evaluated from, aligned', () => {
  const print = createTracePrinter(new TestTerminal());

  expect(STEPS.map(print).join('')).toMatchInlineSnapshot(`
    "modules.findShips
      step 1 of 2
      temp        port is set  communication[0].temp
                  from         {"port":"{{upper(parameters.port)}}"}
                  port         "OSL" → "BGO"
      condition   undefined: the step is skipped  communication[0].condition
                  from         {{parameters.go}}
      step 2 of 2
      request     GET https://api.example/ships?port=BGO  communication[1]
                  from url     "/ships"
                  from qs      {"port":"{{temp.port}}"}
                  headers      {"authorization":"***"}
      answer      200 in 4 ms
                  headers      {}
                  body         [{"id":1},{"id":2}]
      valid       true  base.response.valid
                  from         {{body}}
      iterate     2 items, 1 of them pass the condition  communication[1].response.iterate
                  from         {{body}}
      output      first of 1: {"id":1}  communication[1].response.output
                  from         {"id":"{{item.id}}"}
      paging      ends after page 1: the condition is false for page 2  communication[1].pagination
                  from         {"condition":"{{pagination.page < 2}}"}
                  page 1       the condition gives true
                  page 2       the condition gives false
      result      [{"id":1}]
    "
  `);
});

test('cuts what is long, and tells its size', () => {
  const print = createTracePrinter(new TestTerminal());

  const text = print({ step: 'result', value: Array.from({ length: 500 }, (_, id) => ({ id })) });

  expect(text).toMatch(/^ {2}result {6}\[\{"id":0\},.{100,160}… \(500 items, 5\.3 kB\)\n$/);
});

test('colours only a terminal that shows colours', () => {
  const [plain, colored] = [false, true].map((isColored) =>
    STEPS.map(createTracePrinter(new TestTerminal({ isColored }))).join(''),
  );

  expect(plain).not.toContain('\u001b[');
  expect(colored).toContain('\u001b[');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ANSI colour codes start with the escape character.
  expect(colored?.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
});

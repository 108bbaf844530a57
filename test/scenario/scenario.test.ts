import { describe, expect, test } from 'vitest';
import { InputError } from '../../scripts/core/problems.ts';
import { readScenario } from '../../scripts/scenario/scenario.ts';

const read = (value: unknown) => readScenario(value, 'tide.yaml');
const step = { title: 'Look', run: 'getBoat', params: { id: 1 } };

describe('readScenario', () => {
  test('reads runs and calls in order', () => {
    const scenario = read({
      name: 'Tide',
      steps: [step, { title: 'No parameters', run: 'listBoats' }, { title: 'Outside', call: 'POST /boats', body: [1] }],
    });

    expect(scenario).toEqual({
      name: 'Tide',
      steps: [
        step,
        { title: 'No parameters', run: 'listBoats', params: {} },
        { title: 'Outside', call: 'POST /boats', body: [1] },
      ],
    });
  });

  test.each<[string, unknown, string]>([
    ['text', 'Tide', 'tide.yaml: a scenario holds a name and steps.'],
    ['nothing', null, 'tide.yaml: a scenario holds a name and steps.'],
    ['an unknown key', { name: 'Tide', step: [] }, 'tide.yaml: there is no "step" here.'],
    ['no name', { steps: [step] }, 'tide.yaml: the scenario has no name.'],
    ['an empty name', { name: '', steps: [step] }, 'tide.yaml: the scenario has no name.'],
    ['no steps', { name: 'Tide' }, 'tide.yaml: the scenario has no steps.'],
    ['an empty list of steps', { name: 'Tide', steps: [] }, 'tide.yaml: the scenario has no steps.'],
    [
      'a step that is text',
      { name: 'Tide', steps: ['getBoat'] },
      'tide.yaml, step 1: a step says what to "run" or "call".',
    ],
    [
      'an unknown key in a step',
      { name: 'Tide', steps: [step, { titel: 'x' }] },
      'tide.yaml, step 2: there is no "titel" here.',
    ],
    ['a step without a title', { name: 'Tide', steps: [{ run: 'x' }] }, 'tide.yaml, step 1: the step has no title.'],
    ['a step that does nothing', { name: 'Tide', steps: [{ title: 'x' }] }, 'either what to run or what to call'],
    [
      'a step that does both',
      { name: 'Tide', steps: [{ ...step, call: 'GET /' }] },
      'either what to run or what to call',
    ],
    [
      'a call without a method',
      { name: 'Tide', steps: [{ title: 'x', call: '/boats' }] },
      'either what to run or what to call',
    ],
    [
      'a call of another host',
      { name: 'Tide', steps: [{ title: 'x', call: 'GET https://a.example/' }] },
      'either what to run or what to call',
    ],
  ])('refuses %s', (_what, value, message) => {
    expect(() => read(value)).toThrow(InputError);
    expect(() => read(value)).toThrow(message);
  });

  test('says what was probably meant', () => {
    expect(() => read({ name: 'Tide', steps: [{ ...step, parms: {} }] })).toThrow(
      expect.objectContaining({ fix: 'did you mean "params"?' }),
    );
  });
});

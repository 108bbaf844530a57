import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scripts/scenario/scenario.ts';

describe('readScenario', () => {
  test('reads runs and calls in order', () => {
    const scenario = readScenario({
      name: 'Tide',
      steps: [
        { title: 'Look', run: 'getBoat', params: { id: 1 } },
        { title: 'No parameters', run: 'listBoats' },
        { title: 'Outside', call: 'POST /boats', body: [1] },
      ],
    });

    expect(scenario).toEqual({
      name: 'Tide',
      steps: [
        { title: 'Look', run: 'getBoat', params: { id: 1 } },
        { title: 'No parameters', run: 'listBoats', params: {} },
        { title: 'Outside', call: 'POST /boats', body: [1] },
      ],
    });
  });
});

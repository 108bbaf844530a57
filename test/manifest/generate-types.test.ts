import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { generateTypes, TYPES_FILE } from '../../scripts/manifest/generate-types.ts';
import type { Communication, EpochOutput, ModuleRequest, Parameter } from '../../scripts/manifest/types.generated.ts';

describe('types.generated.ts', () => {
  test('is what the schemas say now', async () => {
    expect(readFileSync(TYPES_FILE, 'utf8')).toBe(await generateTypes());
  });

  test('describes a request', () => {
    const request: ModuleRequest = { url: '/ships', method: 'GET', response: { iterate: '{{body}}', limit: 3 } };
    const communication: Communication = [request, { condition: { condition: true, default: [] } }];

    expectTypeOf(communication).toExtend<Communication>();
    // @ts-expect-error a directive must be spelt right
    const misspelt: ModuleRequest = { respone: {} };
    // @ts-expect-error isc is reserved for the vendor
    const reserved: ModuleRequest = { isc: {} };
    expect([misspelt, reserved]).toHaveLength(2);
  });

  test('describes a parameter', () => {
    const parameter: Parameter = { name: 'ship', type: 'select', options: [{ label: 'Ida', value: 1 }] };

    expectTypeOf(parameter.name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error the mode has two values
    const wrong: Parameter = { name: 'a', type: 'text', mode: 'choice' };
    expect(wrong.mode).toBe('choice');
  });

  test('leaves values of any type open', () => {
    const output: EpochOutput = { label: '{{item.name}}', date: 3 };

    expect(output).toEqual({ label: '{{item.name}}', date: 3 });
  });
});

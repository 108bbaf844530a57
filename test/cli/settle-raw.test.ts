import { describe, expect, test } from 'vitest';
import { settleRaw } from '../../scripts/cli/settle-raw.ts';

/** Writes an app whose `broken` components come back different until they are raw. */
const writing = (broken: readonly string[], tried: string[][] = []) => {
  const write = async (raw: ReadonlySet<string>) => {
    tried.push([...raw]);
    const differences = broken.filter((name) => !raw.has(name)).map((name) => `${name} › communication`);
    return { result: tried.length, differences, fail: () => new Error('nothing helps') };
  };
  return { write, tried };
};

describe('settleRaw', () => {
  test('keeps the first result when nothing came back different', async () => {
    const { write, tried } = writing([]);

    expect(await settleRaw(write)).toEqual({ result: 1, raw: new Set() });
    expect(tried).toEqual([[]]);
  });

  test('writes again with what came back different as JSON', async () => {
    const { write, tried } = writing(['modules.getUser', 'rpcs.listUsers']);

    const { raw } = await settleRaw(write);

    expect([...raw]).toEqual(['modules.getUser', 'rpcs.listUsers']);
    expect(tried).toEqual([[], ['modules.getUser', 'rpcs.listUsers']]);
  });

  test('gives up when what is JSON already comes back different', async () => {
    const write = async () => ({ result: 0, differences: ['app › base'], fail: () => new Error('nothing helps') });

    await expect(settleRaw(write)).rejects.toThrow('nothing helps');
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJsonArgument, readObjectArgument } from '../../scripts/cli/json-argument.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'makeapp-'));
  await writeFile(join(folder, 'a.json'), '{"a":1}');
  await writeFile(join(folder, 'a.yaml'), 'a: 1\nlist: [x, y]\n');
  await writeFile(join(folder, 'broken.yaml'), 'a: [1\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe('readJsonArgument', () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    ['[1,2]', [1, 2]],
    ['@a.json', { a: 1 }],
    ['@a.yaml', { a: 1, list: ['x', 'y'] }],
  ])('reads %s', async (text, expected) => {
    expect(await readJsonArgument(text, '--connection', folder)).toEqual(expected);
  });

  test('says where bad JSON breaks without repeating it', async () => {
    const secret = '{"accessToken":"s3cr3t" "b":1}';

    await expect(readJsonArgument(secret, '--connection', folder)).rejects.toThrow(
      '--connection is not valid JSON: comma expected at line 1, column 25.',
    );
  });

  test('names the missing file', async () => {
    await expect(readJsonArgument('@none.json', '--payload', folder)).rejects.toThrow(
      `--payload: the file ${join(folder, 'none.json')} does not exist.`,
    );
  });

  test('names the broken YAML file', async () => {
    await expect(readJsonArgument('@broken.yaml', '--payload', folder)).rejects.toThrow(
      /broken\.yaml is not valid YAML/,
    );
  });
});

describe('readObjectArgument', () => {
  test.each([
    ['[]', 'a list'],
    ['null', 'null'],
    ['1', 'a number'],
  ])('refuses %s', async (text, what) => {
    await expect(readObjectArgument(text, '--context', folder)).rejects.toThrow(
      `--context must be a JSON object, not ${what}.`,
    );
  });
});

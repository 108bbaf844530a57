import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectProject } from '../../scripts/layouts/detect.ts';
import { projectOf } from './support/project.ts';

describe('detectProject', () => {
  test('tells what an app is written as', async () => {
    const dir = projectOf({
      'ts/app/app.ts': '',
      'ts/makecomapp.json': '{}',
      'json/makecomapp.json': '{}',
      'below/src/makecomapp.json': '{}',
      'app.ZIP': '',
    });

    const found = await Promise.all(
      ['ts', 'json', 'below', 'app.ZIP', 'json/makecomapp.json'].map((path) => detectProject(join(dir, path))),
    );

    expect(found).toEqual([
      { kind: 'descriptors', dir: join(dir, 'ts') },
      { kind: 'local', dir: join(dir, 'json') },
      { kind: 'local', dir: join(dir, 'below', 'src') },
      { kind: 'archive', file: join(dir, 'app.ZIP') },
      { kind: 'local', dir: join(dir, 'json') },
    ]);
  });

  test.each([
    ['nowhere', /There is nothing at/],
    ['empty', /holds no app/],
    ['readme.txt', /is no app/],
  ])('says what it looked for at %s', async (path, message) => {
    const dir = projectOf({ 'empty/readme.txt': '', 'readme.txt': '' });

    await expect(detectProject(join(dir, path))).rejects.toThrow(message);
  });

  test.skipIf(process.platform === 'win32')('takes a device for no app', async () => {
    await expect(detectProject('/dev/null')).rejects.toThrow(/\/dev\/null is no app/);
  });
});

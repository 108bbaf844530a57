import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { docs } from '../../scripts/cli/docs.ts';
import { EXIT } from '../../scripts/cli/exit-status.ts';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { appOf, component } from '../docs/support/app.ts';
import { TestTerminal } from './support.ts';

let folder: string;
const app = appOf([
  component('module', 'listBerths', {
    label: 'List Berths',
    description: 'Lists berths.',
    moduleType: 'search',
    sections: {
      communication: { url: 'https://harbour.test/berths', response: { limit: 10 } },
      staticParams: [],
      mappableParams: [],
      interface: [],
      samples: {},
      scope: [],
    },
  }),
]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'makeapp-docs-'));
  for (const { path, bytes } of renderLocal(app, {})) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
});
afterEach(() => rm(folder, { recursive: true }));

describe('makeapp docs', () => {
  test('writes every page and says what they are', async () => {
    const terminal = new TestTerminal({ cwd: folder });
    const status = await docs(terminal, { project: '.', out: 'docs' });

    expect(status, terminal.stderr).toBe(EXIT.done);
    expect((await readdir(join(folder, 'docs'), { recursive: true })).sort()).toEqual([
      'iml-functions.md',
      'index.html',
      'index.md',
      'llms.txt',
      'reference',
      join('reference', 'listBerths.md'),
    ]);
    expect(terminal.stdout).toMatch(/^written documentation of .*: 5 files\n/);
    expect(terminal.stdout).toContain('1 module for developers');
  });

  test('prints one document with --json', async () => {
    const terminal = new TestTerminal({ cwd: folder });
    await docs(terminal, { project: '.', out: 'docs', json: true });

    const { ok, files } = JSON.parse(terminal.stdout);
    expect(ok).toBe(true);
    expect(files).toContainEqual({ path: join('docs', 'llms.txt'), bytes: expect.any(Number) });
  });

  test('removes pages of modules that are gone, and nothing it did not write', async () => {
    const terminal = new TestTerminal({ cwd: folder });
    await docs(terminal, { project: '.', out: 'docs' });
    const reference = join(folder, 'docs', 'reference');
    await cp(join(reference, 'listBerths.md'), join(reference, 'gone.md'));
    await writeFile(join(reference, 'mine.md'), '# Mine\n');

    await docs(terminal, { project: '.', out: 'docs' });

    expect((await readdir(reference)).sort()).toEqual(['listBerths.md', 'mine.md']);
    expect(await readFile(join(reference, 'mine.md'), 'utf8')).toBe('# Mine\n');
  });

  test('writes nothing when the app has an error', async () => {
    const terminal = new TestTerminal({ cwd: folder });
    const path = renderLocal(app, {}).find((file) => file.path.endsWith('communication.iml.json'))!.path;
    await writeFile(join(folder, path), '{ "url": 5 }');

    const status = await docs(terminal, { project: '.', out: 'docs', json: true });

    expect(status).toBe(EXIT.failed);
    expect(JSON.parse(terminal.stdout)).toMatchObject({ ok: false, files: [] });
    expect(await readdir(folder)).not.toContain('docs');
  });
});

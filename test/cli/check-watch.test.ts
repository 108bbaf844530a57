import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../scripts/cli/main.ts';
import { ProjectWatch } from '../../scripts/cli/watch-project.ts';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';
import { TestTerminal, temporaryFolder } from './support.ts';

/** A watch that counts its calls; `until` resolves at the call with a number. */
function counting(root: string, isAside: (path: string) => boolean = () => false) {
  let calls = 0;
  let waiting: (() => void)[] = [];
  const watching = new ProjectWatch(root, {
    isAside,
    onChange: async () => {
      calls++;
      for (const check of waiting) check();
    },
  });
  const until = (wanted: number): Promise<void> =>
    new Promise((resolved) => {
      const check = () => calls >= wanted && resolved();
      waiting = [...waiting, check];
      check();
    });
  return { watching, until, calls: () => calls };
}

describe('ProjectWatch', () => {
  test.each<[string, (folder: string) => Promise<unknown>]>([
    ['a file that is written', (folder) => writeFile(join(folder, 'a.ts'), 'b')],
    ['a new file', (folder) => writeFile(join(folder, 'b.ts'), 'b')],
    ['a file that goes', (folder) => rm(join(folder, 'a.ts'))],
    [
      'a file that another one replaces',
      async (folder) => {
        await writeFile(join(folder, 'a.ts~'), 'c');
        await rename(join(folder, 'a.ts~'), join(folder, 'a.ts'));
      },
    ],
    ['a file in a folder', (folder) => writeFile(join(folder, 'in', 'a.ts'), 'b')],
    ['a folder that goes', (folder) => rm(join(folder, 'in'), { recursive: true })],
  ])('sees %s', async (_, change) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'in'));
    await writeFile(join(folder, 'a.ts'), 'a');
    await writeFile(join(folder, 'in', 'a.ts'), 'a');
    const { watching, until } = counting(folder);
    await until(1);

    await change(folder);

    await expect(until(2)).resolves.toBeUndefined();
    await watching.close();
  });

  test('sees a file again after an editor has replaced it, and in folders that are new', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'in'));
    const { watching, until, calls } = counting(folder);
    await rm(join(folder, 'in'), { recursive: true });
    await until(2);
    await mkdir(join(folder, 'in', 'deeper'), { recursive: true });
    await until(3);

    const before = calls();
    await writeFile(join(folder, 'in', 'deeper', 'a.ts'), 'a');

    await expect(until(before + 1)).resolves.toBeUndefined();
    await watching.close();
  });

  test('takes a burst for one change', async () => {
    const folder = await temporaryFolder();
    const { watching, until, calls } = counting(folder);
    await until(1);

    await Promise.all(Array.from({ length: 50 }, (_, index) => writeFile(join(folder, `${index}.ts`), 'a')));

    await until(2);
    await watching.close();
    expect(calls()).toBeLessThan(6);
  });

  test('does not look at what is none of the sources', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'node_modules'));
    await mkdir(join(folder, 'dist'));
    const { watching, until, calls } = counting(folder, (path) => path === join(folder, 'dist'));
    await until(1);
    await writeFile(join(folder, 'node_modules', 'a.ts'), 'a');
    await writeFile(join(folder, 'dist', 'a.ts'), 'a');

    await writeFile(join(folder, 'last.ts'), 'a');

    await until(2);
    await watching.close();
    expect(calls()).toBe(2);
  });
});

describe('check --watch', () => {
  async function watched(screen?: { readonly columns: number }) {
    const folder = await temporaryFolder();
    for (const { path, bytes } of renderLocal(minimalApp(), {})) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const terminal = Object.assign(new TestTerminal({ cwd: folder }), screen);
    const ended = main(['check', '--watch'], terminal);
    const reports = (): number => terminal.stderr.split('watching for changes').length - 1;
    await terminal.until(() => reports() === 1);
    return { folder, terminal, ended, reports };
  }

  test('shows every state of the sources, and ends well on Ctrl-C', async () => {
    const { folder, terminal, ended } = await watched();
    const file = join(folder, 'general', 'base.iml.json');
    expect(terminal.stdout).toContain('no problems');

    await writeFile(file, '{ "baseUrl": ');
    await terminal.until(({ stdout }) => stdout.includes('MAN051'));
    await rm(file);
    await terminal.until(({ stdout }) => stdout.includes('MAN050'));
    await writeFile(join(folder, 'makecomapp.json'), '{');
    await terminal.until(({ stdout }) => stdout.includes('makecomapp.json:1:2'));
    terminal.interrupt();

    expect(await ended).toBe(0);
    expect(terminal.stdout).not.toContain('\u001b');
  });

  test('clears the screen where there is one', async () => {
    const { terminal, ended } = await watched({ columns: 80 });

    terminal.interrupt();
    await ended;

    expect(terminal.stdout.startsWith('\u001b[2J')).toBe(true);
  });

  test('says at once when there is nothing to watch', async () => {
    const terminal = new TestTerminal({ cwd: await temporaryFolder() });

    expect([await main(['check', '--watch', '--project', 'nowhere'], terminal), terminal.stderr]).toEqual([
      2,
      expect.stringContaining('There is nothing at'),
    ]);
  });
});

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';

/** The command as it is installed: one bundle, a process of its own. */
const COMMAND = '.build/makeapp.js';

const DELIVERY = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"chatId":"c-1"}',
};

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/bundle.mjs', '--if-stale']);
}, 60_000);

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  return '';
}

describe('the bundled command', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('listens until %s, then detaches and exits 0', async (signal) => {
    const child = start('listen', 'newMessages', 'name=Desk', '--json');
    const ended = once(child, 'exit');
    const address = await firstLine(child);

    const { status } = await fetch(address, DELIVERY);
    child.kill(signal);

    expect([status, await ended]).toEqual([200, [0, null]]);
  });

  test('ends quietly when nobody reads on', async () => {
    const child = start('listen', 'newMessages', 'name=Desk');
    const ended = once(child, 'exit');
    let errors = '';
    child.stderr!.on('data', (chunk) => {
      errors += chunk;
    });

    const address = await firstLine(child);
    child.stdout!.destroy();
    await fetch(address, DELIVERY);

    expect(await ended).toEqual([0, null]);
    expect(errors).not.toMatch(/^\s+at /m);
  });

  test("loads Make's client library for nothing but deploying and pulling", () => {
    const read = (file: string) => readFileSync(join('.build', file), 'utf8');
    const loadedBy = (file: string, known = new Set<string>()): ReadonlySet<string> => {
      if (known.has(file)) return known;
      known.add(file);
      for (const [, next = ''] of read(file).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) loadedBy(next, known);
      return known;
    };
    const holders = readdirSync('.build').filter(
      (file) => file.endsWith('.js') && read(file).includes('MakeTypeScriptSDK'),
    );
    const users = readdirSync('.build').filter(
      (file) =>
        /^(?!chunk-)[a-z-]+(-[A-Z0-9]{8})?\.js$/.test(file) && holders.some((holder) => loadedBy(file).has(holder)),
    );

    expect(holders).toHaveLength(1);
    expect(users.map((file) => file.replace(/-[A-Z0-9]{8}\.js$/, '')).sort()).toEqual(['deploy', 'pull']);
  });

  test('prints no colour into a pipe, and no stack trace', async () => {
    const child = start('check', '--project', '/nowhere/app');
    let errors = '';
    child.stderr!.on('data', (chunk) => {
      errors += chunk;
    });

    expect(await once(child, 'close')).toEqual([2, null]);
    expect(errors).toBe(
      'error There is nothing at /nowhere/app.\n  fix: give the folder of an app, or its import archive.\n',
    );
  });
});

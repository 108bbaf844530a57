import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../scripts/cli/main.ts';
import { makeapp, TestTerminal, temporaryFolder } from './support.ts';

/** Starts `makeapp mock`, and waits for its address. */
async function mock(...args: string[]) {
  const terminal = new TestTerminal();
  const ended = main(['mock', ...args], terminal);
  const stop = () => {
    terminal.interrupt();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  await Promise.race([terminal.until(({ lines }) => lines.length > 0), ended]);
  return { terminal, url: terminal.lines[0] ?? terminal.stderr, stop };
}

const authorization = { authorization: 'Bearer developer-token' };

describe('mock', () => {
  test('prints its address, serves the API there, and ends when interrupted', async () => {
    const { terminal, url, stop } = await mock();

    const response = await fetch(`${url}/stories`, { headers: authorization });

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(response.status).toBe(200);
    expect(await stop()).toBe(0);
    expect(terminal.lines).toEqual([url]);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('says at its end what it had no route for', async () => {
    const { terminal, url, stop } = await mock();

    await fetch(`${url}/storie`, { headers: authorization });
    await stop();

    expect(terminal.stderr).toMatch(/mock .*\/storie/);
  });

  test('fails requests as its faults say', async () => {
    const faults = join(await temporaryFolder(), 'faults.yaml');
    await writeFile(faults, 'faults:\n  - { on: GET /stories, status: 503 }\n');

    const { url } = await mock('--faults', faults);

    expect((await fetch(`${url}/stories`, { headers: authorization })).status).toBe(503);
  });

  test('says that its port is in use', async () => {
    const { url } = await mock();
    const { port } = new URL(url);

    const { status, out, err } = await makeapp(['mock', '--port', port]);

    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`Port ${port} cannot be listened on`);
    expect(err).toContain('choose another port');
  });
});

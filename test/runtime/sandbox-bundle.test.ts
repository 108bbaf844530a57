import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Loads the sandbox, calls a function, and does not end the process itself. */
const PROGRAM = `
import { evaluateLine } from '${root}/scripts/iml/batch.ts';
import { loadSandbox } from '${root}/scripts/runtime/sandbox.ts';
const runCustom = await loadSandbox();
const functions = { berth: 'function berth(n) { return Buffer.from(iml.upper("quay " + n)).toString("base64") }' };
console.log(evaluateLine(JSON.stringify({ id: 1, expression: '{{berth(4)}}', functions }), { runCustom }));
`;

test('the sandbox works in a bundle, which finds the engine and lets the process end', async () => {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, 'sandbox-'));
  try {
    await writeFile(join(dir, 'program.mjs'), PROGRAM);
    await build({
      entryPoints: [join(dir, 'program.mjs')],
      outfile: join(dir, 'makeapp.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      minify: true,
      logLevel: 'error',
    });

    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(dir, 'makeapp.mjs')], {
      cwd: '/',
      timeout: 15_000,
    });

    expect([JSON.parse(stdout), stderr]).toEqual([{ id: 1, ok: true, value: 'UVVBWSA0' }, '']);
  } finally {
    await rm(dir, { recursive: true });
  }
});

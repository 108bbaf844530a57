// Cold starts: wall time and peak memory of whole commands, beside an empty Node process and a bare esbuild bundling of the
// same descriptors, which are the floor. Medians of alternating runs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROUNDS = 15;
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'makeapp-bench-'));
const makeapp = join(root, '.build/makeapp.js');
const peak = pathToFileURL(join(root, 'test/bench/commands/peak-memory.mjs')).href;
const bundle = `require('esbuild').buildSync({entryPoints:['app/app.ts'],bundle:true,write:false,platform:'node',external:['#dsl']})`;

const commands = {
  'node -e 0': ['-e', '0'],
  'esbuild bundles the descriptors': ['-e', bundle],
  'makeapp build': [makeapp, 'build', '--out', join(scratch, 'dist')],
  'makeapp run createStory name=x': [makeapp, 'run', 'createStory', 'name=x'],
  'makeapp check': [makeapp, 'check'],
  'makeapp iml "{{1 + 1}}"': [makeapp, 'iml', '{{1 + 1}}'],
};

function run(args, env = {}) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return ms;
}

/** Time and memory in runs of their own: loading what reads the memory would count as time. */
function measure(args) {
  const memoryFile = join(scratch, 'peak');
  run(['--import', peak, ...args], { MAKEAPP_PEAK_FILE: memoryFile });
  return { ms: run(args), mb: Number(readFileSync(memoryFile, 'utf8')) / 1024 };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const runs = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(commands)) runs[name].push(measure(args));
}
rmSync(scratch, { recursive: true });

const floor = median(runs['node -e 0'].map(({ ms }) => ms));
console.log(`${'command'.padEnd(36)}${'ms'.padStart(8)}${'x node'.padStart(9)}${'peak MB'.padStart(10)}`);
for (const [name, results] of Object.entries(runs)) {
  const ms = median(results.map((result) => result.ms));
  const mb = median(results.map((result) => result.mb));
  console.log(
    `${name.padEnd(36)}${ms.toFixed(0).padStart(8)}${(ms / floor).toFixed(1).padStart(9)}${mb.toFixed(0).padStart(10)}`,
  );
}

// check in process: the whole app, an app of 33 modules, and how soon --watch shows a change. Fails where a limit is passed by far.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');
const FOLDERS = ['app', 'modules', 'connections', 'rpcs', 'webhooks'];
const MODULES = 33;
/** Milliseconds; a busy machine may take three times as long before it counts as a failure. */
const LIMITS = { app: 300, large: 1000, change: 100 };
const SLACK = 3;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The check as a module of this process. */
async function loadCheck() {
  const outdir = join(root, 'node_modules/.cache/makeapp/bench-check');
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/cli/check-project.ts', 'scripts/cli/watch-check.ts'],
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  const load = (name) => import(pathToFileURL(join(outdir, `${name}.mjs`)).href);
  return { ...(await load('check-project')), ...(await load('watch-check')) };
}

function copyDescriptors() {
  const folder = mkdtempSync(join(tmpdir(), 'makeapp-bench-'));
  for (const name of FOLDERS) cpSync(join(root, name), join(folder, name), { recursive: true });
  return folder;
}

/** Copies modules under new names until there are enough. */
function largeDescriptors() {
  const folder = copyDescriptors();
  const { components } = JSON.parse(readFileSync(join(root, 'test/golden/app/makecomapp.json'), 'utf8'));
  const names = Object.keys(components.module).filter((name) => name !== 'makeApiCall');
  for (let index = 0; index < MODULES - names.length - 1; index++) {
    const name = names[index % names.length];
    const copy = `${name}${index}`;
    const text = readFileSync(join(folder, 'modules', `${name}.ts`), 'utf8');
    const renamed = text.replace(`name: '${name}'`, `name: '${copy}'`).replace(/( {2}label: ')/, `$1Other ${index} `);
    writeFileSync(join(folder, 'modules', `${copy}.ts`), renamed);
  }
  return folder;
}

function largeJson() {
  const folder = mkdtempSync(join(tmpdir(), 'makeapp-bench-'));
  const golden = join(root, 'test/golden/app');
  cpSync(golden, folder, { recursive: true });
  const project = JSON.parse(readFileSync(join(golden, 'makecomapp.json'), 'utf8'));
  const modules = Object.entries(project.components.module).filter(([name]) => name !== 'makeApiCall');
  for (let index = 0; index < MODULES - modules.length - 1; index++) {
    const [name, entry] = modules[index % modules.length];
    const codeFiles = Object.entries(entry.codeFiles).map(([section, path]) => {
      if (path === null) return [section, path];
      const copy = path.replace(/^modules\/([^/]+)\//, `modules/$1-${index}/`);
      mkdirSync(dirname(join(folder, copy)), { recursive: true });
      cpSync(join(golden, path), join(folder, copy));
      return [section, copy];
    });
    const copy = { ...entry, label: `${entry.label} ${index}`, codeFiles: Object.fromEntries(codeFiles) };
    project.components.module[`${name}${index}`] = copy;
  }
  writeFileSync(join(folder, 'makecomapp.json'), JSON.stringify(project, null, 4));
  return folder;
}

async function timesOf(run, count) {
  const times = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times;
}

/** From writing a module to the new report. */
async function changeTimes(watchCheck, folder, count) {
  let reported = () => {};
  let stop = () => {};
  const interrupted = new Promise((resolved) => {
    stop = resolved;
  });
  const terminal = {
    out: () => {},
    err: () => reported(),
    isColored: false,
    cwd: folder,
    env: {},
    readStdin: async () => '',
    interrupted: () => interrupted,
  };
  const next = () =>
    new Promise((resolved) => {
      reported = resolved;
    });
  const first = next();
  const ended = watchCheck({ project: '.' }, terminal);
  await first;
  const file = join(folder, 'modules/searchUser.ts');
  const text = readFileSync(file, 'utf8');
  const times = [];
  for (let index = 0; index < count; index++) {
    const report = next();
    const started = performance.now();
    writeFileSync(file, text.replace('Searches for users', `Searches for users ${index} times`));
    await report;
    times.push(performance.now() - started);
  }
  stop();
  await ended;
  return times;
}

const { checkProject, watchCheck } = await loadCheck();
const folders = { app: copyDescriptors(), large: largeDescriptors(), json: largeJson() };
const rows = [];

function row(name, times, limit) {
  const [first, ...warm] = times;
  rows.push({ name, first, warm: median(warm), limit });
}

try {
  row('the whole app', await timesOf(() => checkProject('.', folders.app, false), 15), LIMITS.app);
  row(`${MODULES} modules, descriptors`, await timesOf(() => checkProject('.', folders.large, false), 8), LIMITS.large);
  row(`${MODULES} modules, JSON`, await timesOf(() => checkProject('.', folders.json, false), 8), LIMITS.large);
  row('--watch, a module changed', await changeTimes(watchCheck, folders.app, 20), LIMITS.change);
} finally {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
}

for (const { name, first, warm, limit } of rows) {
  const verdict = warm <= limit ? 'ok' : warm <= limit * SLACK ? 'over the limit' : 'FAILED';
  console.log(
    `${name.padEnd(26)} first ${first.toFixed(0).padStart(5)} ms  then ${warm.toFixed(0).padStart(4)} ms  limit ${limit} ms  ${verdict}`,
  );
}
if (rows.some(({ warm, limit }) => warm > limit * SLACK)) process.exitCode = 1;

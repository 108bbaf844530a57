// The runtime: a warm action in process; the same over a socket, beside bare undici; many pages; webhook deliveries.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { deliver } from './listen.mjs';
import { connection, manifest } from './manifest.mjs';
import { overSocket } from './socket.mjs';

const { loadApp } = await import('../../../.build/runtime.js');

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const whole = (value) => Math.round(value).toLocaleString('en').padStart(7);

/** Median time of a warm run, in milliseconds. */
async function warmAction() {
  const app = loadApp(manifest('https://api.bench.example'));
  const body = new TextEncoder().encode('{"id":"r1","name":"ada"}');
  const transport = async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body });
  const times = [];
  for (let round = 0; round < 12_000; round++) {
    const started = performance.now();
    const { ok } = await app.run('create', { name: 'ada' }, { transport, connection });
    if (!ok) throw new Error('the action failed');
    times.push(performance.now() - started);
  }
  return median(times.slice(6000));
}

const action = await warmAction();
console.log(`warm action, in process:      ${action.toFixed(3)} ms median (goal: 1)`);

const { bare, byApp, alone, ratio } = await overSocket();
console.log(
  `over a loopback socket:       ${byApp.toFixed(3)} ms; bare undici ${bare.toFixed(3)} ms; x ${ratio.toFixed(2)} (goal: 1.25)`,
);
if (ratio > 1.25) {
  const room = bare * 0.25;
  console.log(
    `                              x ${(ratio - 1.25).toFixed(2)} over: the goal leaves ${room.toFixed(3)} ms; the run alone takes ${alone.toFixed(3)} ms right after a request`,
  );
  console.log(
    `                              (${action.toFixed(3)} when it follows itself), probably cold caches: its profile is flat`,
  );
}

const pages = fileURLToPath(new URL('pages.mjs', import.meta.url));
const rates = [];
for (const count of [625, 1250, 2500]) {
  const { stdout, stderr } = spawnSync(process.execPath, [pages, String(count)], { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const { records, seconds, mb } = JSON.parse(stdout);
  rates.push(records / seconds);
  console.log(
    `${whole(records)} records, ${whole(count)} pages: ${whole(records / seconds)} records/s, peak ${mb.toFixed(0)} MB`,
  );
}
console.log(
  `                              x ${(rates[0] / rates[2]).toFixed(2)} the time a record when there are four times as many (linear: 1; goals: 50,000/s, 200 MB)`,
);

const deliveries = 5000;
const { rate, lost, refused, status } = await deliver(deliveries);
console.log(
  `${whole(deliveries)} webhook deliveries:  ${whole(rate)} a second, ${lost} lost, ${refused} refused, exit ${status} (goal: 1,000, none lost)`,
);

// Measures one contestant on one row, warm or cold, and prints evaluations per second; run by run.mjs in a process of
// its own, so that nobody profits or suffers from what the compiler learnt of another.
import { CONTESTANTS } from './contestants.mjs';
import { DATA, EXPECTED } from './rows.mjs';

const [contestant, row, mode] = process.argv.slice(2);
const found = (await CONTESTANTS[contestant]())[row];
if (found?.[mode]) console.log(await measure(found));

async function measure({ prepare, warm, cold }) {
  const run = mode === 'warm' ? warm() : cold;
  const inputs = DATA.map(prepare);
  for (let at = 0; at < inputs.length; at++) {
    const result = String(await run(inputs[at]));
    if (result !== EXPECTED[row](DATA[at])) throw new Error(`${contestant} gives ${result} for ${row}.`);
  }
  const isAsync = run(inputs[0]) instanceof Promise;
  const batch = isAsync ? runAsync : runSync;
  let size = 200;
  while ((await timed(batch, run, inputs, size)) < 50) size *= 2;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) best = Math.min(best, await timed(batch, run, inputs, size));
  return (size / best) * 1000;
}

async function timed(batch, run, inputs, size) {
  const start = process.hrtime.bigint();
  const seen = batch === runAsync ? await runAsync(run, inputs, size) : runSync(run, inputs, size);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (seen === 0) throw new Error('nothing was evaluated');
  return ms;
}

/** Every result is looked at, so that no evaluation can be left out. */
function runSync(run, inputs, size) {
  let seen = 0;
  for (let at = 0; at < size; at++) seen += run(inputs[at & 7]).length;
  return seen;
}

async function runAsync(run, inputs, size) {
  let seen = 0;
  for (let at = 0; at < size; at++) seen += (await run(inputs[at & 7])).length;
  return seen;
}

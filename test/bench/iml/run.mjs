// node test/bench/iml/run.mjs [row …]: the expression engine against other languages, warm (prepared once, evaluated often) and
// cold (from source text to result). Needs `npm install` in this folder once, and the engine bundled by scripts/bundle.mjs.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTESTANTS } from './contestants.mjs';
import { ROWS } from './rows.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const peers = Object.keys(CONTESTANTS).filter((name) => name !== 'iml');

if (!existsSync(join(here, '../../../.build/iml.js'))) {
  console.log('Skipped: the engine is not bundled; run node scripts/bundle.mjs.');
} else if (!existsSync(join(here, 'node_modules'))) {
  console.log(`Skipped: the peers are not installed; run npm install in ${here}.`);
} else {
  const asked = process.argv.slice(2).filter((argument) => argument in ROWS);
  for (const row of asked.length > 0 ? asked : Object.keys(ROWS)) printRow(row);
}

function printRow(row) {
  console.log(`\n${row}: ${ROWS[row]}`);
  for (const mode of ['warm', 'cold']) {
    const own = measure('iml', row, mode);
    console.log(`  ${mode.padEnd(5)}${'iml'.padEnd(12)}${perSecond(own)}`);
    for (const peer of peers) {
      const other = measure(peer, row, mode);
      if (other === undefined) continue;
      console.log(`  ${mode.padEnd(5)}${peer.padEnd(12)}${perSecond(other)}  ${(own / other).toFixed(2)}x`);
    }
  }
}

/**
 * Evaluations per second, the best of several runs (warm ones vary with how the engine happens to lay out the code);
 * undefined when the contestant has no such feature.
 */
function measure(contestant, row, mode) {
  const runs = Array.from({ length: mode === 'warm' ? 5 : 2 }, () => {
    const script = join(here, 'measure.mjs');
    return Number(execFileSync(process.execPath, [script, contestant, row, mode], { encoding: 'utf8' }) || Number.NaN);
  });
  const best = Math.max(...runs);
  return Number.isNaN(best) ? undefined : best;
}

function perSecond(value) {
  const text = value >= 1e6 ? `${(value / 1e6).toFixed(2)} M/s` : `${(value / 1e3).toFixed(1)} k/s`;
  return text.padStart(12);
}

// Reads the pages of a list in this process and prints seconds and peak memory: `node pages.mjs 2500`. A process of its
// own, so that the peak is that of this one task.
import { connection, manifest } from './manifest.mjs';

const { loadApp } = await import('../../../.build/runtime.js');
const PAGE = 40;
const pages = Number(process.argv[2]);
const encoder = new TextEncoder();

const transport = async ({ url }) => {
  const at = Number(new URL(url).searchParams.get('cursor') ?? 0);
  const items = Array.from({ length: PAGE }, (_, index) => ({ id: at * PAGE + index, name: `record ${index}` }));
  const body = encoder.encode(JSON.stringify({ items, next: at + 1 < pages ? at + 1 : null }));
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
};

const app = loadApp(manifest('https://api.bench.example'));
const started = performance.now();
const { outcome } = await app.execute('list', {}, { transport, connection });
const seconds = (performance.now() - started) / 1000;
const records = outcome?.bundles.length ?? 0;
if (records !== pages * PAGE) throw new Error(`${records} records instead of ${pages * PAGE}.`);
console.log(JSON.stringify({ records, seconds, mb: process.resourceUsage().maxRSS / 1024 }));

// Size and number of the packages a user of the toolchain installs, read from the lock file's production set in node_modules.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** Bytes of the files of one package, packages nested in it aside: they have rows of their own. */
function bytesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .reduce((sum, path) => sum + (statSync(path).isDirectory() ? bytesOf(path) : statSync(path).size), 0);
}

const installed = Object.entries(packages)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
  .filter(([path]) => statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory())
  .map(([path]) => ({ path, bytes: bytesOf(join(root, path)) }));
const megabytes = installed.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;

/** The rivals' figures were measured once, elsewhere, not in this run: [MB, packages]. */
const rivals = { 'Zapier CLI': [188, 800], 'n8n node-cli': [697, 599] };

console.log(`production packages: ${installed.length}, ${megabytes.toFixed(1)} MB`);
for (const [name, [size, count]] of Object.entries(rivals)) {
  console.log(
    `${name}: ${count} packages (x ${(count / installed.length).toFixed(1)}), ${size} MB (x ${(size / megabytes).toFixed(1)})`,
  );
}

// A Make to try `deploy` and `pull` on by hand; it keeps everything in memory until Ctrl-C.
// Usage: node test/origin/support/serve-origin.mjs [PORT]
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const KEY = '0b7c5a52-8f0e-4d0f-9f5e-6f7a30c1d2e4';

// Node 20 cannot read TypeScript. The bundle lies in node_modules, so that it finds its packages.
const folder = mkdtempSync(join('node_modules', '.serve-origin-'));
const outfile = join(folder, 'origin.mjs');
await build({
  stdin: {
    contents: "export * from './scripts/origin/fake-origin.ts'; export * from './scripts/mock/serve.ts';",
    resolveDir: process.cwd(),
  },
  ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
});
const { createFakeOrigin, serve } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });

const make = createFakeOrigin({ keys: { [KEY]: ['sdk-apps:read', 'sdk-apps:write'] } });
const { url } = await serve(make.handler, { port: Number(process.argv[2] ?? 0) });
console.log(`export MAKE_API_KEY=${KEY}`);
console.log(`npx makeapp deploy --create --origin ${url}/api/v2/sdk/apps/my-app/1`);

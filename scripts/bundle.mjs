// Bundles the tool into .build: the `makeapp` command and the package's entry points, so that a cold start reads few files.
// Plain JavaScript, because it runs before anything can read TypeScript (Node 20 cannot). Usage: node scripts/bundle.mjs [--if-stale]
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, '.build');
const stamp = join(out, 'stamp.json');

const entryPoints = {
  makeapp: 'scripts/makeapp.ts',
  dsl: 'scripts/dsl/index.ts',
  iml: 'scripts/iml/engine.ts',
  runtime: 'scripts/cli/embed.ts',
  testing: 'scripts/cli/testing.ts',
};

/** json-schema-to-typescript loads prettier at import; we call it with `format: false`, so the bundle leaves prettier out. */
const withoutPrettier = {
  name: 'without-prettier',
  setup(bundle) {
    bundle.onResolve({ filter: /^prettier$/ }, () => ({ path: 'prettier', namespace: 'left-out' }));
    bundle.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: 'export const format = () => { throw new Error("prettier is not part of this bundle"); };',
    }));
  },
};

/**
 * A CommonJS package behind import() becomes a chunk with nothing but a default export, where Node gives its names too.
 * So such an import goes through a module that exports every name Node sees.
 */
const namesOfDynamicImports = {
  name: 'names-of-dynamic-imports',
  setup(bundle) {
    bundle.onResolve({ filter: /^[@a-z]/ }, ({ path, kind, namespace, resolveDir }) =>
      kind === 'dynamic-import' && namespace === 'file' && path !== 'esbuild' && !path.startsWith('node:')
        ? { path, namespace: 'dynamic-import', pluginData: resolveDir }
        : undefined,
    );
    bundle.onLoad({ filter: /.*/, namespace: 'dynamic-import' }, async ({ path, pluginData: resolveDir }) => {
      const found = await import(path);
      const names = [...new Set([...Object.keys(found), ...Object.keys(found.default ?? {})])];
      const exported = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name));
      const lines = exported.map((name) => `export const ${name} = all.${name} ?? all.default?.${name};`);
      return {
        contents: [
          `import * as all from ${JSON.stringify(path)};`,
          ...lines,
          'export default all.default ?? all;',
        ].join('\n'),
        resolveDir,
      };
    });
  },
};
const RESERVED = new Set([
  'default',
  'null',
  'true',
  'false',
  'import',
  'export',
  'delete',
  'typeof',
  'void',
  'enum',
  'function',
]);

/** Swaps the validators that ajv compiles at first use for code generated here, once. */
const standaloneValidators = {
  name: 'standalone-validators',
  setup(bundle) {
    bundle.onLoad({ filter: /scripts[\\/]manifest[\\/]validators\.ts$/ }, async () => ({
      contents: await generateValidators(),
      loader: 'js',
      resolveDir: root,
    }));
  },
};

async function generateValidators() {
  const outfile = join(out, 'standalone-generator.mjs');
  await build({
    entryPoints: [join(root, 'scripts/manifest/standalone.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const { standaloneValidators: generate } = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return generate();
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const { inputs, bundled } = JSON.parse(readFileSync(stamp, 'utf8'));
  return inputs.some((file) => {
    const status = statSync(join(root, file), { throwIfNoEntry: false });
    return status === undefined || status.mtimeMs > bundled;
  });
}

/** Builds in memory first: sources that do not bundle leave the last good command in place. */
async function bundleAll() {
  mkdirSync(out, { recursive: true });
  const bundled = Date.now();
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: out,
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // jsonc-parser's CommonJS files cannot be bundled, its ES modules can.
    mainFields: ['module', 'main'],
    external: ['esbuild'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    define: { __MAKEAPP_BUILD__: JSON.stringify(String(bundled)) },
    logLevel: 'warning',
    logOverride: { 'import-is-undefined': 'silent' },
    // Bundled CommonJS packages call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    plugins: [withoutPrettier, standaloneValidators, namesOfDynamicImports],
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  const inputs = Object.keys(metafile.inputs).filter((file) => existsSync(join(root, file)));
  writeFileSync(stamp, JSON.stringify({ bundled, inputs: [...inputs, 'scripts/bundle.mjs', 'package-lock.json'] }));
}

/** Makes `npx makeapp` work in this repository itself: npm links the bins of dependencies, not a package's own. */
function linkCommand() {
  const command = join(out, 'makeapp.js');
  writeFileSync(command, `#!/usr/bin/env node\n${readFileSync(command, 'utf8')}`);
  chmodSync(command, 0o755);
  const bin = join(root, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'makeapp'), { force: true });
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'makeapp.cmd'), `@node "%~dp0\\..\\..\\.build\\makeapp.js" %*\r\n`);
  } else {
    symlinkSync(relative(bin, command), join(bin, 'makeapp'));
  }
}

if (!process.argv.includes('--if-stale') || isStale()) {
  await bundleAll();
  linkCommand();
}

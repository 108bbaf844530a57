import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { manifestOf } from '../runtime/support.ts';
import { makeapp, makeappJson, temporaryFolder } from './support.ts';

const FILE_PARAMS = [
  { name: 'data', type: 'buffer', label: 'Data' },
  { name: 'handle', type: 'text', label: 'Handle' },
  { name: 'part', type: 'collection', label: 'Part', spec: [{ name: 'data', type: 'buffer', label: 'Data' }] },
];

const MANIFEST = manifestOf({
  connections: { shop: { sections: { communication: {}, params: [{ name: 'key', type: 'password', label: 'Key' }] } } },
  functions: ['function twice(n) { return n * 2; }'],
  modules: {
    store: {
      sections: {
        mappableParams: FILE_PARAMS,
        communication: {
          response: {
            output: {
              text: '{{toString(parameters.data)}}',
              inner: '{{toString(parameters.part.data)}}',
              handle: '{{parameters.handle}}',
            },
          },
        },
      },
    },
    make: {
      sections: { communication: { response: { output: { file: `{{toBinary("${'crate '.repeat(50)}")}}` } } } },
    },
    ask: { sections: { communication: { url: '/crates' } } },
    reply: {
      moduleType: 'responder',
      sections: { communication: { response: { status: 201, body: 'taken' } } },
    },
  },
});

/** A manifest project that declares no mock API, and a file beside it. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  for (const { path, bytes } of renderLocal(MANIFEST)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(join(folder, 'crate.txt'), 'six crates');
  return folder;
}

test('what sends no request needs no mock API', async () => {
  const { status, json } = await makeappJson(['run', 'reply', '--project', await project()]);

  expect([status, json.respond]).toEqual([0, expect.objectContaining({ status: 201, body: 'taken' })]);
});

test('the first request says that there is no mock API', async () => {
  const { status, json } = await makeappJson(['run', 'ask', '--project', await project()]);

  expect([status, json.error.message]).toEqual([2, expect.stringContaining('The project has no mock API')]);
});

test('name=@path gives a parameter for binary data the bytes of a file, and other text stays', async () => {
  const cwd = await project();

  const { json } = await makeappJson(['run', 'store', 'data=@crate.txt', 'part.data=@crate.txt', 'handle=@ada'], {
    cwd,
  });

  expect(json.bundles).toEqual([{ text: 'six crates', inner: 'six crates', handle: '@ada' }]);
});

test('a file that cannot be read is named with its parameter', async () => {
  const { status, err } = await makeapp(['run', 'store', 'data=@gone.bin'], { cwd: await project() });

  expect([status, err]).toEqual([2, expect.stringMatching(/Parameter "data": the file .*gone\.bin cannot be read\./)]);
});

test('a person sees the beginning of binary data, a script all of it', async () => {
  const cwd = await project();

  const [{ out }, { json }] = [await makeapp(['run', 'make'], { cwd }), await makeappJson(['run', 'make'], { cwd })];

  expect(JSON.parse(out).file).toEqual({
    bytes: 300,
    base64: expect.stringMatching(/^\w{64}… \(all of it with --json\)$/),
  });
  expect(json.bundles[0].file.base64).toHaveLength(400);
});

test('arguments of a custom function that are no list are explained', async () => {
  const { status, err } = await makeapp(['run', 'functions.twice', '4'], { cwd: await project() });

  expect([status, err]).toEqual([2, expect.stringContaining('takes its arguments as one JSON array')]);
});

test('a broken state file is said to be the file’s fault', async () => {
  const cwd = await project();
  await writeFile(join(cwd, 'state.json'), '{bad');

  const { status, err } = await makeapp(['run', 'make', '--state', 'state.json'], { cwd });

  expect([status, err]).toEqual([2, expect.stringContaining('put the file right')]);
  expect(err).not.toContain('quoted for your shell');
});

test('the values of a connection under test are parameters, not --connection', async () => {
  const { status, err } = await makeapp(['run', 'connections.shop', '--connection', '{"key":"k"}'], {
    cwd: await project(),
  });

  expect([status, err]).toEqual([2, expect.stringContaining('makeapp run connections.shop name=value')]);
});

test.each([
  ['make.epoch', 'modules.make.epoch'],
  ['shop.refresh', 'connections.shop.refresh'],
])('%s without its kind is told to be %s', async (text, path) => {
  const { status, err } = await makeapp(['run', text], { cwd: await project() });

  expect([status, err]).toEqual([2, expect.stringContaining(`did you mean "${path}"?`)]);
});

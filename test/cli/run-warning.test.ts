import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { manifestOf } from '../runtime/support.ts';
import { makeapp, makeappJson, temporaryFolder } from './support.ts';

/** A project of JSON files whose module has a surprise in its second request. */
async function surprising(): Promise<string> {
  const folder = join(await temporaryFolder(), 'ships');
  const manifest = manifestOf({
    modules: {
      probe: {
        sections: {
          communication: [{ temp: { l: [1, 2] } }, { temp: { l: [3] }, response: { output: { l: '{{temp.l}}' } } }],
        },
      },
    },
  });
  for (const { path, bytes } of renderLocal(manifest)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

test('a warning names the line of the project it is about', async () => {
  const project = await surprising();

  const { status, json } = await makeappJson(['run', 'probe', '--api', 'http://127.0.0.1:1', '--project', project]);

  expect([status, json.bundles, json.warnings]).toMatchObject([
    0,
    [{ l: [3, 2] }],
    [
      {
        code: 'RUN202',
        path: '[1].temp',
        file: expect.stringMatching(/probe.*communication/),
        line: expect.any(Number),
      },
    ],
  ]);
});

test('a person reads what is wrong, where, and what to do', async () => {
  const project = await surprising();

  const { err } = await makeapp(['run', 'probe', '--api', 'http://127.0.0.1:1', '--project', project]);

  expect(err).toMatch(
    /^warning RUN202 temp\.l has 2 items .+\n {2}.+probe.+:\d+:\d+ › modules\.probe › communication › \[1\]\.temp\n {2}fix: write the array under a new key/m,
  );
});

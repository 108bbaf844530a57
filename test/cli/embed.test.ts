import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadApp } from '../../scripts/cli/embed.ts';
import { InputError, ManifestError } from '../../scripts/core/problems.ts';
import { renderArchive } from '../../scripts/layouts/archive.ts';
import { projectOf } from '../compile/support/project.ts';
import { appOf } from '../runtime/sandbox-support.ts';
import { answer, manifestOf, stubbed } from '../runtime/support.ts';
import { functionsProject } from './functions-project.ts';
import { temporaryFolder } from './support.ts';

const CODE = { fathoms: 'function fathoms(metres) {\n  return iml.round(metres / 1.8288);\n}\n' };

describe('loadApp', () => {
  test('takes a manifest, and runs its functions', async () => {
    const app = loadApp(appOf(CODE));

    const { bundles } = await app.run('functions.fathoms', [18.3]);

    expect(bundles).toEqual([10]);
  });

  test('takes a folder', async () => {
    const app = await loadApp(await functionsProject(CODE));

    expect((await app.run('functions.fathoms', [3.7])).bundles).toEqual([2]);
  });

  test('takes a folder of descriptors', async () => {
    const { transport, sent } = stubbed([answer([{ id: 1, name: 'Vega' }])]);
    const folder = await projectOf({
      'rpcs/listShips.ts': `import { defineRpc } from '#dsl';
export const listShips = defineRpc({ name: 'listShips', label: 'Ships', communication: { url: '/ships', response: { iterate: '{{body}}', output: { label: '{{item.name}}', value: '{{item.id}}' } } } });
`,
    });

    const app = await loadApp(folder, { transport });

    expect((await app.run('rpcs.listShips')).bundles).toEqual([{ label: 'Vega', value: 1 }]);
    expect(sent.map(({ url }) => url)).toEqual(['https://api.example.com/ships']);
  });

  test('takes an archive', async () => {
    const file = join(await temporaryFolder(), 'harbour.zip');
    await writeFile(file, renderArchive(appOf(CODE)));

    const app = await loadApp(file);

    expect((await app.run('functions.fathoms', [1.9])).bundles).toEqual([1]);
  });

  test('refuses what is no app', async () => {
    await expect(loadApp(await temporaryFolder())).rejects.toThrow(InputError);
    await expect(loadApp(await projectOf({ 'modules/m.ts': 'export const m = ;' }))).rejects.toThrow(ManifestError);
  });

  test('leaves functions to a runner it is given', async () => {
    const app = loadApp(appOf(CODE), { customFunctions: () => 'mine' });

    expect((await app.run('functions.fathoms', [1])).bundles).toEqual(['mine']);
    expect((await app.run('functions.fathoms', [1], { customFunctions: () => 'his' })).bundles).toEqual(['his']);
  });
});

const ships = (host: string) =>
  manifestOf({
    base: { baseUrl: `https://${host}` },
    modules: {
      findShip: {
        sections: {
          communication: [
            { url: '/ships/{{parameters.id}}', response: { temp: { name: '{{body.name}}' } } },
            {
              url: '/names/{{temp.name}}',
              response: { output: { id: '{{parameters.id}}', name: '{{temp.name}}', host: '{{body.host}}' } },
            },
          ],
        },
      },
    },
  });

describe('many runs at once', () => {
  test('of many apps keep apart', async () => {
    const apps = ['a.example', 'b.example', 'c.example'].map((host) =>
      loadApp(ships(host), {
        skipValidation: true,
        transport: async ({ url }) => {
          for (let turn = Number(url.at(-1)) % 3; turn >= 0; turn--) await Promise.resolve();
          const { host: asked, pathname } = new URL(url);
          const body = { name: `ship${pathname.split('/').at(-1)}`, host: asked };
          return {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: Buffer.from(JSON.stringify(body)),
          };
        },
      }),
    );

    const reports = await Promise.all(Array.from({ length: 60 }, (_, id) => apps[id % 3]?.run('findShip', { id })));

    expect(reports.map((report) => report?.bundles[0])).toEqual(
      reports.map((_, id) => ({ id, name: `ship${id}`, host: `${'abc'[id % 3]}.example` })),
    );
    expect(reports.every((report) => report?.requests.length === 2)).toBe(true);
  });

  test('are ended one by one by their signals', async () => {
    const stop = new AbortController();
    const app = loadApp(ships('a.example'), {
      skipValidation: true,
      transport: async ({ url }) => {
        if (url.endsWith('/ships/1')) stop.abort();
        return { status: 200, headers: {}, body: Buffer.from('{"name":"x"}') };
      },
    });

    const [ended, other] = await Promise.all([
      app.run('findShip', { id: 1 }, { signal: stop.signal }),
      app.run('findShip', { id: 2 }),
    ]);

    expect([ended?.error?.type, ended?.bundles]).toEqual(['ExecutionInterruptedError', []]);
    expect([other?.ok, other?.requests.length]).toEqual([true, 2]);
  });

  test('may be given up before they begin', async () => {
    const { transport, sent } = stubbed([answer({})]);

    const { error } = await loadApp(ships('a.example'), { transport }).run(
      'findShip',
      {},
      { signal: AbortSignal.abort() },
    );

    expect([error?.type, sent]).toEqual(['ExecutionInterruptedError', []]);
  });
});

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildProject } from '../../scripts/cli/build.ts';
import { isError } from '../../scripts/core/problems.ts';
import { readArchive, renderArchive } from '../../scripts/layouts/archive.ts';
import { detectProject, readJsonProject } from '../../scripts/layouts/detect.ts';
import type { LoadedManifest } from '../../scripts/layouts/loaded.ts';
import { readLocal, renderLocal } from '../../scripts/layouts/local.ts';
import { readOnline, renderOnline } from '../../scripts/layouts/online.ts';
import type { OutputFile } from '../../scripts/layouts/output-file.ts';
import { unpackZip } from '../../scripts/layouts/zip.ts';
import { withEmptySections } from '../../scripts/manifest/sections.ts';
import { appOf, module } from '../manifest/support/app.ts';
import { chatbotManifest } from '../support/chatbot.ts';
import { manifests } from './support/arbitraries.ts';
import { carried } from './support/carried.ts';
import { newFolder, projectOf, removeFolder, writeAll } from './support/project.ts';

/** Writes files, reads them as a command given the folder would, and removes them. */
async function readBack(files: readonly OutputFile[], below = ''): Promise<LoadedManifest> {
  const dir = newFolder();
  try {
    writeAll(join(dir, below), files);
    const project = await detectProject(dir);
    if (project.kind === 'descriptors') throw new Error('no descriptors were written');
    return await readJsonProject(project);
  } finally {
    removeFolder(dir);
  }
}

const textsOf = (files: readonly OutputFile[]): Record<string, string> =>
  Object.fromEntries(
    files.map(({ path, bytes }) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)]),
  );

const unpacked = (zip: Uint8Array): OutputFile[] => [...unpackZip(zip)].map(([path, bytes]) => ({ path, bytes }));

describe('the app of this repository', () => {
  test('comes back from a local-development folder, also below src and apps', async () => {
    const manifest = await chatbotManifest();
    const files = renderLocal(manifest);

    const read = await Promise.all(['', 'src', 'apps/chatbot', 'apps/chatbot/src'].map((dir) => readBack(files, dir)));

    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    for (const { manifest: found } of read)
      expect({ ...found, app: manifest.app }).toEqual(withEmptySections(manifest));
  });

  test('comes back from an archive, packed and unpacked', async () => {
    const manifest = await chatbotManifest();
    const zip = renderArchive(manifest);

    const [packed, folder] = [readArchive(zip), await readBack(unpacked(zip))];

    expect([...packed.problems, ...folder.problems]).toEqual([]);
    expect(packed.manifest).toEqual(carried(manifest));
    expect({ ...folder.manifest, app: packed.manifest.app }).toMatchObject(carried(manifest));
  });

  test('comes back whole from an online-layout folder', async () => {
    const manifest = await chatbotManifest();

    const { manifest: read, problems, assumed, guessed } = await readBack(renderOnline(manifest));

    expect([problems, assumed, [...guessed]]).toEqual([[], [], []]);
    expect(read).toEqual(withEmptySections(manifest));
  });

  test('comes back through all layouts, one after the other', async () => {
    const manifest = await chatbotManifest();

    const local = await readBack(renderLocal(manifest));
    const online = await readBack(renderOnline({ ...local.manifest, app: manifest.app }, { source: local.source }));
    const archive = readArchive(renderArchive(online.manifest, { source: online.source }));

    expect(archive.manifest).toEqual(carried(manifest));
  });
});

describe('any app', () => {
  test('comes back from an online-layout folder', async () => {
    await fc.assert(
      fc.asyncProperty(manifests, async (manifest) => {
        const read = await readBack(renderOnline(manifest, { icon: new Uint8Array([7]) }));

        expect(read.problems).toEqual([]);
        expect(read.manifest).toEqual(withEmptySections(manifest));
        expect([...(read.icon ?? [])]).toEqual([7]);
      }),
      { numRuns: 8 },
    );
  });

  test('is written byte for byte as it was read, whatever the formatting', async () => {
    await fc.assert(
      fc.asyncProperty(manifests, layoutOfText, async (manifest, format) => {
        const files = renderLocal(manifest).map(format);

        const { manifest: read, source } = await readBack(files);

        expect(textsOf(renderLocal(read, { source }))).toEqual(textsOf(files));
      }),
      { numRuns: 8 },
    );
  });
});

const encoder = new TextEncoder();

/** Ways people and their editors write the same JSON. */
const layoutOfText = fc
  .record({ indent: fc.constantFrom(0, 1, 2, '\t'), comment: fc.boolean(), bom: fc.boolean(), crlf: fc.boolean() })
  .map(({ indent, comment, bom, crlf }) => ({ path, bytes }: OutputFile): OutputFile => {
    if (!path.endsWith('.json')) return { path, bytes };
    const isPlain = /common\.json$|groups\.json$/.test(path);
    const json = JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, indent);
    const text = `${bom ? '\uFEFF' : ''}${comment && !isPlain ? '// kept\n' : ''}${json}\n`;
    return { path, bytes: encoder.encode(crlf ? text.replaceAll('\n', '\r\n') : text) };
  });

/** A project as its author keeps it: own paths, comments, keys nobody knows, parts that are not kept here. */
const AUTHORED = {
  'makecomapp.json': `{
  // ours
  "fileVersion": 1,
  "note": "unknown, and kept",
  "generalCodeFiles": { "base": "base.jsonc", "common": null, "readme": null, "groups": null },
  "components": {
    "connection": { "key": { "label": "Key", "connectionType": "basic", "codeFiles": { "communication": "auth/api.imljson", "params": "shared.json" } } },
    "webhook": {},
    "module": {
      "later": null,
      "getShip": {
        "label": "Get a Ship", "description": "Gets one ship.", "moduleType": "action", "connection": "key",
        "codeFiles": { "communication": "getShip.json", "mappableParams": "shared.json", "scope": null, "extra": "x.json" },
        "color": "blue"
      }
    },
    "rpc": {}, "function": {}, "endpoint": {}
  },
  "origins": [{ "label": "Live", "baseUrl": "https://eu1.make.com/api", "appId": "harbour-a1", "appVersion": 2, "apikeyFile": ".secrets/key",
    "idMapping": { "connection": [{ "local": "key", "remote": "harbour-a1" }], "webhook": [], "module": [], "rpc": [], "function": [], "endpoint": [] } }]
}
`,
  'base.jsonc': '{ /* all of it */ "baseUrl": "https://api.harbour.test",\r\n\t"headers": { } }',
  'auth/api.imljson': '{ "url": "https://api.harbour.test/me" } // checked\n',
  'shared.json': '[ ]',
  'getShip.json': '\uFEFF{ "url": "/ships/latest", "qs": { "b": 1, "a": 2 } }',
} as const;

// biome-ignore lint/suspicious/noExplicitAny: edits reach into JSON of known shape
type Draft = any;

async function rewritten(edit: (manifest: Draft) => void = () => {}): Promise<Record<string, string>> {
  const { manifest, source } = await readLocal(projectOf(AUTHORED));
  const draft: Draft = structuredClone(manifest);
  edit(draft);
  return textsOf(renderLocal(draft, { source }));
}

/** Files that are not what they were. */
const changedFiles = (files: Readonly<Record<string, string>>): string[] =>
  Object.keys(files).filter((path) => files[path] !== AUTHORED[path as keyof typeof AUTHORED]);

describe('renderLocal, into a project that was read', () => {
  test('writes nothing else when nothing changed', async () => {
    expect(await rewritten()).toEqual(AUTHORED);
  });

  test('keeps keys nobody knows, which reading has reported', async () => {
    const { problems } = await readLocal(projectOf(AUTHORED));

    expect(problems.map(({ code, severity, message }) => `${severity} ${code} ${message}`)).toEqual([
      'warning MAN002 "note" is not known here; Make ignores it.',
      'warning MAN002 "extra" is not known here; Make ignores it.',
      'warning MAN002 "color" is not known here; Make ignores it.',
    ]);
  });

  test('writes nothing else when only the order of keys changed', async () => {
    const files = await rewritten(({ modules }: Draft) => {
      modules.getShip.sections.communication = { qs: { a: 2, b: 1 }, url: '/ships/latest' };
    });

    expect(files).toEqual(AUTHORED);
  });

  test('writes the file of a section that changed, and no other', async () => {
    const files = await rewritten(({ modules }: Draft) => {
      modules.getShip.sections.communication.url = '/vessels';
    });

    expect(changedFiles(files)).toEqual(['getShip.json']);
    expect(JSON.parse(files['getShip.json'] ?? '')).toMatchObject({ url: '/vessels' });
  });

  test('changes what it must in makecomapp.json, and keeps the rest of it', async () => {
    const files = await rewritten(({ modules, connections }: Draft) => {
      modules.getShip.label = 'Get Ship';
      connections.key.label = 'Key';
    });
    const before = JSON.parse(AUTHORED['makecomapp.json'].replace('// ours', ''));
    before.components.module.getShip.label = 'Get Ship';

    expect(changedFiles(files)).toEqual(['makecomapp.json']);
    expect(JSON.parse(files['makecomapp.json'] ?? '')).toEqual(before);
  });

  test('gives a section that was kept nowhere a file, and two that share one a file each once they differ', async () => {
    const files = await rewritten(({ modules }: Draft) => {
      modules.getShip.sections.mappableParams = [{ name: 'id', type: 'text' }];
      modules.getShip.sections.samples = { id: '1' };
    });
    const { getShip } = JSON.parse(files['makecomapp.json'] ?? '').components.module;

    expect(changedFiles(files).sort()).toEqual([
      'makecomapp.json',
      'modules/get-ship/get-ship.mappable-params.iml.json',
      'modules/get-ship/get-ship.samples.iml.json',
    ]);
    expect(getShip.codeFiles).toEqual({
      communication: 'getShip.json',
      mappableParams: 'modules/get-ship/get-ship.mappable-params.iml.json',
      samples: 'modules/get-ship/get-ship.samples.iml.json',
      scope: null,
      extra: 'x.json',
    });
  });

  test('drops a component that is gone, adds a new one, and leaves reserved IDs alone', async () => {
    const files = await rewritten(({ modules }: Draft) => {
      modules.getDock = { ...modules.getShip, name: 'getDock', sections: {} };
      delete modules.getShip;
    });
    const { module } = JSON.parse(files['makecomapp.json'] ?? '').components;

    expect(Object.keys(module)).toEqual(['later', 'getDock']);
    expect(module.getDock).toMatchObject({ moduleType: 'action', connection: 'key', altConnection: null });
    expect(Object.keys(files)).not.toContain('getShip.json');
  });
});

describe('an archive of a project that was read', () => {
  test('carries its comments, but no byte order mark', async () => {
    const { manifest, source } = await readLocal(projectOf(AUTHORED));

    const files = textsOf(unpacked(renderArchive(manifest, { source })));
    const again = readArchive(renderArchive(manifest, { source }));

    expect(files['harbour-a1/base.imljson']).toBe(AUTHORED['base.jsonc']);
    expect(files['harbour-a1/connections/key/api.imljson']).toBe(AUTHORED['auth/api.imljson']);
    expect(files['harbour-a1/modules/getShip/api.imljson']).toBe(AUTHORED['getShip.json'].slice(1));
    expect(textsOf(unpacked(renderArchive(again.manifest, { source: again.source })))).toEqual(files);
  });
});

test('building such a project keeps what its author wrote, in every layout', async () => {
  const dir = projectOf(AUTHORED);

  const { problems, files } = await buildProject({ project: dir, out: 'dist', online: true }, dir);
  const texts = textsOf(files);
  const archived = textsOf(unpacked(files.find(({ path }) => path === 'harbour-a1.zip')?.bytes ?? new Uint8Array()));

  expect(problems.filter(isError)).toEqual([]);
  for (const [path, text] of Object.entries(AUTHORED)) expect(texts[`app/${path}`]).toBe(text);
  expect(texts['online/harbour-a1/2/base.imljson']).toBe(AUTHORED['base.jsonc']);
  expect(archived['harbour-a1/base.imljson']).toBe(AUTHORED['base.jsonc']);
  expect(readFileSync(join(dir, 'dist/app/auth/api.imljson'), 'utf8')).toBe(AUTHORED['auth/api.imljson']);
});

test('an online-layout folder holds IDs that differ in nothing but case, also on disks that do not', async () => {
  const twins = appOf([module({ name: 'getShip' }), module({ name: 'getship' }), module({ name: '__proto__' })]);

  const folders = new Set(renderOnline(twins).map(({ path }) => dirname(path).toLowerCase()));
  const { manifest } = await readBack(renderOnline(twins));

  expect(folders.size).toBe(4);
  expect(Object.keys(manifest.modules).sort()).toEqual(['__proto__', 'getShip', 'getship']);
});

test('an online-layout folder keeps its texts', async () => {
  const dir = projectOf({});
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  write('harbour/1/base.imljson', '{ /* why */ }');
  write('harbour/1/modules/getShip/api.imljson', '{\n // here\n "url": "/ships" }');

  const { manifest, source } = await readOnline(join(dir, 'harbour'));
  rmSync(dir, { recursive: true });

  expect(textsOf(renderOnline(manifest, { source }))).toMatchObject({
    'harbour/1/base.imljson': '{ /* why */ }',
    'harbour/1/modules/getShip/api.imljson': '{\n // here\n "url": "/ships" }',
  });
});

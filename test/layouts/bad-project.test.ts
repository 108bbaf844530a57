import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openProject } from '../../scripts/cli/project.ts';
import { InputError } from '../../scripts/core/problems.ts';
import { detectProject, readJsonProject } from '../../scripts/layouts/detect.ts';
import { readLocal } from '../../scripts/layouts/local.ts';
import { readOnline } from '../../scripts/layouts/online.ts';
import { newFolder, projectFile, projectOf, removeFolder } from './support/project.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files of any bytes. */
function folderOf(files: Files): string {
  const dir = projectOf({});
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** What reading a folder says: the refusal, or the problems line by line, with files relative to it. */
async function outcome(dir: string): Promise<string> {
  try {
    const project = await detectProject(dir);
    if (project.kind === 'descriptors') throw new Error('no descriptors here');
    const { problems } = await readJsonProject(project);
    const lines = problems.map(({ file = '', line, column, code, severity, message }) => {
      const at = [file.slice(dir.length + 1), line, column].filter((part) => part !== undefined).join(':');
      return `${at} ${severity} ${code} ${message}`;
    });
    return lines.join('\n');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.message.replaceAll(dir, '.')} → ${error.fix?.replaceAll(dir, '.')}`;
  }
}

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
const oneModule = (codeFiles: Record<string, unknown>, name = 'getShip'): string =>
  projectFile(
    {},
    {
      module: JSON.parse(
        `{ ${JSON.stringify(name)}: ${JSON.stringify({ label: 'Get', description: 'Gets.', moduleType: 'action', codeFiles })} }`,
      ),
    },
  );
const withSection = (text: string | Uint8Array): Files => ({
  'makecomapp.json': oneModule({ communication: 'a.json' }),
  'a.json': text,
});

describe('a folder that is no app, or a broken one', () => {
  test.each<[string, Files, RegExp]>([
    [
      'empty',
      {},
      /^\. is empty\. → looked for app\/app\.ts, makecomapp\.json, src\/makecomapp\.json and base\.imljson;/,
    ],
    ['of something else', { 'package.json': '{}', 'modules/index.js': '' }, /^\. holds no app\. → looked for/],
    ['whose makecomapp.json is a folder', { 'makecomapp.json/a': '' }, /^\. holds no app\./],
    [
      'with several apps',
      { 'apps/a/makecomapp.json': '', 'apps/b/makecomapp.json': '' },
      /^\. holds 2 apps: a, b\. → name the folder of one of them, such as \.\/apps\/a\.$/,
    ],
    [
      'whose makecomapp.json is empty',
      { 'makecomapp.json': '' },
      /^\.\/makecomapp\.json:1:1: The file is empty\. → write \{\} or \[\]\.$/,
    ],
    [
      'whose makecomapp.json does not parse',
      { 'makecomapp.json': '{\n  "components": {\n    "module" {} }\n}' },
      /^\.\/makecomapp\.json:3:14: A colon is expected here\./,
    ],
    [
      'whose makecomapp.json is a text',
      { 'makecomapp.json': '"app"' },
      /holds no collection\. → see that it is the project file of an app\.$/,
    ],
    [
      'whose makecomapp.json is UTF-16',
      { 'makecomapp.json': utf16('{}') },
      /^\.\/makecomapp\.json is UTF-16 text\. → save it as UTF-8\.$/,
    ],
    [
      'whose makecomapp.json is Latin-1',
      { 'makecomapp.json': Uint8Array.from([0x7b, 0xe9, 0x7d]) },
      /^\.\/makecomapp\.json is not UTF-8 text\./,
    ],
    [
      'whose makecomapp.json nests too deep',
      { 'makecomapp.json': '['.repeat(5000) },
      /makecomapp\.json:1:201: Collections and arrays are nested more than 200 deep/,
    ],
    [
      'whose makecomapp.json is huge',
      { 'makecomapp.json': new Uint8Array(6_000_000).fill(32) },
      /"makecomapp\.json" is larger than 5 MB/,
    ],
  ])('is refused: one %s', async (_, files, message) => {
    expect(await outcome(folderOf(files))).toMatch(message);
  });

  test('is refused when makecomapp.json is a link out of it', async () => {
    const outside = folderOf({ 'makecomapp.json': projectFile() });
    const dir = folderOf({});
    symlinkSync(join(outside, 'makecomapp.json'), join(dir, 'makecomapp.json'));

    expect(await outcome(dir)).toMatch(/"makecomapp\.json" leads out of the project\./);
  });
});

describe('a project with parts that cannot be read', () => {
  test.each<[string, Files, string]>([
    [
      'a file that is missing',
      { 'makecomapp.json': oneModule({ communication: 'gone.json' }) },
      'makecomapp.json:1:244 error MAN050 There is no file "gone.json".',
    ],
    [
      'a folder for a file',
      { ...withSection(''), 'a.json': '{}', 'makecomapp.json': oneModule({ communication: 'sub' }), 'sub/a': '' },
      'makecomapp.json:1:244 error MAN050 "sub" is not a regular file.',
    ],
    [
      'a syntax error',
      withSection('{\n  "url": "/a",\n  "qs": [1, 2\n}'),
      'a.json:4:1 error MAN051 A comma is expected here.',
    ],
    [
      'a key that is there twice',
      withSection('{\n  "url": "/a",\n  "url": "/b"\n}'),
      'a.json:3:3 warning MAN054 "url" is written twice, here and at 2:3; only this one counts.',
    ],
    [
      'an absolute path',
      { 'makecomapp.json': oneModule({ communication: '/etc/passwd' }) },
      'makecomapp.json:1:244 error MAN052 "/etc/passwd" leads out of the project.',
    ],
    [
      'a path that climbs',
      { 'makecomapp.json': oneModule({ communication: 'a/../../b.json' }) },
      'makecomapp.json:1:244 error MAN052 "a/../../b.json" leads out of the project.',
    ],
    [
      'a path of another system',
      { 'makecomapp.json': oneModule({ communication: 'modules\\a.json' }) },
      'makecomapp.json:1:244 error MAN052 "modules\\a.json" leads out of the project.',
    ],
    [
      'a path with a drive',
      { 'makecomapp.json': oneModule({ communication: 'C:/a.json' }) },
      'makecomapp.json:1:244 error MAN052 "C:/a.json" leads out of the project.',
    ],
    ['UTF-16', withSection(utf16('{}')), 'a.json error MAN053 "a.json" is UTF-16 text.'],
    [
      'UTF-16 that does not say so',
      withSection(Buffer.from('{}', 'utf16le')),
      'a.json error MAN053 "a.json" is no text, or UTF-16 text.',
    ],
    [
      'bytes that are no UTF-8',
      withSection(Uint8Array.from([0x22, 0xc3, 0x28, 0x22])),
      'a.json error MAN053 "a.json" is not UTF-8 text.',
    ],
    ['a byte order mark', withSection('\uFEFF{ "url": "/a" }'), ''],
    [
      'a nest of arrays',
      withSection('['.repeat(100_000)),
      'a.json:1:201 error MAN051 Collections and arrays are nested more than 200 deep.',
    ],
    [
      'a huge file',
      withSection(new Uint8Array(6_000_000).fill(32)),
      'makecomapp.json:1:244 error MAN053 "a.json" is larger than 5 MB.',
    ],
  ])('names them: %s', async (_, files, problems) => {
    expect(await outcome(folderOf(files))).toBe(problems);
  });

  test('names a component that is listed twice, and both places', async () => {
    const text = oneModule({}).replace(
      '"module":{',
      '"module":{\n"getShip":{"codeFiles":{}, "moduleType":"search"},\n',
    );

    expect(await outcome(folderOf({ 'makecomapp.json': text }))).toBe(
      'makecomapp.json:3:1 error MAN054 "getShip" is written twice, here and at 2:1; only this one counts.',
    );
  });

  test('names origins and pairs that are there twice', async () => {
    const origin = { baseUrl: 'https://eu1.make.com/api', appId: 'old', appVersion: 1, apikeyFile: 'k' };
    const module = [
      { local: 'a', remote: 'x' },
      { local: 'a', remote: null },
      { local: 'b', remote: 'x' },
      { local: 'c', remote: null },
    ];
    const text = projectFile({ origins: [{ ...origin, idMapping: { module } }, { ...origin, label: 'Two' }, origin] });

    expect(await outcome(folderOf({ 'makecomapp.json': text }))).toBe(
      [
        'makecomapp.json:1:340 error MAN054 idMapping pairs the local modules.a twice.',
        'makecomapp.json:1:381 error MAN054 idMapping pairs the remote modules.x twice.',
        'makecomapp.json:1:516 error MAN054 This origin is listed twice: application, version, address and label are those of another one.',
      ].join('\n'),
    );
  });

  test('names components that differ in nothing but case', async () => {
    const entry = { label: 'Get', description: 'Gets.', moduleType: 'action', codeFiles: {} };
    const dir = folderOf({
      'makecomapp.json': projectFile({}, { module: { getShip: entry, getship: { ...entry, label: 'Other' } } }),
    });

    const { problems } = await openProject(dir, '/');

    expect(problems.filter(({ code }) => code === 'MAN022').map(({ message }) => message)).toEqual([
      expect.stringContaining('getship'),
    ]);
  });

  test('names references that lead nowhere, where they are written', async () => {
    const dir = folderOf({
      'makecomapp.json': projectFile(
        { generalCodeFiles: { base: null, common: null, readme: null, groups: 'groups.json' } },
        {
          module: {
            getShip: {
              label: 'Get',
              description: 'Gets.',
              moduleType: 'action',
              connection: 'gone',
              codeFiles: { mappableParams: 'form.json' },
            },
          },
          rpc: {
            first: { label: 'One', codeFiles: { params: 'one.json' } },
            second: { label: 'Two', codeFiles: { params: 'two.json' } },
          },
        },
      ),
      'groups.json': '[{ "label": "All", "modules": ["lost"] }]',
      'form.json': '[\n  "rpc://nothing"\n]',
      'one.json': '["rpc://second"]', // each asks for the other, which is no mistake
      'two.json': '["rpc://first"]',
    });

    const { problems } = await openProject(dir, '/');
    const found = problems
      .filter(({ code, severity }) => severity === 'error' && !code.startsWith('MK'))
      .map(({ file = '', line, column, message }) => `${basename(file)}:${line}:${column} ${message}`);

    expect(found).toEqual([
      'form.json:2:3 "nothing" names no RPC of this app.',
      'groups.json:1:32 The group lists "lost", which is no module.',
      'makecomapp.json:1:237 "gone" names no connection of this app.',
    ]);
  });

  test.each(['../../evil', 'a/b', 'a\\b', 'C:evil', '..'])('refuses a component called %s', async (name) => {
    const { manifest, problems } = await readLocal(folderOf({ 'makecomapp.json': oneModule({}, name) }));

    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error MAN052']);
    expect(manifest.modules).toEqual({});
  });

  test('keeps names and keys that objects have by themselves', async () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty'];
    const entries = names.map(
      (name) => `${JSON.stringify(name)}: { "moduleType": "action", "codeFiles": { "communication": "a.json" } }`,
    );
    const text = projectFile({}, { module: 'HERE' }).replace('"HERE"', `{ ${entries.join(', ')} }`);
    const dir = folderOf({ 'makecomapp.json': text, 'a.json': '{ "__proto__": { "polluted": 1 } }' });

    const { manifest } = await readLocal(dir);

    expect(Object.keys(manifest.modules)).toEqual(names);
    expect(Object.values(manifest.modules).map(({ name }) => name)).toEqual(names);
    expect(Object.keys(Object.values(manifest.modules)[1]?.sections.communication ?? {})).toEqual(['__proto__']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('reads neither through a folder link out of the project nor round in circles', async () => {
    const outside = folderOf({ 'secret/api.imljson': '{ "url": "/secret" }' });
    const dir = folderOf({ 'base.imljson': '{}', 'modules/getShip/api.imljson': '{ "url": "/ships" }' });
    symlinkSync(outside, join(dir, 'rpcs'));
    symlinkSync(dir, join(dir, 'modules', 'again'));

    const { manifest, problems } = await readOnline(dir);

    expect([Object.keys(manifest.modules), manifest.rpcs]).toEqual([['getShip'], {}]);
    expect(problems.map(({ code }) => code)).toEqual(['MAN056']); // of the type of the module
  });

  test('never crashes on a damaged makecomapp.json', async () => {
    const text = projectFile(
      {
        origins: [
          {
            baseUrl: 'https://eu1.make.com/api',
            appId: 'old',
            appVersion: 1,
            apikeyFile: 'k',
            idMapping: { module: [{ local: 'a', remote: 'a' }] },
          },
        ],
      },
      {
        module: { getShip: { moduleType: 'action', codeFiles: { communication: 'a.json' }, connection: 'key' } },
        connection: { key: { codeFiles: {} } },
      },
    );
    const value = fc.constantFrom(
      'null',
      '0',
      '[]',
      '{}',
      '""',
      '"../x"',
      'true',
      '[{}]',
      '-',
      '"',
      '{',
      '}',
      ',',
      '\\u0000',
    );
    const dir = newFolder();
    try {
      await fc.assert(
        fc.asyncProperty(fc.nat(text.length), fc.nat(12), value, async (at, length, inserted) => {
          writeFileSync(join(dir, 'makecomapp.json'), text.slice(0, at) + inserted + text.slice(at + length));
          writeFileSync(join(dir, 'a.json'), '{}');
          expect(typeof (await outcome(dir))).toBe('string');
        }),
        { numRuns: 150 },
      );
    } finally {
      removeFolder(dir);
    }
  });

  test('never crashes on other JSON in its place', async () => {
    const part = fc.constantFrom(
      'components',
      'origins',
      'generalCodeFiles',
      'module',
      'codeFiles',
      'idMapping',
      'connection',
      'base',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof({ depthSize: 'medium' }, fc.jsonValue(), fc.dictionary(part, tie('tree'), { maxKeys: 4 })),
    }));
    const dir = newFolder();
    try {
      await fc.assert(
        fc.asyncProperty(tree, async (value) => {
          writeFileSync(join(dir, 'makecomapp.json'), JSON.stringify(value));
          expect(typeof (await outcome(dir))).toBe('string');
        }),
        { numRuns: 100 },
      );
    } finally {
      removeFolder(dir);
    }
  });
});

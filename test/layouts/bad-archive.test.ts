import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../scripts/core/problems.ts';
import { readArchive } from '../../scripts/layouts/archive.ts';
import { readArchiveFile } from '../../scripts/layouts/read-archive.ts';
import { listed } from '../manifest/support/explain.ts';
import { projectOf } from './support/project.ts';
import { SMALL, withEntry, zipOf } from './support/zip.ts';

const MEGABYTE = 1024 * 1024;
const small = zipOf(SMALL);
const edit = (at: number, bytes: 2 | 4, value: number) =>
  withEntry(small, 'old/readme.md', (view, entry) =>
    bytes === 2 ? view.setUint16(entry + at, value, true) : view.setUint32(entry + at, value, true),
  );

/** What reading says, with the advice. */
function refusal(zip: Uint8Array): string {
  try {
    return `read: ${listed(readArchive(zip, { name: 'a.zip' }).problems)}`;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.message} → ${error.fix}`;
  }
}

describe('readArchive', () => {
  test('reads the archive that the cases below spoil', () => {
    expect(refusal(small)).toBe('read: ');
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /^a\.zip is no zip archive, or a damaged one\. → export the app again\.$/],
    ['text', new TextEncoder().encode('{ "name": "old" }'), /no zip archive, or a damaged one/],
    ['one cut off at the end', small.slice(0, -9), /no zip archive, or a damaged one/],
    ['one cut off at the start', small.slice(9), /no zip archive, or a damaged one/],
    ['one of several parts', Uint8Array.from([...small, ...small.slice(0, 40)]), /no zip archive, or a damaged one/],
    [
      'an encrypted entry',
      edit(8, 2, 1),
      /^a\.zip is encrypted: "old\/readme\.md" asks for a password\. → pack it again without a password\.$/,
    ],
    ['a method nobody uses', edit(10, 2, 14), /"old\/readme\.md" by method 14; only deflate and stored are read/],
    ['a wrong checksum', edit(16, 4, 77), /damaged zip archive: "old\/readme\.md" does not unpack to what it should/],
    ['a size that is too small', edit(24, 4, 2), /"old\/readme\.md" does not unpack to what it should/],
    ['a size that is too large', edit(24, 4, 2000), /"old\/readme\.md" does not unpack to what it should/],
    ['a size above all limits', edit(24, 4, 20 * MEGABYTE), /too large to be an app/],
    ['an entry that starts elsewhere', edit(42, 4, 3), /no zip archive, or a damaged one/],
    ['an entry in zip64', edit(20, 4, 0xffffffff), /is in the zip64 format.* → pack it with an ordinary zip tool/],
    [
      'an entry that is a link',
      edit(40, 2, 0o120777),
      /holds "old\/readme\.md" as a link, not as a file\. → pack the files themselves/,
    ],
    [
      'a zipped local-development folder',
      zipOf({ 'old/makecomapp.json': '{}', 'old/readme.md': '' }),
      /is a zipped folder, no import archive\. → unpack it and give the folder that holds makecomapp\.json/,
    ],
    [
      'the files of a local-development folder',
      zipOf({ 'makecomapp.json': '{}', 'modules/a.json': '{}' }),
      /is a zipped folder, no import archive/,
    ],
    ['no folder at all', zipOf({ 'base.imljson': '{}' }), /must have one root folder/],
    [
      'metadata in UTF-16',
      zipOf({ ...SMALL, 'old/metadata.json': Uint8Array.from([0xff, 0xfe, 0x7b, 0]) }),
      /old\/metadata\.json cannot be read\. "old\/metadata\.json" is UTF-16 text/,
    ],
    ['metadata that is a list', zipOf({ ...SMALL, 'old/metadata.json': '[]' }), /old\/metadata\.json cannot be read/],
    [
      'metadata that does not parse',
      zipOf({ ...SMALL, 'old/metadata.json': '{ "name": ' }),
      /A value is expected here/,
    ],
  ])('refuses %s', (_, zip, message) => {
    expect(refusal(zip)).toMatch(message);
  });

  test.each<[string, Record<string, string | Uint8Array>, string]>([
    [
      'a section in UTF-16',
      { 'old/base.imljson': Uint8Array.from([0xfe, 0xff, 0, 0x7b]) },
      'app › base: error MAN053 "old/base.imljson" is UTF-16 text. → export the app again.',
    ],
    [
      'a section that is no text',
      { 'old/base.imljson': Uint8Array.from([0x7b, 0, 0x7d]) },
      'app › base: error MAN053 "old/base.imljson" is no text, or UTF-16 text. → export the app again.',
    ],
    ['a section with a byte order mark', { 'old/base.imljson': '\uFEFF{}' }, ''],
    [
      'a key that is there twice',
      { 'old/base.imljson': '{ "headers": {},\n  "headers": {} }' },
      'app › base › headers: warning MAN054 "headers" is written twice, here and at 1:3; only this one counts. → remove one of them.',
    ],
    [
      'two components of one name',
      {
        'old/rpcs/a/metadata.json': '{ "name": "list", "label": "A" }',
        'old/rpcs/b/metadata.json': '{ "name": "list", "label": "B" }',
      },
      'rpcs.list › name: error MAN054 The RPC "list" is there twice; only the first one is read. → give one of them another name.',
    ],
    [
      'a component called like a path',
      { 'old/rpcs/a/metadata.json': '{ "name": "../../list", "label": "A" }' },
      'rpcs.a: error MAN052 "../../list" cannot be the ID of a component: its files would lie outside of the project. The RPC is not read. → use letters and digits.',
    ],
    [
      'an archive inside',
      { 'old/inner.zip': small },
      'app: warning MAN061 "old/inner.zip" is no part of an app; it is not read, and an import ignores it. → remove it, or see whether it is in the right folder.',
    ],
  ])('reads what it can of one with %s', (_, files, problems) => {
    expect(refusal(zipOf({ ...SMALL, ...files }))).toBe(`read: ${problems}`);
  });

  test('does not unpack further than an entry says, however much is in it', () => {
    const bomb = zipOf({ ...SMALL, 'old/readme.md': new Uint8Array(3 * MEGABYTE) });
    const lying = withEntry(bomb, 'old/readme.md', (view, entry) => view.setUint32(entry + 24, 10, true));
    const started = process.cpuUsage().user;

    expect(refusal(lying)).toMatch(/does not unpack to what it should/);
    expect(process.cpuUsage().user - started).toBeLessThan(500_000);
  });

  test('counts all entries together', () => {
    const paths = Array.from({ length: 12 }, (_, index) => `old/${index}`);
    const many = zipOf({ ...SMALL, ...Object.fromEntries(paths.map((path) => [path, 'x'])) });
    const large = paths.reduce(
      (zip, path) => withEntry(zip, path, (view, entry) => view.setUint32(entry + 24, 9 * MEGABYTE, true)),
      many,
    );

    expect(refusal(large)).toMatch(/too large to be an app/);
  });

  test('keeps components whose names objects have by themselves', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const files = names.flatMap((name) => [
      [
        `old/modules/${name}/metadata.json`,
        `{ "name": "${name}", "label": "L", "description": "D", "type": "action" }`,
      ],
      [`old/modules/${name}/api.imljson`, '{ "__proto__": { "url": "/a" }, "constructor": 1 }'],
    ]);

    const { manifest } = readArchive(zipOf({ ...SMALL, ...Object.fromEntries(files) }));

    expect(Object.keys(manifest.modules)).toEqual(names);
    expect(Object.keys(Object.values(manifest.modules)[0]?.sections.communication ?? {})).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(({} as { url?: unknown }).url).toBeUndefined();
  });

  test('reads a file, and refuses one too large to be looked at', async () => {
    const dir = projectOf({});
    writeFileSync(join(dir, 'small.zip'), small);
    writeFileSync(join(dir, 'large.zip'), Buffer.alloc(51 * MEGABYTE));

    expect((await readArchiveFile(join(dir, 'small.zip'))).manifest.app.name).toBe('old');
    await expect(readArchiveFile(join(dir, 'large.zip'))).rejects.toThrow(/large\.zip is too large to be an app/);
  });

  test('refuses or reads any damaged archive, without a crash', () => {
    const change = fc.record({ at: fc.nat(small.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(small.length), (changes, cut) => {
        const bytes = small.slice(0, cut < 40 ? small.length - cut : small.length);
        for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
        expect(refusal(bytes)).toMatch(/./);
      }),
      { numRuns: 300 },
    );
  });
});

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltApp, buildOnce, changedApp, makeapp, makeappJson, SETUP_LIMIT, temporaryFolder } from './support.ts';

let built: BuiltApp;
beforeAll(async () => {
  built = await buildOnce();
}, SETUP_LIMIT);

describe('build', () => {
  test('lists every file it wrote, with its size', async () => {
    const cwd = await temporaryFolder();

    const { status, err, json } = await makeappJson(['build', '--project', built.app, '--out', 'out'], { cwd });

    expect([status, err]).toEqual([0, '']);
    expect(Object.keys(json)).toEqual(['ok', 'problems', 'files', 'ms']);
    expect(json.ok).toBe(true);
    for (const { path, bytes } of json.files) expect([path, (await stat(join(cwd, path))).size]).toEqual([path, bytes]);
    const paths: string[] = json.files.map(({ path }: { readonly path: string }) => path);
    const written = await readdir(join(cwd, 'out'), { recursive: true, withFileTypes: true });
    expect(paths).toHaveLength(written.filter((entry) => entry.isFile()).length);
    expect(paths).toEqual(
      expect.arrayContaining([
        'out/manifest.json',
        'out/app.zip',
        'out/app/makecomapp.json',
        'out/types/createUser.d.ts',
      ]),
    );
  });

  test('says what was written for a person', async () => {
    const { status, out } = await makeapp(['build', '--project', built.app, '--out', await temporaryFolder()]);

    expect(status).toBe(0);
    expect(out).toMatch(/^built ChatBot: 12 modules, 1 connection, 5 RPCs, 1 webhook in \d+ ms\n/);
  });

  test('writes the sections again as they were, from what it built and from its archive', async () => {
    const folder = await temporaryFolder();
    const dist = dirname(built.zip);

    await makeapp(['build', '--project', built.app, '--out', join(folder, 'local')]);
    await makeapp(['build', '--project', built.zip, '--out', join(folder, 'archive')]);

    const sections = (await readdir(dist, { recursive: true })).filter((path) =>
      /communication\.iml\.json$/.test(path),
    );
    expect(sections.length).toBeGreaterThan(15);
    for (const path of sections) {
      const text = await readFile(join(dist, path), 'utf8');
      expect(await readFile(join(folder, 'local', path), 'utf8')).toBe(text);
      expect(await readFile(join(folder, 'archive', path), 'utf8')).toBe(text);
    }
  });

  test('removes what an earlier build left, and nothing else', async () => {
    const out = await temporaryFolder();
    const build = () => makeapp(['build', '--project', built.app, '--out', out]);
    await build();
    await mkdir(join(out, 'app', 'rpcs', 'gone'));
    await writeFile(join(out, 'app', 'rpcs', 'gone', 'gone.params.iml.json'), '[]');
    await writeFile(join(out, 'notes.txt'), 'mine');

    await build();

    const left = await readdir(out, { recursive: true });
    expect(left).not.toContain(join('app', 'rpcs', 'gone', 'gone.params.iml.json'));
    expect(left).toContain('notes.txt');
  });

  test('leaves an earlier build alone when there is an error', async () => {
    const out = join(await temporaryFolder(), 'dist');
    await makeapp(['build', '--project', built.app, '--out', out]);
    const before = await readFile(join(out, 'manifest.json'), 'utf8');
    const broken = await changedApp(built, 'general/base.iml.json', (text) =>
      text.replace('https://api.chatbot.com', '{{'),
    );

    const { status } = await makeapp(['build', '--project', broken, '--out', out]);

    expect([status, await readFile(join(out, 'manifest.json'), 'utf8')]).toEqual([1, before]);
  });

  test('refuses to print many documents as one', async () => {
    const { status, err } = await makeapp(['build', '--watch', '--json', '--project', built.app]);

    expect([status, err]).toEqual([2, '']);
  });
});

describe('check', () => {
  test('counts problems by their severity', async () => {
    const { status, json } = await makeappJson(['check', '--project', built.app]);

    expect([status, Object.keys(json), Object.keys(json.counts)]).toEqual([
      0,
      ['ok', 'problems', 'counts'],
      ['error', 'warning', 'info'],
    ]);
  });

  test('points into the file of the author, relative to the current folder', async () => {
    const project = await changedApp(built, 'modules/get-user/get-user.communication.iml.json', (text) =>
      text.replace(/"url": "[^"]*"/, '"url": "/users/{{parameters.idd}}"'),
    );

    const { status, json } = await makeappJson(['check', '--project', '.'], { cwd: project });
    const found = json.problems.find(({ severity }: { readonly severity: string }) => severity === 'error');

    expect([status, json.ok]).toEqual([1, false]);
    expect(found).toMatchObject({
      code: expect.stringMatching(/^[A-Z]{3}\d{3}$/),
      component: 'modules.getUser',
      section: 'communication',
      path: 'url',
      file: 'modules/get-user/get-user.communication.iml.json',
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });
});

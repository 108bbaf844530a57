import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import { ManifestError } from '../../../scripts/core/problems.ts';
import { renderArchive } from '../../../scripts/layouts/archive.ts';
import { renderLocal } from '../../../scripts/layouts/local.ts';
import type { Manifest } from '../../../scripts/manifest/manifest.ts';
import { bakery, type Draft, edited } from './support/app.ts';
import { commit, copyOfApp, folder, git, replaceIn, runDiff, write } from './support/command.ts';

/** The unedited app as the editor's project; tests only read it. */
let plain: string;
beforeAll(() => {
  plain = write(mkdtempSync(join(tmpdir(), 'diff-')), renderLocal(bakery()));
});
afterAll(() => rmSync(plain, { recursive: true, force: true }));

/** An app as the editor's project. */
const local = (manifest: Manifest, dir = folder()): string => write(dir, renderLocal(manifest));

function archive(manifest: Manifest): string {
  const file = join(folder(), 'bakery.zip');
  writeFileSync(file, renderArchive(manifest));
  return file;
}

const withoutNote = () => edited(({ modules }: Draft) => modules.bakeLoaf.sections.mappableParams.splice(2, 1));
const describedAnew = () =>
  edited((app: Draft) => {
    app.app.label = 'Breads';
    app.app.theme = '#000000';
  });

describe('diff', () => {
  test('groups changes by component and counts them', async () => {
    const later = edited(({ modules, webhooks }: Draft) => {
      const { sections } = modules.bakeLoaf;
      sections.mappableParams[0].help = 'What it is made of.';
      sections.mappableParams[1].required = true;
      sections.communication.url = '/breads';
      webhooks.sold.webhookType = 'web-shared';
    });

    const dir = local(later);

    const { status, out, err } = await runDiff(plain, dir);

    expect([status, err]).toEqual([1, '']);
    expect(out.replaceAll(plain, 'A').replaceAll(dir, 'B')).toMatchInlineSnapshot(`
      "webhooks.sold
        breaking    The type of the webhook is now "web-shared" instead of "web".
                    Registered webhooks were made for the old way of receiving.

      modules.bakeLoaf
        breaking    mappableParams: Parameter "weight" is now required.
                    Scenarios that leave it empty fail.
        compatible  communication: "url" changed.
                    - "/loaves"
                    + "/breads"
                    Parameters and bundles keep their form; the service gets another request.
        cosmetic    mappableParams: Parameter "flour" now states "help".
                    + "What it is made of."
                    It changes what people read, not what runs.

      2 breaking, 1 compatible, 1 cosmetic in 2 components, from A to B
      "
    `);
  });

  test('says so when there is no difference', async () => {
    const [a, b] = [plain, plain];

    expect(await runDiff(a, b, { exitCode: true })).toEqual({
      status: 0,
      out: `no differences between ${a} and ${b}\n`,
      err: '',
    });
  });

  test('prints one JSON document, with the place of each change in a file', async () => {
    const [a, b] = [plain, local(withoutNote())];

    const { status, out } = await runDiff(a, b, { json: true, cwd: a });

    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      changes: [
        {
          class: 'breaking',
          kind: 'parameter-removed',
          component: 'modules.bakeLoaf',
          section: 'mappableParams',
          path: '[2]',
          message: 'Parameter "note" was removed.',
          reason: 'What scenarios enter there is no longer read.',
          file: join('modules', 'bake-loaf', 'bake-loaf.mappable-params.iml.json'),
          line: expect.any(Number),
          column: expect.any(Number),
        },
      ],
      counts: { breaking: 1, compatible: 0, cosmetic: 0 },
    });
  });

  test.each([
    { options: {}, back: 0 },
    { options: { exitCode: true }, back: 1 },
  ] as const)('exits 1 for a breaking change, and with --exit-code for any: $options', async ({ options, back }) => {
    const [a, b] = [plain, local(withoutNote())];

    expect((await runDiff(a, b, options)).status).toBe(1);
    const added = await runDiff(b, a, { ...options, json: true });
    expect([added.status, JSON.parse(added.out).ok]).toEqual([back, back === 0]);
  });

  test('compares only what both layouts hold', async () => {
    expect((await runDiff(plain, archive(describedAnew()), { exitCode: true })).out).toMatch(/^no differences/);
    expect((await runDiff(archive(bakery()), archive(describedAnew()))).out).toContain('label of the app');
    const bare = edited((app: Draft) => {
      app.sections = { ...app.sections, common: {}, groups: [] };
      app.modules.bakeLoaf.actionCrud = 'delete';
      app.modules.watchLoaves.altConnection = null;
      app.connections.till.sections.common = {};
    });
    expect((await runDiff(plain, archive(bare), { exitCode: true })).out).toMatch(/^no differences/);
    expect((await runDiff(plain, local(bare))).out).toContain('1 breaking');
  });

  test('leaves out what a project says it does not keep', async () => {
    const dir = local(bakery());
    const file = join(dir, 'makecomapp.json');
    const project = JSON.parse(readFileSync(file, 'utf8'));
    project.generalCodeFiles.common = null;
    project.components.module.bakeLoaf.codeFiles.samples = null;
    project.components.module.loafSold = null;
    delete project.components.module.listLoaves.codeFiles.mappableParams;
    writeFileSync(file, JSON.stringify(project));

    const { out } = await runDiff(plain, dir, { json: true });

    expect(JSON.parse(out).changes.map(({ message }: Draft) => message)).toEqual([
      'Parameter "query" was removed.',
      'Parameter "limit" was removed.',
    ]);
  });

  test('refuses a project of which a part cannot be read, instead of calling it removed', async () => {
    const dir = local(bakery());
    writeFileSync(join(dir, 'modules/bake-loaf/bake-loaf.interface.iml.json'), '[{');

    const failure = await runDiff(plain, dir).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ManifestError);
    expect(String(failure)).toContain('bake-loaf.interface.iml.json');
  });

  test('warns of errors that leave every part readable', async () => {
    const dir = local(bakery());
    replaceIn(join(dir, 'makecomapp.json'), '"moduleType": "action",', '');

    const { status, err } = await runDiff(plain, dir, { exitCode: true });

    expect(status).toBe(0);
    expect(err).toMatch(/^warning .* has \d+ errors?; makeapp check lists them\.\n$/);
  });

  test('compares a descriptor project with what is built from it', async () => {
    const { manifest } = await compileProject('.');
    const zip = join(folder(), 'app.zip');
    writeFileSync(zip, renderArchive(manifest!));

    expect((await runDiff('.', local(manifest!), { exitCode: true })).out).toMatch(/^no differences/);
    expect((await runDiff('.', zip, { exitCode: true })).out).toMatch(/^no differences/);
  });
});

describe('diff, at a git revision', () => {
  test('compiles descriptors as they were, and leaves work tree and temporary folder alone', async () => {
    const dir = copyOfApp();
    commit(dir);
    replaceIn(join(dir, 'modules/getUser.ts'), "label: 'Get", "label: 'Fetch");
    replaceIn(join(dir, 'connections/chatbot.ts'), 'required: true,', '');
    const status = git(dir, 'status', '--porcelain');
    const temporary = folder();
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
    onTestFinished(() => void vi.unstubAllEnvs());

    const { out } = await runDiff('HEAD:', '.', { cwd: dir, json: true });

    expect(JSON.parse(out).changes.map(({ kind, component, file }: Draft) => [kind, component, file])).toEqual([
      ['parameter-optional', 'connections.chatbot', 'connections/chatbot.ts'],
      ['label-changed', 'modules.getUser', 'modules/getUser.ts'],
    ]);
    expect([git(dir, 'status', '--porcelain'), readdirSync(temporary)]).toEqual([status, []]);
    expect(existsSync(join(dir, 'node_modules'))).toBe(false);
  });

  test('compares two revisions, whatever the work tree holds', async () => {
    const dir = copyOfApp();
    copyFileSync(join(dir, 'modules/getUser.ts'), join(dir, 'modules/readUser.ts'));
    replaceIn(join(dir, 'modules/readUser.ts'), "name: 'getUser'", "name: 'readUser'");
    commit(dir);
    git(dir, 'rm', '--quiet', 'modules/readUser.ts');
    commit(dir);
    writeFileSync(join(dir, 'modules/getUser.ts'), 'no descriptor');

    const { out, status } = await runDiff('HEAD~1:', 'HEAD:', { cwd: dir, json: true });

    expect(status).toBe(1);
    expect(JSON.parse(out).changes).toMatchObject([
      { kind: 'module-removed', component: 'modules.readUser', file: 'HEAD~1:modules/readUser.ts' },
    ]);
  });

  test('reads a folder and an archive inside a repository', async () => {
    const dir = folder();
    local(bakery(), join(dir, 'apps/bread shop'));
    writeFileSync(join(dir, 'apps/bakery.zip'), renderArchive(withoutNote()));
    commit(dir);
    writeFileSync(join(dir, 'apps/bakery.zip'), 'no archive any more');

    const { out, status } = await runDiff('HEAD:apps/bread shop', 'HEAD:./bakery.zip', {
      cwd: join(dir, 'apps'),
      json: true,
    });

    expect(status).toBe(1);
    expect(JSON.parse(out).changes).toMatchObject([
      {
        message: 'Parameter "note" was removed.',
        file: expect.stringMatching(/^HEAD:apps\/bread shop\/modules\/bake-loaf\/.*json$/),
      },
    ]);
  });

  test.each([
    ['HEAD~7:', /^There is nothing at "HEAD~7:": neither a file nor something git has there/],
    ['HEAD:nowhere', /^There is nothing at "HEAD:nowhere"/],
    ['--output=x:y', /^There is nothing at /],
    ['nowhere', /^There is nothing at /],
  ])('says what is wrong with %s', async (argument, message) => {
    const dir = local(bakery());
    commit(dir);

    await expect(runDiff(argument, '.', { cwd: dir })).rejects.toThrow(message);
  });

  test('says when there is no repository', async () => {
    await expect(runDiff('HEAD:', '.', { cwd: plain })).rejects.toThrow(/^There is nothing at "HEAD:"/);
  });
});

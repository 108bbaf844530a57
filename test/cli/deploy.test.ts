import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deploy, deployProject } from '../../scripts/cli/deploy.ts';
import { diff } from '../../scripts/cli/diff.ts';
import type { DeployOptions, PullOptions, Surroundings } from '../../scripts/cli/origin-command.ts';
import { pull, pullProject } from '../../scripts/cli/pull.ts';
import { printJson } from '../../scripts/core/json.ts';
import { call, harbour, KEY, openMake, READ_KEY, writesTo } from '../origin/support/harbour.ts';
import { serveHere, TestTerminal } from './support.ts';

const ADDRESS = 'https://eu1.make.example/api/v2/sdk/apps/harbour/1';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'makeapp-deploy-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeFiles(files: ReadonlyMap<string, string> | readonly (readonly [string, string])[]): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The harbour app in the folder, with one origin. */
async function writeHarbour(origins: readonly object[]): Promise<void> {
  const { document, files } = harbour();
  await writeFiles(files);
  await writeFiles([['makecomapp.json', printJson({ ...document, origins }, 4)]]);
}

const ORIGIN = {
  label: 'Production',
  baseUrl: 'https://eu1.make.example/api',
  appId: 'harbour',
  appVersion: 1,
  apikeyFile: '.secrets/apikey',
};
const readProject = async () => JSON.parse(await readFile(join(folder, 'makecomapp.json'), 'utf8'));

/** The commands in the folder, and what they print. */
async function shell(env: Readonly<Record<string, string>> = { MAKE_API_KEY: KEY }) {
  const terminal = new TestTerminal({ cwd: folder, env });
  const { make } = await openMake();
  const surroundings = (): Surroundings => ({
    transport: make.handler,
    sleep: async () => {},
    signal: new AbortController().signal,
    clock: () => 0,
  });
  return {
    make,
    terminal,
    deploy: (options: Partial<DeployOptions>, given: Partial<Surroundings> = {}) =>
      deployProject({ project: '.', ...options }, terminal, { ...surroundings(), ...given }),
    pull: (options: Partial<PullOptions>) => pullProject({ project: '.', ...options }, terminal, surroundings()),
  };
}

describe('makeapp deploy', () => {
  test('sends the app, says so, and keeps the names Make gave', async () => {
    await writeHarbour([ORIGIN]);
    const { deploy, terminal, make } = await shell();

    const status = await deploy({ origin: 'Production' });

    expect(status).toBe(0);
    expect(terminal.stdout).toMatchInlineSnapshot(`
      "  component              at Make        sent                              unchanged
      + connections.quay       harbour        4 sections
      + webhooks.arrivals      harbour        4 sections
      + endpoints.findShip     findShip       4 sections
      + modules.getShip        getShip        4 sections
      + modules.watchArrivals  watchArrivals  communication, samples, metadata
      + modules.callApi        callApi        communication, metadata
      + rpcs.listBerths        listBerths     communication, params, metadata
      + functions.padTonnage   padTonnage     code, test
      ~ app                    harbour        base, readme, groups

      not sent: common left as Make has it: it may hold secrets (app)
      deployed harbour 1 at eu1.make.example: 8 components created, 29 sections sent, 0 unchanged, 1 skipped in 0 ms
      "
    `);
    expect((await readProject()).origins[0].idMapping.connection).toEqual([{ local: 'quay', remote: 'harbour' }]);
    expect((await call(make, 'GET', '/sdk/apps/harbour/1/readme')).text).toBe('# Harbour\n');
  });

  test('with --dry-run prints each request and changes nothing', async () => {
    await writeHarbour([ORIGIN]);
    const { deploy, terminal, make } = await shell();
    const before = await readFile(join(folder, 'makecomapp.json'), 'utf8');

    const status = await deploy({ origin: 'harbour', dryRun: true });

    expect(status).toBe(0);
    expect(terminal.stdout).toMatch(
      /^ {2}POST {3}\/sdk\/apps\/harbour\/connections +\d+ B {2}connections\.quay +Make does not have it$/m,
    );
    expect(terminal.stdout).toMatch(
      /^ {2}PUT {4}\/sdk\/apps\/connections\/harbour\/api +\d+ B {2}connections\.quay › communication +the component is new$/m,
    );
    expect(terminal.stdout).toContain('would deploy harbour 1');
    expect(writesTo(make)).toEqual([]);
    expect(await readFile(join(folder, 'makecomapp.json'), 'utf8')).toBe(before);
  });

  test('with --json prints one document', async () => {
    await writeHarbour([ORIGIN]);
    const { deploy, terminal } = await shell();

    await deploy({ origin: 'Production', json: true });

    expect(JSON.parse(terminal.stdout)).toMatchObject({
      ok: true,
      origin: { label: 'Production', appId: 'harbour', appVersion: 1 },
      dryRun: false,
      counts: { created: 8, updated: 29, failed: 0 },
      problems: [],
    });
  });

  test('names the file Make refused', async () => {
    await writeHarbour([ORIGIN]);
    await writeFiles([['modules/get-ship/communication.txt', '{ "url": }']]);
    const { deploy, terminal } = await shell();

    const status = await deploy({ origin: 'Production' });

    expect(status).toBe(1);
    expect(terminal.stderr).toContain('modules/get-ship/communication.txt › modules.getShip › communication');
    expect(terminal.stderr).toContain('ValueExpected in line 1');
    expect(terminal.stdout).toContain(
      'not all deployed harbour 1 at eu1.make.example: 8 components created, 28 sections sent',
    );
  });

  test('asks before it deletes; --yes answers', async () => {
    await writeHarbour([ORIGIN]);
    const { deploy, terminal } = await shell();
    await deploy({ origin: 'Production' });
    const project = await readProject();
    delete project.components.rpc.listBerths;
    await writeFiles([['makecomapp.json', JSON.stringify(project)]]);
    const questions: string[] = [];
    const ask = async (question: string): Promise<boolean> => {
      questions.push(question);
      return false;
    };

    const statuses = [
      await deploy({ origin: 'Production', prune: true }),
      await deploy({ origin: 'Production', prune: true }, { ask }),
      await deploy({ origin: 'Production', prune: true, yes: true }),
    ];

    expect(statuses).toEqual([2, 1, 0]);
    expect(questions).toEqual(['harbour 1 at eu1.make.example: delete rpcs.listBerths?']);
    expect(terminal.stdout).toMatch(/^- rpcs\.listBerths +listBerths +deleted: no longer in the project$/m);
    expect((await readProject()).origins[0].idMapping.rpc).toEqual([]);
  });

  test('adds an origin for the address of an app', async () => {
    await writeHarbour([]);
    const { deploy } = await shell();

    await deploy({ origin: ADDRESS });

    expect((await readProject()).origins).toMatchObject([{ label: 'Origin', appId: 'harbour', appVersion: 1 }]);
  });

  test('creates the app it is told to create, and the origin follows the name Make gives', async () => {
    await writeHarbour([{ ...ORIGIN, appId: 'quayside' }]);
    const { deploy, terminal } = await shell();

    const statuses = [
      await deploy({ origin: 'Production', yes: true }),
      await deploy({ origin: 'Production', create: true, dryRun: true }),
      await deploy({ origin: 'Production', create: true }),
    ];

    expect(statuses).toEqual([1, 0, 0]);
    expect(terminal.stderr).toContain('DEP012 There is no app at');
    expect(terminal.stdout).toMatch(
      /^ {2}POST +\/sdk\/apps +\d+ B {2}app +Make has no app "quayside"; assumed: label "Harbour", theme "#777777", language "en"$/m,
    );
    expect(terminal.stdout).toContain('deployed quayside 1 at eu1.make.example: app created, 8 components created');
    expect((await readProject()).origins).toHaveLength(1);
    expect((await readProject()).origins[0]).toMatchObject({ label: 'Production', appId: 'quayside' });
  });

  test('does not ask whether to create an app of which it knows no label and no theme', async () => {
    await writeHarbour([{ ...ORIGIN, appId: 'quayside' }]);
    const { deploy, terminal } = await shell();

    const status = await deploy({ origin: 'Production' }, { ask: async () => true });

    expect(status).toBe(1);
    expect(terminal.stderr).toContain('"makeapp deploy --create"');
  });

  test('says when there is nothing to send', async () => {
    await writeHarbour([ORIGIN]);
    const project = await readProject();
    for (const kind of ['module', 'webhook', 'endpoint', 'rpc', 'function']) project.components[kind] = {};
    await writeFiles([['makecomapp.json', JSON.stringify(project)]]);
    const { deploy, terminal } = await shell();
    await deploy({ origin: 'Production' });
    terminal.stdout = '';

    await deploy({ origin: 'Production' });

    expect(terminal.stdout).toBe(
      'not sent: common left as Make has it: it may hold secrets (app)\n' +
        'up to date harbour 1 at eu1.make.example: 0 components created, 0 sections sent, 7 unchanged, 1 skipped in 0 ms\n',
    );
  });

  test('says that users of a public app must wait', async () => {
    await writeHarbour([ORIGIN]);
    const { deploy, terminal, make } = await shell();
    await deploy({ origin: 'Production' });
    await call(make, 'POST', '/sdk/apps/harbour/1/public');
    await writeFiles([['README.md', '# Port\n']]);

    await deploy({ origin: 'Production', json: true });

    expect(JSON.parse(terminal.stdout.split('\n').at(-2) ?? '')).toMatchObject({ ok: true, pendingCommit: true });
  });

  test.each([
    ['a key Make does not know', { MAKE_API_KEY: '00000000-0000-4000-8000-000000000000' }, 'DEP011'],
    ['a key that may only read', { MAKE_API_KEY: READ_KEY }, 'scope sdk-apps:write'],
  ])('%s fails, and nothing is kept', async (_, env, words) => {
    await writeHarbour([ORIGIN]);
    const before = await readFile(join(folder, 'makecomapp.json'), 'utf8');
    const { deploy, terminal } = await shell(env);

    const status = await deploy({ origin: 'Production' });

    expect(status).toBe(1);
    expect(terminal.stderr).toContain(words);
    expect(`${terminal.stdout}${terminal.stderr}`).not.toContain(env.MAKE_API_KEY);
    expect(await readFile(join(folder, 'makecomapp.json'), 'utf8')).toBe(before);
  });

  test('takes the key from the file of the origin before the environment', async () => {
    await writeHarbour([ORIGIN]);
    await writeFiles([['.secrets/apikey', `${KEY}\n`]]);
    const { deploy } = await shell({ MAKE_API_KEY: 'another-key-altogether' });

    expect(await deploy({ origin: 'Production' })).toBe(0);
  });

  test.each([
    ['no --origin', {}, 'name an origin, or give the address of an app'],
    ['an unknown origin', { origin: 'Prodution' }, 'did you mean "Production"?'],
    ['no project', { origin: 'Production', project: 'nowhere' }, 'give the folder of an app'],
  ])('%s is an input error', async (_, options, fix) => {
    await writeHarbour([ORIGIN]);
    const { deploy } = await shell();

    await expect(deploy(options)).rejects.toMatchObject({ name: 'InputError', fix: expect.stringContaining(fix) });
  });

  test.each([
    ['two origins of one name', [ORIGIN, ORIGIN], /listed twice/],
    ['an address without encryption', [{ ...ORIGIN, baseUrl: 'http://eu1.make.example/api' }], /baseUrl/],
    ['a password in the address', [{ ...ORIGIN, baseUrl: 'https://me:secret@eu1.make.example/api' }], /cannot be used/],
    ['the placeholder of a new project', [{ ...ORIGIN, apikeyFile: 'FILL - OR FILL' }], /placeholder/],
  ])('%s is refused', async (_, origins, message) => {
    await writeHarbour(origins);
    const { deploy } = await shell();

    await expect(deploy({ origin: 'Production' })).rejects.toThrow(message);
  });

  test('an ID Make does not take is refused', async () => {
    await writeHarbour([ORIGIN]);
    const project = await readProject();
    project.components.rpc['list-berths'] = project.components.rpc.listBerths;
    await writeFiles([['makecomapp.json', JSON.stringify(project)]]);
    const { deploy } = await shell();

    await expect(deploy({ origin: 'Production' })).rejects.toThrow('no RPC can have the ID "list-berths"');
  });

  test('without a key says where to put it', async () => {
    await writeHarbour([ORIGIN]);
    const { deploy } = await shell({});

    await expect(deploy({ origin: 'Production' })).rejects.toMatchObject({
      fix: expect.stringContaining('MAKE_API_KEY'),
    });
  });

  test('never reads a file outside the project', async () => {
    await writeHarbour([ORIGIN]);
    const project = await readProject();
    project.generalCodeFiles.readme = '../../etc/passwd';
    await writeFiles([['makecomapp.json', JSON.stringify(project)]]);
    const { deploy, make } = await shell();

    await expect(deploy({ origin: 'Production' })).rejects.toThrow('leads out of the project');
    expect(make.received).toEqual([]);
  });

  describe('of a descriptor project', () => {
    const APP = `import { defineApp } from '#dsl';
import { getShip } from '../modules/getShip.ts';

export default defineApp({
  name: 'harbour',
  label: 'Harbour',
  description: 'Knows ships.',
  version: 1,
  theme: '#004488',
  language: 'en',
  audience: 'global',
  base: { baseUrl: 'https://harbour.example' },
  groups: [{ label: 'Ships', modules: [getShip] }],
});
`;
    const MODULE = `import { defineModule, text } from '#dsl';

export const getShip = defineModule({
  name: 'getShip',
  type: 'action',
  crud: 'read',
  label: 'Get a Ship',
  description: 'Reads a ship.',
  interface: { id: text({ label: 'Ship ID' }) },
  communication: { url: '/ship' },
  samples: { id: '7' },
});
`;

    beforeEach(() =>
      writeFiles([
        ['app/app.ts', APP],
        ['modules/getShip.ts', MODULE],
      ]),
    );

    test('sends what it builds and keeps its origins in a file of their own', async () => {
      const { deploy, make, terminal } = await shell();

      const status = await deploy({ origin: ADDRESS });

      expect([status, terminal.stderr]).toEqual([0, '']);
      expect(JSON.parse((await call(make, 'GET', '/sdk/apps/harbour/1/modules/getShip/api')).text)).toMatchObject({
        url: '/ship',
      });
      const kept = JSON.parse(await readFile(join(folder, 'makeapp.origins.json'), 'utf8'));
      expect(kept.origins).toMatchObject([
        { label: 'Origin', appId: 'harbour', idMapping: { module: [{ local: 'getShip', remote: 'getShip' }] } },
      ]);
    });

    test('sends nothing more until a descriptor changes', async () => {
      const { deploy, make } = await shell();
      await deploy({ origin: ADDRESS });
      make.clear();

      await deploy({ origin: 'Origin' });
      const again = writesTo(make);
      await writeFiles([['modules/getShip.ts', MODULE.replace("'/ship'", "'/vessel'")]]);
      await deploy({ origin: 'Origin' });

      expect(again).toEqual([]);
      expect(writesTo(make)).toEqual(['PUT /sdk/apps/harbour/1/modules/getShip/api']);
    });

    test('sends the icon and what the descriptor says of the app', async () => {
      const icon = Buffer.alloc(64);
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(icon);
      icon.writeUInt32BE(512, 16);
      icon.writeUInt32BE(512, 20);
      await writeFile(join(folder, 'app/icon.png'), icon);
      const { deploy, make, terminal } = await shell();

      await deploy({ origin: ADDRESS });

      const patch = make.received.find(({ method, path }) => method === 'PATCH' && path.endsWith('/harbour/1'));
      expect(patch?.text).toBe('{"description":"Knows ships."}');
      expect(terminal.stdout).toMatch(/^~ app +harbour +4 sections$/m);
      expect(writesTo(make)).toContain('PUT /sdk/apps/harbour/1/icon');
    });

    test('asks whether to create the app, and does when the answer is yes', async () => {
      const { deploy } = await shell();
      const questions: string[] = [];
      const ask = async (question: string) => questions.push(question) > 0;

      const status = await deploy({ origin: ADDRESS.replace('harbour', 'quayside') }, { ask });

      expect(status).toBe(0);
      expect(questions).toEqual([
        'quayside 1 at eu1.make.example: create the app "quayside", which Make does not have?',
      ]);
    });

    test.each([
      ['no JSON', '{ "origins": [', 'is not plain JSON'],
      ['a list', '[]', 'holds no collection'],
      ['origins that are none', '{ "origins": [{}] }', 'baseUrl'],
    ])('refuses a file of origins that is %s', async (_, text, message) => {
      await writeFiles([['makeapp.origins.json', text]]);
      const { deploy, pull, make } = await shell();

      await expect(deploy({ origin: ADDRESS })).rejects.toThrow(message);
      await expect(pull({ origin: ADDRESS, out: 'published' })).rejects.toThrow(message);
      expect(make.received).toEqual([]);
      expect(await readFile(join(folder, 'makeapp.origins.json'), 'utf8')).toBe(text);
    });

    test('pulls what Make has into a folder to compare with, under the IDs of the project', async () => {
      const { deploy, pull, terminal } = await shell();
      await writeFiles([
        [
          'connections/quay.ts',
          `import { defineConnection, password } from '#dsl';
export const quay = defineConnection({ name: 'quay', label: 'Quay', type: 'basic', parameters: { key: password({ label: 'Key' }) }, communication: { url: '/me' } });
`,
        ],
        [
          'modules/getShip.ts',
          MODULE.replace("label: 'Get", "connection: quay,\n  label: 'Get").replace(
            'export',
            "import { quay } from '../connections/quay.ts';\nexport",
          ),
        ],
      ]);
      await deploy({ origin: ADDRESS });
      const kept = await readFile(join(folder, 'makeapp.origins.json'), 'utf8');

      const status = await pull({ origin: 'Origin', out: 'published' });
      const compared = await diff(terminal, join(folder, 'published'), folder, {});

      const document = JSON.parse(await readFile(join(folder, 'published/makecomapp.json'), 'utf8'));
      expect([status, compared, terminal.stderr]).toEqual([0, 0, '']);
      expect(document.components.module.getShip.connection).toBe('quay');
      expect(document.origins).toEqual([]);
      expect(terminal.stdout).toContain('no differences');
      expect(await readFile(join(folder, 'makeapp.origins.json'), 'utf8')).toBe(kept);
      await expect(pull({ origin: 'Origin', out: 'published' })).rejects.toThrow('published is not empty');
    });

    test('leaves common data and a README it does not have as they are at Make, unless asked', async () => {
      await writeFiles([['app/app.ts', APP.replace('base:', "common: { clientId: 'placeholder' },\n  base:")]]);
      const { deploy, make } = await shell();
      await call(make, 'PUT', '/sdk/apps/harbour/1/common', { clientId: 'the real one' });
      await call(make, 'PUT', '/sdk/apps/harbour/1/readme', '# Kept\n', { contentType: 'text/markdown' });
      const common = async () => (await call(make, 'GET', '/sdk/apps/harbour/1/common')).json;

      await deploy({ origin: ADDRESS });
      const before = await common();
      await deploy({ origin: ADDRESS, withCommon: true });

      expect([before, await common()]).toEqual([{ clientId: 'the real one' }, { clientId: 'placeholder' }]);
      expect((await call(make, 'GET', '/sdk/apps/harbour/1/readme')).text).toBe('# Kept\n');
    });

    test('points to the descriptor when Make refuses a section', async () => {
      const { deploy, make, terminal } = await shell();
      make.fail({ status: 400, body: '{"message":"Too long"}', when: ({ path }) => path.endsWith('/getShip/api') });

      const status = await deploy({ origin: ADDRESS });

      expect(status).toBe(1);
      expect(terminal.stderr).toMatch(/modules\/getShip\.ts:\d+:\d+ › modules\.getShip › communication/);
    });

    test('sends nothing when it does not compile', async () => {
      await writeFiles([['modules/getShip.ts', MODULE.replace("url: '/ship'", "url: '/{{parameters.ship}}'")]]);
      const { deploy, make } = await shell();

      await expect(deploy({ origin: ADDRESS })).rejects.toMatchObject({ name: 'ManifestError' });
      expect(make.received).toEqual([]);
    });
  });
});

describe('makeapp pull', () => {
  async function filled(): ReturnType<typeof shell> {
    await writeHarbour([ORIGIN]);
    const opened = await shell();
    await opened.deploy({ origin: 'Production' });
    opened.terminal.stdout = '';
    opened.make.clear();
    return opened;
  }

  test('makes a project of an empty folder, with the key kept out of version control', async () => {
    const { pull, terminal } = await filled();
    const clone = join(folder, 'clone');

    const status = await pull({ origin: ADDRESS, project: 'clone' });

    expect(status).toBe(0);
    expect(await readFile(join(clone, 'general/base.iml.json'), 'utf8')).toContain('// production');
    expect(await readFile(join(clone, '.gitignore'), 'utf8')).toBe('.secrets/apikey\n');
    expect(JSON.parse(await readFile(join(clone, 'makecomapp.json'), 'utf8')).origins).toMatchObject([
      { label: 'Origin' },
    ]);
    expect(terminal.stdout).toMatch(/^\+ modules\.getShip +getShip +modules\/get-ship\/ \(6\)$/m);
    expect(terminal.stdout).toMatch(
      /pulled harbour 1 at eu1\.make\.example: 8 components added, \d+ files new, 0 changed, 0 unchanged in 0 ms\n$/,
    );
  });

  test('brings a change into the files it came from', async () => {
    const { pull, make } = await filled();
    await call(make, 'PUT', '/sdk/apps/harbour/1/readme', '# Port\n', { contentType: 'text/markdown' });

    const status = await pull({ origin: 'Production' });

    expect(status).toBe(0);
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('# Port\n');
  });

  test('with --json prints one document', async () => {
    const { pull, terminal } = await filled();

    await pull({ origin: 'Production', json: true, dryRun: true });

    expect(JSON.parse(terminal.stdout)).toMatchObject({
      ok: true,
      dryRun: true,
      counts: { added: 0, new: 0, changed: 0 },
    });
  });

  test('never writes through a link that leads out of the folder', async () => {
    const { pull, make } = await filled();
    const outside = await mkdtemp(join(tmpdir(), 'makeapp-outside-'));
    await rm(join(folder, 'modules/get-ship'), { recursive: true });
    await symlink(outside, join(folder, 'modules/get-ship'));

    await expect(pull({ origin: 'Production' })).rejects.toThrow('leads out of the project');
    expect(writesTo(make)).toEqual([]);
    await rm(outside, { recursive: true });
  });

  test('refuses a descriptor project and says what to do instead', async () => {
    await writeFiles([['app/app.ts', '']]);
    const { pull } = await shell();

    await expect(pull({ origin: ADDRESS })).rejects.toMatchObject({ fix: expect.stringContaining('makeapp import') });
  });
});

describe('over a socket', () => {
  test('the commands themselves reach the origin, and Ctrl-C ends them', async () => {
    const { make } = await openMake();
    const { url } = await serveHere(make.handler);
    await writeHarbour([{ ...ORIGIN, baseUrl: `${url}/api` }]);
    const terminal = new TestTerminal({ cwd: folder, env: { MAKE_API_KEY: KEY } });
    const stopped = new TestTerminal({ cwd: folder, env: { MAKE_API_KEY: KEY } });
    stopped.interrupt();

    const statuses = [
      await deploy(stopped, { project: '.', origin: 'Production' }),
      await deploy(terminal, { project: '.', origin: 'Production' }),
      await pull(terminal, { project: 'copy', origin: `${url}/api/v2/sdk/apps/harbour/1` }),
    ];

    expect(statuses).toEqual([1, 0, 0]);
    expect(stopped.stderr).toContain('DEP014 The deploy was interrupted.');
    expect(terminal.stdout).toContain('8 components created');
    expect(await readFile(join(folder, 'copy/README.md'), 'utf8')).toBe('# Harbour\n');
    expect(`${terminal.stdout}${terminal.stderr}${stopped.stderr}`).not.toContain(KEY);
  });
});

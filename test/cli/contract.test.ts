import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import {
  type BuiltApp,
  buildOnce,
  changedApp,
  makeapp,
  makeappJson,
  SETUP_LIMIT,
  smallApp,
  temporaryFolder,
} from './support.ts';

let built: BuiltApp;
let app: string;
beforeAll(async () => {
  built = await buildOnce();
  app = await smallApp(built, ['createUser', 'listStories', 'watchNewMessages', 'listUsers']);
}, SETUP_LIMIT);

/** Every command, with arguments that are wrong for it and what it says then. */
const COMMANDS: Readonly<Record<string, { readonly wrong: readonly string[]; readonly says: string }>> = {
  build: { wrong: ['--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  check: { wrong: ['--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  explain: { wrong: ['UX-9999'], says: 'There is no rule "UX-9999".' },
  run: { wrong: ['x', '--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  iml: { wrong: [], says: 'There is no template to evaluate.' },
  mock: { wrong: ['--project', '/nowhere'], says: 'The project has no mock API' },
  listen: { wrong: ['x', '--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  scenario: { wrong: ['/nowhere.yaml'], says: '/nowhere.yaml cannot be read.' },
  test: { wrong: ['--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  docs: { wrong: ['--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  editor: { wrong: ['--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  import: { wrong: ['/nowhere', '--out', '/tmp/never'], says: '/nowhere' },
  diff: { wrong: ['/nowhere', '/nowhere'], says: '/nowhere' },
  deploy: { wrong: ['--project', '/nowhere'], says: '/nowhere' },
  pull: { wrong: ['--origin', 'eu', '--project', '/nowhere'], says: 'eu' },
  start: { wrong: ['--project', '/nowhere'], says: 'There is nothing at /nowhere.' },
  help: { wrong: ['chek'], says: 'There is no command "chek".' },
};
const NAMES = Object.keys(COMMANDS);

describe('every command', () => {
  test('is tried here', async () => {
    const { out } = await makeapp(['--help']);

    const listed = [...out.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(NAMES.toSorted());
  });

  test.each(NAMES)('%s explains itself, by --help and by help', async (name) => {
    const [asked, told, document] = [
      await makeapp([name, '--help']),
      await makeapp(['help', name]),
      await makeappJson([name, '--help']),
    ];

    expect([asked.status, asked.err, told]).toEqual([0, '', asked]);
    expect(asked.out).toMatch(new RegExp(`^Usage: makeapp ${name} `));
    expect(document.json).toEqual({ ok: true, text: asked.out });
  });

  test.each(NAMES)('%s takes --json and --project', async (name) => {
    const { err } = await makeapp([
      name,
      ...COMMANDS[name]!.wrong,
      '--json',
      '--project',
      '/nowhere',
      '--no-such-option',
    ]);

    expect(err).toContain("unknown option '--no-such-option'");
  });

  test.each(NAMES)(
    '%s with what is wrong exits 2, says so on stderr, and in one document with --json',
    async (name) => {
      const { wrong, says } = COMMANDS[name]!;

      const plain = await makeapp([name, ...wrong]);
      const document = await makeappJson([name, ...wrong]);

      expect([plain.status, plain.out, document.status]).toEqual([2, '', 2]);
      expect(plain.err).toContain(says);
      expect(document.json).toMatchObject({
        ok: false,
        error: { type: 'InputError', message: expect.stringContaining(says) },
      });
    },
  );

  test.each(NAMES)('%s knows a misspelt option', async (name) => {
    const { status, json, err } = await makeappJson([name, ...COMMANDS[name]!.wrong, '--jsn']);

    expect([status, json.error.type]).toEqual([2, 'InputError']);
    expect(err).toContain('Did you mean --json?');
  });
});

describe('the version', () => {
  test.each(['--version', '-V'])('is printed for %s', async (option) => {
    expect(await makeapp([option])).toEqual({ status: 0, out: `${packageFile.version}\n`, err: '' });
  });

  test('is a document with --json', async () => {
    expect((await makeappJson(['--version'])).json).toEqual({ ok: true, text: `${packageFile.version}\n` });
  });
});

describe('--project', () => {
  const read = (project: string, cwd?: string) =>
    makeappJson(['run', 'listStories', 'limit=1', '--project', project], cwd === undefined ? {} : { cwd });

  test('is the current folder when left out', async () => {
    const { json } = await makeappJson(['run', 'listStories', 'limit=1'], { cwd: app });

    expect(json).toMatchObject({ ok: true, component: 'modules.listStories' });
  });

  test('is relative to the current folder', async () => {
    const { json } = await read(relative(built.folder, app), built.folder);

    expect(json.ok).toBe(true);
  });

  test('finds a manifest project one level down, in src', async () => {
    const folder = await temporaryFolder();
    await cp(app, join(folder, 'src'), { recursive: true });
    await cp(join(app, 'makeapp.config.yaml'), join(folder, 'makeapp.config.yaml'));

    expect((await read(folder)).json.component).toBe('modules.listStories');
  });
});

describe('a JSON argument', () => {
  const user = {
    idMode: 'manual',
    userId: 'u-77',
    email: 'kai@quay.example',
    customFields: [{ key: 'a.b', value: '007' }],
  };
  let folder: string;

  const sent = async (...args: string[]) => {
    const { json } = await makeappJson(['run', 'createUser', ...args, '--project', app], { cwd: folder });
    return json.requests[0]?.body;
  };

  test('says the same as JSON, as a JSON or YAML file, and as name=value', async () => {
    folder = await temporaryFolder();
    await writeFile(join(folder, 'user.json'), JSON.stringify(user));
    await mkdir(join(folder, 'below'));
    await writeFile(
      join(folder, 'below', 'user.yaml'),
      'idMode: manual\nuserId: u-77\nemail: kai@quay.example\ncustomFields: [{ key: a.b, value: "007" }]\n',
    );
    const assigned = [
      'idMode=manual',
      'userId=u-77',
      'email=kai@quay.example',
      'customFields[0].key=a.b',
      'customFields[0].value="007"',
    ];

    const bodies = [
      await sent(JSON.stringify(user)),
      await sent('@user.json'),
      await sent('@below/user.yaml'),
      await sent(...assigned),
    ];

    expect(bodies[0]).toMatchObject({ userId: 'u-77' });
    for (const body of bodies.slice(1)) expect(body).toEqual(bodies[0]);
  });

  test.each<[string[], unknown]>([
    [['a=1'], 1],
    [['a=1.50'], 1.5],
    [['a=text'], 'text'],
    [['a='], ''],
    [['a="1"'], '1'],
    [['a=null'], null],
    [['a=true'], true],
    [['a={"b":[1]}'], { b: [1] }],
    [['a=x=y'], 'x=y'],
    [['a.b.c=1', 'a.b.d=2'], { b: { c: 1, d: 2 } }],
    [
      ['a[0]=1', 'a[1]=2'],
      [1, 2],
    ],
    [['a["b.c"]=1'], { 'b.c': 1 }],
    [['a=12345678901234567890'], '12345678901234567890'],
  ])('reads %j', async (assignments, expected) => {
    const context = assignments.flatMap((text) => ['--context', text]);

    const { json } = await makeappJson(['iml', '{{a}}', ...context]);

    expect(json).toMatchObject({ ok: true, value: expected });
  });
});

describe('a problem', () => {
  const KEYS = ['code', 'severity', 'message', 'fix', 'component', 'section', 'path', 'file', 'line', 'column'];

  test('has a code, a severity, a message, and a place in the source relative to the current folder', async () => {
    const project = await changedApp(built, 'modules/list-stories/list-stories.communication.iml.json', (text) =>
      text.replace(/"url": "[^"]*"/, '"url": "/stories/{{parameters.limt}}"'),
    );

    const { status, json } = await makeappJson(['check', '--project', project], { cwd: join(project, 'modules') });

    expect([status, json.ok]).toEqual([1, false]);
    expect(
      json.problems.flatMap((problem: object) => Object.keys(problem)).filter((key: string) => !KEYS.includes(key)),
    ).toEqual([]);
    expect(json.problems.find(({ code }: { code: string }) => code === 'REF001')).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('limt'),
      component: 'modules.listStories',
      section: 'communication',
      path: expect.stringContaining('url'),
      file: 'list-stories/list-stories.communication.iml.json',
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });
});

describe('stdout and stderr', () => {
  test('hold no colour unless a person looks on', async () => {
    for (const args of [['check', '--project', app], ['run', 'listStories', '--trace', '--project', app], ['--help']]) {
      const { out, err } = await makeapp(args);
      expect(`${out}${err}`).not.toContain('\u001b[');
    }
  });

  test('hold results and progress: stdout stays what it is with --trace', async () => {
    const args = ['run', 'listStories', 'limit=1', '--now', '2026-01-01T00:00:00Z', '--project', app];

    const [plain, traced] = [await makeapp(args), await makeapp([...args, '--trace'])];

    expect(traced.out).toBe(plain.out);
    expect(traced.err.length).toBeGreaterThan(plain.err.length);
  });

  test('never hold a secret of the connection, of an argument or of an answer', async () => {
    const secret = 'qx7-very-secret-token';
    const args = ['run', 'createUser', 'idMode=auto', 'email=a@b.example', '--connection', `accessToken=${secret}`];

    const { out, err, status } = await makeapp([...args, '--trace', '--json', '--project', app]);

    expect(status).toBe(1); // The mock knows another token.
    expect(`${out}${err}`).not.toContain(secret);
    expect(out).toContain('***');
  });
});

describe('run --json', () => {
  const KEYS = ['ok', 'component', 'bundles', 'requests', 'respond', 'state', 'warnings', 'error'];

  test.each<[string, readonly string[], number]>([
    ['an action that works', ['createUser', 'idMode=auto', 'email=a@b.example'], 0],
    ['an action that fails', ['createUser', 'idMode=auto', 'email=none'], 1],
    ['an RPC', ['rpcs.listUsers'], 0],
    ['a connection', ['connections.chatbot', 'accessToken=developer-token'], 0],
    ['a webhook', ['webhooks.newMessages.attach', 'name=Desk'], 0],
    ['an unknown component', ['createUsr'], 2],
  ])('prints the same document for %s', async (_what, args, status) => {
    const ran = await makeappJson(['run', ...args, '--project', app]);

    expect(ran.status).toBe(status);
    expect(Object.keys(ran.json).filter((key) => !KEYS.includes(key))).toEqual([]);
    expect(ran.json).toMatchObject({
      bundles: expect.any(Array),
      requests: expect.any(Array),
      warnings: expect.any(Array),
    });
    expect(Object.hasOwn(ran.json, 'error')).toBe(!ran.json.ok);
  });

  test('gives a request all its members', async () => {
    const { json } = await makeappJson(['run', 'listStories', '--project', app]);

    expect(json.requests[0]).toEqual({
      method: 'GET',
      url: expect.stringMatching(/^https:/),
      headers: expect.any(Object),
      status: 200,
      responseBody: expect.anything(),
      ms: expect.any(Number),
    });
  });
});

describe('--state', () => {
  const attach = (cwd: string) =>
    makeappJson(['run', 'webhooks.newMessages.attach', 'name=Desk', '--state', 's.json', '--project', app], { cwd });

  test.each([['{}'], [undefined]])(
    'of %s is a fresh start, in a file relative to the current folder',
    async (before) => {
      const folder = await temporaryFolder();
      if (before !== undefined) await writeFile(join(folder, 's.json'), before);

      const { status, json } = await attach(folder);

      const after = JSON.parse(await readFile(join(folder, 's.json'), 'utf8'));
      expect([status, Object.keys(after).toSorted()]).toEqual([0, ['data', 'id', 'url']]);
      expect(json.state.url).toBe(after.url);
    },
  );
});

describe('build --json and check --json', () => {
  test('hold what the contract names', async () => {
    const out = await temporaryFolder();

    const [build, check] = [
      await makeappJson(['build', '--project', built.app, '--out', out]),
      await makeappJson(['check', '--project', app]),
    ];

    expect(Object.keys(build.json).toSorted()).toEqual(['files', 'ms', 'ok', 'problems']);
    expect(build.json.files[0]).toEqual({ path: expect.any(String), bytes: expect.any(Number) });
    expect(Object.keys(check.json).toSorted()).toEqual(['counts', 'ok', 'problems']);
    expect(check.json.ok).toBe(check.json.counts.error === 0);
  });
});

describe('mock --json', () => {
  test('is refused in one document when its port is none', async () => {
    const { status, json } = await makeappJson(['mock', '--port', 'x']);

    expect([status, json.error.message]).toEqual([2, expect.stringContaining('--port x is no port.')]);
  });
});

describe('explain --json', () => {
  test('holds the page', async () => {
    const { status, json } = await makeappJson(['explain', 'ux-001']);

    expect(status).toBe(0);
    expect(json).toEqual({ ok: true, rule: 'UX-001', page: expect.stringContaining('UX-001') });
  });
});

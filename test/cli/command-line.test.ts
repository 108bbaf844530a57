import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
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

/** Places of each run that its expectation names. */
const fill = (args: readonly string[]): string[] =>
  args.map((arg) => arg.replace('$APP', app).replace('$TMP', built.folder));
const onApp = ['--project', '$APP'];

describe('the command line', () => {
  test('lists its commands on stdout', async () => {
    const { status, out, err } = await makeapp(['--help']);

    expect([status, err]).toEqual([0, '']);
    for (const command of ['build', 'check', 'run', 'iml', 'mock', 'listen', 'start']) {
      expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
  });

  test.each(['build', 'check', 'run', 'iml', 'mock', 'listen', 'start'])('explains %s', async (command) => {
    const { status, out, err } = await makeapp([command, '--help']);

    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(`Usage: makeapp ${command}`);
  });

  test('says what there is when asked for nothing', async () => {
    const { status, out, err } = await makeapp([]);

    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('Usage: makeapp');
  });
});

interface Wrong {
  readonly title: string;
  readonly args: readonly string[];
  readonly message: string;
}

const WRONG: readonly Wrong[] = [
  { title: 'an unknown command', args: ['frobnicate'], message: "unknown command 'frobnicate'" },
  { title: 'a misspelt command', args: ['biuld'], message: 'Did you mean build?' },
  { title: 'an unknown option', args: ['check', '--nope'], message: "unknown option '--nope'" },
  { title: 'one argument too many', args: ['check', 'more'], message: 'too many arguments' },
  { title: 'a missing argument', args: ['run'], message: "missing required argument 'component'" },
  {
    title: 'a project that is not there',
    args: ['check', '--project', '/nowhere/app'],
    message: 'There is nothing at /nowhere/app.',
  },
  { title: 'a folder without an app', args: ['build', '--project', '$TMP'], message: 'holds no app' },
  {
    title: 'a build over the sources',
    args: ['build', '--out', 'modules'],
    message: 'would write over the sources of the app',
  },
  {
    title: 'a build into the project itself',
    args: ['build', '--out', '.'],
    message: 'would write over the sources of the app',
  },
  {
    title: 'a build where nothing can be written',
    args: ['build', '--out', 'package.json/dist'],
    message: 'cannot write to',
  },
  { title: 'an unknown module', args: ['run', 'createUsr', ...onApp], message: 'did you mean "createUser"?' },
  { title: 'an unknown RPC', args: ['run', 'rpcs.listUser', ...onApp], message: 'did you mean "listUsers"?' },
  {
    title: 'an unknown kind of component',
    args: ['run', 'module.createUser', ...onApp],
    message: 'did you mean "modules.createUser"?',
  },
  {
    title: 'a webhook without a step',
    args: ['run', 'webhooks.newMessages', ...onApp],
    message: 'does not say which step to run',
  },
  {
    title: 'an unknown step',
    args: ['run', 'webhooks.newMessages.atach', ...onApp],
    message: 'did you mean "attach"?',
  },
  {
    title: 'broken JSON',
    args: ['run', 'createUser', '{"idMode":', ...onApp],
    message: 'The input of createUser is not valid JSON: value expected at line 1, column 11.',
  },
  {
    title: 'a word that is no parameter',
    args: ['run', 'createUser', 'email', ...onApp],
    message: 'is not of the form name=value',
  },
  { title: 'parameters given twice', args: ['run', 'createUser', '{}', 'a=1', ...onApp], message: 'given twice' },
  {
    title: 'parameters that are a list',
    args: ['run', 'createUser', '[1]', ...onApp],
    message: 'must be a collection',
  },
  { title: 'a missing file', args: ['run', 'createUser', '@none.json', ...onApp], message: 'none.json does not exist' },
  {
    title: 'a connection that is a list',
    args: ['run', 'createUser', '--connection', '[]', ...onApp],
    message: '--connection must be a JSON object, not a list.',
  },
  { title: 'an instant trigger without a payload', args: ['run', 'watchNewMessages', ...onApp], message: '--payload' },
  {
    title: 'a payload that is no request',
    args: ['run', 'watchNewMessages', '--payload', '{"chatId":1}', ...onApp],
    message: 'An incoming request is { method, query, headers, body }.',
  },
  {
    title: 'an address that is none',
    args: ['run', 'webhooks.newMessages.attach', 'name=x', '--hook-url', 'desk', ...onApp],
    message: '--hook-url desk is no address.',
  },
  {
    title: 'a detach without a state',
    args: ['run', 'webhooks.newMessages.detach', ...onApp],
    message: 'needs the state that attach left',
  },
  {
    title: 'a target of an unknown kind',
    args: ['run', 'listStories', '--api', 'ftp://x', ...onApp],
    message: '--api ftp://x is no target.',
  },
  {
    title: 'a target without a host',
    args: ['run', 'listStories', '--api', 'http://', ...onApp],
    message: '--api http:// is no target.',
  },
  {
    title: 'a recording that is not there',
    args: ['run', 'listStories', '--api', 'replay:none.json', ...onApp],
    message: 'none.json does not exist',
  },
  {
    title: 'a file that is no recording',
    args: ['run', 'listStories', '--api', 'replay:package.json', ...onApp],
    message: 'is no recording',
  },
  {
    title: 'a clock that is no time',
    args: ['run', 'listStories', '--now', 'yesterday', ...onApp],
    message: '"yesterday" is no date',
  },
  {
    title: 'a time zone that is none',
    args: ['run', 'listStories', '--timezone', 'Mars/One', ...onApp],
    message: '"Mars/One" is no time zone',
  },
  {
    title: 'a limit that is no number',
    args: ['run', 'listStories', '--limit', 'many', ...onApp],
    message: '--limit many',
  },
  { title: 'a limit of nothing', args: ['run', 'listStories', '--limit', '0', ...onApp], message: '--limit 0' },
  {
    title: 'a state that is no JSON',
    args: ['run', 'webhooks.newMessages.detach', '--state', 'README-none/s.json', ...onApp],
    message: 'there is no folder',
  },
  { title: 'no template', args: ['iml'], message: 'There is no template to evaluate.' },
  {
    title: 'a template beside a batch',
    args: ['iml', '{{1}}', '--batch'],
    message: '--batch reads its templates from stdin',
  },
  {
    title: 'a context that is no JSON',
    args: ['iml', '{{1}}', '--context', '{'],
    message: '--context is not valid JSON',
  },
  {
    title: 'an IML clock that is no time',
    args: ['iml', '{{now}}', '--now', 'soon'],
    message: '--now soon is no date',
  },
  {
    title: 'an IML time zone that is none',
    args: ['iml', '{{now}}', '--timezone', 'Mars/One'],
    message: '--timezone Mars/One is no time zone',
  },
  { title: 'an unknown webhook', args: ['listen', 'newMesages', ...onApp], message: 'did you mean "newMessages"?' },
  {
    title: 'a port that is none',
    args: ['listen', 'newMessages', '--port', 'abc', ...onApp],
    message: '--port abc is no port.',
  },
];

/** What is written must be read in one line, whatever the terminal would do to it. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('what is wrong with the command line or an input file', () => {
  test.each(WRONG)('is said on stderr, with exit status 2: $title', async ({ args, message }) => {
    const { status, out, err } = await makeapp(fill(args));

    expect([status, out]).toEqual([2, '']);
    expect(flat(err)).toContain(message);
  });

  test.each(WRONG)('is one document on stdout with --json: $title', async ({ args, message }) => {
    const { status, json } = await makeappJson(fill(args));

    expect(status).toBe(2);
    expect(json).toMatchObject({ ok: false, error: { type: 'InputError', message: expect.any(String) } });
    expect(flat(json.error.message)).toContain(message);
  });

  test.each([
    { title: 'no value', args: ['run', 'x', '--api'], message: "option '--api <target>' argument missing" },
    { title: 'a port beyond the last', args: ['mock', '--port', '65536'], message: '--port 65536 is no port.' },
    { title: 'a port below the first', args: ['mock', '--port', '-1'], message: '--port -1 is no port.' },
    { title: 'faults that are not there', args: ['mock', '--faults', 'none.yaml'], message: 'none.yaml' },
    { title: 'no mock API', args: ['mock', '--project', '$TMP'], message: 'The project has no mock API' },
    {
      title: 'nothing to start',
      args: ['start', '--project', '/nowhere/app'],
      message: 'There is nothing at /nowhere/app.',
    },
  ])('is said where nothing can or need know of --json: $title', async ({ args, message }) => {
    const { status, out, err } = await makeapp(fill(args));

    expect([status, out]).toEqual([2, '']);
    expect(flat(err)).toContain(message);
  });

  test('never repeats a secret from an argument that cannot be read', async () => {
    const secret = '{"accessToken":"s3cr3t" "b":1}';
    const assigned = 'run createUser --connection s3cr3t'.split(' ');

    for (const args of [['run', 'createUser', '--connection', secret], ['run', 'createUser', secret], assigned]) {
      const plain = await makeapp(fill([...args, ...onApp]));
      const { out } = await makeappJson(fill([...args, ...onApp]));
      expect(plain.status).toBe(2);
      expect(`${plain.out}${plain.err}${out}`).not.toContain('s3cr3t');
    }
  });

  test.each([
    ['[]', 'must hold a JSON object'],
    ['{"id":', 'is not valid JSON'],
  ])('a state file with %s is refused and left as it is', async (text, message) => {
    const file = join(await temporaryFolder(), 's.json');
    await writeFile(file, text);

    const { status, json } = await makeappJson(fill(['run', 'webhooks.newMessages.detach', '--state', file, ...onApp]));

    expect([status, await readFile(file, 'utf8')]).toEqual([2, text]);
    expect(json.error.message).toContain(message);
  });
});

describe('an app with errors', () => {
  const broken = () =>
    changedApp(built, 'modules/list-stories/list-stories.communication.iml.json', (text) =>
      text.replace(/"url": "[^"]*"/, '"url": "/stories/{{parameters.limt}}", "qs": { "a": "{{1 +}}" }'),
    );

  test('is not built', async () => {
    const project = await broken();
    const out = join(await temporaryFolder(), 'dist');

    const { status, json } = await makeappJson(['build', '--project', project, '--out', out], { cwd: project });
    const again = await makeapp(['check', '--project', out]);

    expect([status, json.ok, json.files]).toEqual([1, false, []]);
    expect(json.problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        component: 'modules.listStories',
        section: 'communication',
        file: 'modules/list-stories/list-stories.communication.iml.json',
        line: expect.any(Number),
      }),
    );
    expect(again.err).toContain('There is nothing at');
  });

  test('is not started', async () => {
    const { status, out, err } = await makeapp([
      'start',
      '--project',
      await broken(),
      '--out',
      await temporaryFolder(),
    ]);

    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('nothing was written');
  });

  test('fails its check, problems on stdout', async () => {
    const { status, out, err } = await makeapp(['check', '--project', await broken()]);

    expect([status, err]).toEqual([1, '']);
    expect(out).toMatch(/\d+ errors?/);
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltApp, buildOnce, makeapp, makeappJson, SETUP_LIMIT, smallApp, temporaryFolder } from './support.ts';

let built: BuiltApp;
let project: string;
beforeAll(async () => {
  built = await buildOnce();
  project = await smallApp(built, ['createUser', 'getStory', 'listStories', 'watchNewMessages', 'listUsers']);
}, SETUP_LIMIT);

/** Writes a file; gives its path. */
async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const onApp = () => ['--project', project, '--app', 'chatbot'];
const blueprint = (...flow: object[]) => fileOf('day.blueprint.json', { name: 'Day', flow });

const LIST = { id: 1, module: 'chatbot:listStories', parameters: { limit: 2, __IMTCONN__: 9 } };
const READ = { id: 2, module: 'chatbot:getStory', mapper: { id: '{{1.id}}' } };

describe('scenario', () => {
  test('runs a blueprint, and says what each module gave and cost', async () => {
    const { status, json } = await makeappJson(['scenario', await blueprint(LIST, READ), ...onApp()]);

    expect(status).toBe(0);
    expect(json).toMatchObject({ ok: true, name: 'Day', status: 'success', cycles: 1, operations: 3 });
    expect(json.modules).toMatchObject([
      { id: 1, module: 'chatbot:listStories', operations: 1, requests: 1, bundles: [{}, {}], errors: [] },
      { id: 2, module: 'chatbot:getStory', operations: 2, requests: 2, bundles: [{}, {}], errors: [] },
    ]);
    expect(json.modules[1].bundles[0].id).toBe(json.modules[0].bundles[0].id);
  });

  test('prints a row for each module, and bundles when asked', async () => {
    const args = ['scenario', await blueprint({ ...LIST, metadata: { designer: { name: 'Look' } } }), ...onApp()];

    const brief = await makeapp(args);
    const verbose = await makeapp([...args, '--verbose']);

    expect(brief.out).toMatch(/✓ +1 +Look +chatbot:listStories +1 +2 +1 +\d+\n\nsuccess 1 operation\n$/);
    expect(brief.out).not.toContain('bundle 1');
    expect(verbose.out).toMatch(/1, bundle 2 \{\n {2}"/);
  });

  test('takes bundles of other apps from the command line, as JSON, as a file, or by number', async () => {
    const file = await blueprint({ id: 1, module: 'shop:watchOrders' }, { ...READ, mapper: { id: '{{1.story}}' } });
    const [story] = (await makeappJson(['run', 'listStories', 'limit=1', '--project', project])).json.bundles;
    const bundles = { 1: [{ story: story.id }] };
    const written = await fileOf('bundles.yaml', `1: [{ story: ${story.id} }]`);

    for (const given of [JSON.stringify(bundles), `@${written}`, `1=${JSON.stringify(bundles[1])}`]) {
      const { json } = await makeappJson(['scenario', file, '--bundles', given, ...onApp()]);
      expect(json).toMatchObject({ ok: true, operations: 2 });
    }
  });

  test('gives an instant trigger the payload', async () => {
    const file = await blueprint({ id: 1, module: 'chatbot:watchNewMessages' });
    const payload = JSON.stringify({ method: 'POST', body: { chatId: 'c-1' } });

    const { status, json } = await makeappJson(['scenario', file, '--payload', payload, ...onApp()]);

    expect([status, json.modules[0].operations]).toEqual([0, 1]);
  });

  test('reads a blueprint named by a scenario file, with what it needs beside it', async () => {
    const file = await blueprint({ id: 1, module: 'shop:watchOrders' }, { ...LIST, id: 2 });
    const text = `name: From a file\nblueprint: ${file}\napp: chatbot\nbundles:\n  1: [{ a: 1 }, { a: 2 }]\n`;

    const { status, json } = await makeappJson(['scenario', await fileOf('s.yaml', text), '--project', project]);

    expect([status, json.name, json.operations]).toEqual([0, 'From a file', 3]);
  });

  test('runs the steps of a scenario file', async () => {
    const text = 'name: Steps\nsteps:\n  - { title: Look, run: listStories, params: { limit: 1 } }\n';

    const { json } = await makeappJson(['scenario', await fileOf('s.yaml', text), '--project', project]);

    expect(json).toMatchObject({ ok: true, modules: [{ id: 1, title: 'Look', module: 'modules.listStories' }] });
  });

  test('exits 1 when the run failed, and says what becomes of it', async () => {
    const args = ['scenario', await blueprint({ ...READ, mapper: { id: '6012ab34cd56ef78901200ff' } }), ...onApp()];

    const { status, json } = await makeappJson(args);
    const { err } = await makeapp(args);

    expect(status).toBe(1);
    expect(json).toMatchObject({
      ok: false,
      status: 'error',
      error: { module: 2, type: 'DataError', statusCode: 404 },
    });
    expect(err).toMatch(/DataError in 2: .*\n {2}the scenario stops and is rolled back/);
  });

  test('uses the clock and the zone it is given', async () => {
    const set = { id: 1, module: 'util:SetVariable2', mapper: { name: 'at', value: '{{formatDate(now; "HH:mm")}}' } };
    const when = ['--now', '2026-07-01T00:30:00Z', '--timezone', 'Asia/Tokyo'];

    const { json } = await makeappJson(['scenario', await blueprint(set), ...when, ...onApp()]);

    expect(json.modules[0].bundles).toEqual([{ at: '09:30' }]);
  });

  test('masks what is secret', async () => {
    const { json } = await makeappJson([
      ...[
        'scenario',
        await fileOf(
          's.yaml',
          'name: S\nsteps: [{ title: Connect, run: connections.chatbot, params: { accessToken: developer-token } }]',
        ),
      ],
      ...['--project', project],
    ]);

    expect(json.ok).toBe(true);
    expect(JSON.stringify(json)).not.toContain('developer-token');
  });

  test('refuses a file that is no recording, and leaves it as it is', async () => {
    const file = await blueprint(LIST);
    const recording = join(await temporaryFolder(), 'r.json');
    await writeFile(recording, '{}');

    const { status, json } = await makeappJson(['scenario', file, '--api', `replay:${recording}`, ...onApp()]);

    expect([status, json.error.type]).toEqual([2, 'InputError']);
    expect(await readFile(recording, 'utf8')).toBe('{}');
  });
});

interface Wrong {
  readonly title: string;
  readonly name?: string;
  readonly content: unknown;
  readonly args?: readonly string[];
  /** A problem as `code line:column path`, or the message of the error. */
  readonly says: string;
}

const WRONG: readonly Wrong[] = [
  { title: 'no YAML', content: 'name: [', says: 'is not YAML' },
  { title: 'no JSON', name: 'b.json', content: '{"flow":', says: 'is not JSON' },
  { title: 'text', content: 'Tide', says: 'SCN001 1:1 undefined the file must be an object.' },
  { title: 'no name', content: 'steps: [{ title: a, run: b }]', says: 'SCN001 1:1 undefined "name" is required.' },
  {
    title: 'an unknown key',
    content: 'name: x\nstep: []',
    says: 'SCN001 2:1 step "step" is not known here; did you mean "steps"?',
  },
  { title: 'no steps', content: 'name: x\nsteps: []', says: 'SCN001 2:1 steps "steps" must have at least 1 item.' },
  {
    title: 'nothing to do',
    content: 'name: x',
    says: 'SCN001 1:1 undefined the file needs steps or blueprint or flow.',
  },
  {
    title: 'steps and a flow',
    content: 'name: x\nsteps: [{ title: a, run: b }]\nflow: [{ id: 1, module: a:b }]',
    says: 'SCN001 1:1 undefined only one of steps, flow can stand here.',
  },
  {
    title: 'a step without a title',
    content: 'name: x\nsteps:\n  - run: a',
    says: 'SCN001 3:5 steps[0] "steps[0].title" is required.',
  },
  {
    title: 'a step that does both',
    content: 'name: x\nsteps:\n  - { title: a, run: b, call: GET / }',
    says: 'SCN001 3:5 steps[0] only one of run, call can stand here.',
  },
  {
    title: 'a step that does nothing',
    content: 'name: x\nsteps:\n  - { title: a }',
    says: 'SCN001 3:5 steps[0] "steps[0]" needs steps[0].run or steps[0].call.',
  },
  {
    title: 'a call of another host',
    content: 'name: x\nsteps:\n  - { title: a, call: "GET https://a.example/" }',
    says: 'SCN001 3:17 steps[0].call "steps[0].call" must match ^[A-Z]+ /\\S*$.',
  },
  {
    title: 'a blueprint without modules',
    name: 'b.json',
    content: { flow: [] },
    says: 'SCN001 1:2 flow "flow" must have at least 1 item.',
  },
  {
    title: 'a module without an app',
    name: 'b.json',
    content: { flow: [{ id: 1, module: 'x' }] },
    says: 'SCN001 1:18 flow[0].module "flow[0].module" must match ^[^:]+:[^:]+$.',
  },
  {
    title: 'a module of another app',
    name: 'b.json',
    content: { flow: [{ id: 1, module: 'shop:watch' }] },
    says: 'SCN003 1:18 flow[0].module Module 1 (shop:watch) belongs to another app, which cannot be run here.',
  },
  {
    title: 'a misspelt module',
    content: 'name: x\nflow:\n  - id: 1\n    module: chatbot:listStorys',
    says: 'SCN002 4:5 flow[0].module Module 1: the app has no module "listStorys".',
  },
  {
    title: 'bundles for nobody',
    content: 'name: x\nflow: [{ id: 1, module: chatbot:listStories }]\nbundles:\n  7: []',
    says: 'SCN008 4:3 bundles["7"] There is no module 7 to give bundles to.',
  },
  {
    title: 'bundles for steps',
    content: 'name: x\nsteps: [{ title: a, run: listStories }]',
    args: ['--bundles', '{"1":[]}'],
    says: '--bundles is for blueprints; this scenario has steps.',
  },
  {
    title: 'a payload for nobody',
    content: 'name: x\nflow: [{ id: 1, module: chatbot:listStories }]',
    args: ['--payload', '{"body":1}'],
    says: '--payload has nobody to go to',
  },
  {
    title: 'a clock that is no time',
    content: 'name: x\nflow: [{ id: 1, module: chatbot:listStories }]',
    args: ['--now', 'noon'],
    says: '--now noon is no date.',
  },
];

describe('a scenario that cannot be run', () => {
  test.each(WRONG)(
    'exits 2, in words and as a document: $title',
    async ({ name = 's.yaml', content, args = [], says }) => {
      const command = ['scenario', await fileOf(name, content), ...args, ...onApp()];

      const { status, json } = await makeappJson(command);
      const plain = await makeapp(command);

      const found = json.problems.map(
        ({ code, line, column, path, message }: Record<string, unknown>) =>
          `${code} ${line}:${column} ${path} ${message}`,
      );
      expect([status, plain.status, plain.out, json.ok, json.error.type]).toEqual([2, 2, '', false, 'InputError']);
      expect([...found, json.error.message].join('\n')).toContain(says);
      expect(plain.err.replaceAll(/\s+/g, ' ')).toContain(
        (found.length > 0 ? says.replace(/^(\S+ ){3}/, '') : says).trim(),
      );
    },
  );
});

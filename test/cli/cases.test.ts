import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, requestDifferences } from '../../scripts/cli/case-differences.ts';
import { type RecordedCase, readCase, writeCase } from '../../scripts/cli/case-file.ts';
import { seededHost } from '../../scripts/cli/case-host.ts';
import type { HttpHandler } from '../../scripts/core/http.ts';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { manifestOf } from '../runtime/support.ts';
import { functionsProject } from './functions-project.ts';
import { makeapp, makeappJson, serveHere, temporaryFolder } from './support.ts';

const SECRET = 'k-5f1e77aa90';
const ACCESS = 'never-used-token-1';

const communication = (response: object) => ({
  url: '/ships',
  qs: { port: '{{parameters.port}}' },
  headers: {
    'x-key': '{{connection.apiKey}}',
    'x-sign': "{{sha256(parameters.port; 'hex'; connection.apiKey)}}",
    'x-id': '{{uuid}}',
    'x-at': '{{timestamp}}',
  },
  response: { iterate: '{{body.ships}}', ...response },
  pagination: { condition: '{{body.next}}', qs: { page: '{{body.next}}' } },
});

const OUTPUT = { name: '{{item.name}}', chance: '{{random}}', key: '{{connection.apiKey}}' };
const DOWN = { valid: { condition: '{{if(body.down; false; true)}}', message: '{{body.down}}' } };

const appWith = (output: object, changed: object = {}) =>
  manifestOf({
    base: { baseUrl: 'https://ships.example' },
    connections: {
      shop: { connectionType: 'basic', sections: { params: [{ name: 'apiKey', type: 'password' }] } },
    },
    modules: {
      listShips: {
        moduleType: 'search',
        connection: 'shop',
        sections: {
          mappableParams: [{ name: 'port', type: 'text', label: 'Port' }],
          communication: { ...communication({ ...DOWN, output }), ...changed },
        },
      },
      other: { connection: 'shop', sections: { communication: { url: '/other' } } },
    },
  });

/** Writes an app over the one that is there. */
async function write(folder: string, output: object = OUTPUT, changed: object = {}): Promise<void> {
  for (const { path, bytes } of renderLocal(appWith(output, changed))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** An API with two pages of ships, and one port that is down; it repeats the key it is given. */
const ships: HttpHandler = async ({ url, headers }) => {
  const { searchParams } = new URL(url);
  const page = searchParams.get('page');
  const found = page ? { ships: [{ name: 'Bo' }] } : { ships: [{ name: 'Ada' }], next: 2, key: headers['x-key'] };
  const answer = searchParams.get('port') === 'Hull' ? { down: `Hull sleeps, says ${headers['x-key']}` } : found;
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': 'session=s3ss10n-of-mine' },
    body: Buffer.from(JSON.stringify(answer)),
  };
};

interface Recorded {
  readonly folder: string;
  readonly file: string;
  record(...more: string[]): ReturnType<typeof makeappJson>;
}

async function project(port = 'Riga'): Promise<Recorded> {
  const folder = join(await temporaryFolder(), 'shop');
  await write(folder);
  const { url } = await serveHere(ships);
  const connection = JSON.stringify({ apiKey: SECRET, accessToken: ACCESS });
  const args = ['run', 'listShips', `port=${port}`, '--api', url, '--connection', connection];
  const save = ['--save-case', 'test/cases/deep/ships.case.json'];
  return {
    folder,
    file: join(folder, 'test/cases/deep/ships.case.json'),
    record: (...more) => makeappJson([...args, ...save, ...more], { cwd: folder }),
  };
}

const runTests = (folder: string, ...args: string[]) => makeappJson(['test', ...args], { cwd: folder });
const read = async (file: string): Promise<RecordedCase> => JSON.parse(await readFile(file, 'utf8'));

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(file, after);
}

describe('a recorded case', () => {
  test('repeats a run with its clock and its chance, without the API and without secrets', async () => {
    const { folder, file, record } = await project();

    const made = await record();
    const text = await readFile(file, 'utf8');
    const { status, err, json } = await runTests(folder);

    expect(made.json.ok).toBe(true);
    expect(made.err).toContain('saved test/cases/deep/ships.case.json: 2 requests');
    for (const hidden of [SECRET, ACCESS, 's3ss10n']) expect(text).not.toContain(hidden);
    expect(JSON.parse(text)).toMatchObject({ component: 'modules.listShips', connection: { apiKey: '***' } });
    expect([status, err]).toEqual([0, '']);
    const one = { file: 'test/cases/deep/ships.case.json', component: 'modules.listShips', ok: true };
    expect(json).toEqual({
      ok: true,
      functions: [],
      cases: [{ ...one, ms: expect.any(Number), differences: [] }],
    });
    expect(await readdir(dirname(file))).toEqual(['ships.case.json']);
  });

  test('names the path and both values of what changed', async () => {
    const { folder, record } = await project();
    await record();
    await write(folder, { ...OUTPUT, name: '{{upper(item.name)}}' });

    const { status, json } = await runTests(folder);
    const plain = await makeapp(['test'], { cwd: folder });

    expect([status, json.ok]).toEqual([1, false]);
    expect(json.cases[0].differences).toEqual([
      { path: 'bundles[0].name', expected: 'Ada', actual: 'ADA' },
      { path: 'bundles[1].name', expected: 'Bo', actual: 'BO' },
    ]);
    expect(plain.status).toBe(1);
    expect(plain.out).toMatch(
      /^- test\/cases\/deep\/ships\.case\.json \(modules\.listShips, [\d.]+ ms\) \.\.\. ✘\n {4}bundles\[0\]\.name\n {6}expected "Ada"\n {6}actual {3}"ADA"\n/,
    );
    expect(plain.out).toMatch(/\n\n1 case, 0 passed, 1 failed\nFAILED\n$/);
    expect(plain.err).toContain('--update');
  });

  test('sees another query, header and body of a request', async () => {
    const { folder, record } = await project();
    await record();
    const { headers, qs } = communication({});
    await write(folder, OUTPUT, {
      qs: { ...qs, sort: 'name' },
      headers: { ...headers, 'x-key': 'none' },
      body: { a: 1 },
      method: 'GET',
    });

    const { json } = await runTests(folder);

    const paths = json.cases[0].differences.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(['requests[0].query.sort', 'requests[0].headers.x-key']));
    expect(json.cases[0].differences).toContainEqual({ path: 'requests[1].query.sort', actual: 'name' });
  });

  test.each([
    ['another address', { url: '/boats' }, /^GET https:\/\/ships\.example\/ships/, /\/boats/],
    ['another method', { method: 'POST' }, /^GET /, /^POST /],
  ])('stops at a request with %s, which an update does not take', async (_, changed, expected, actual) => {
    const { folder, file, record } = await project();
    await record();
    const before = await readFile(file, 'utf8');
    await write(folder, OUTPUT, changed);

    const { status, json } = await runTests(folder, '--update');

    expect([status, await readFile(file, 'utf8')]).toEqual([1, before]);
    expect(json.cases[0].differences).toEqual([
      { path: 'requests[0]', expected: expect.stringMatching(expected), actual: expect.stringMatching(actual) },
    ]);
  });

  test('misses a request that is no longer made', async () => {
    const { folder, record } = await project();
    await record();
    await write(folder, OUTPUT, { pagination: { condition: false } });

    const { json } = await runTests(folder);

    expect(json.cases[0].differences).toEqual([
      { path: 'requests[1]', expected: expect.stringContaining('page=2') },
      { path: 'bundles[0].__IMTLENGTH__', expected: 2, actual: 1 },
      { path: 'bundles[1]', expected: expect.objectContaining({ name: 'Bo' }) },
    ]);
  });

  test('expects what it gives now after --update', async () => {
    const { folder, file, record } = await project();
    await record();
    await write(folder, { ship: '{{item.name}}' });

    const updated = await runTests(folder, '--update');
    const again = await runTests(folder);

    expect([updated.status, updated.json.cases[0]]).toEqual([
      0,
      expect.objectContaining({ ok: true, isUpdated: true }),
    ]);
    expect(again.json.cases[0]).toMatchObject({ ok: true, differences: [] });
    expect((await read(file)).expected.bundles).toMatchObject([{ ship: 'Ada' }, { ship: 'Bo' }]);
  });

  test('of a run that fails expects its error, secrets hidden', async () => {
    const { folder, file, record } = await project('Hull');

    const { status } = await record();

    expect(status).toBe(1);
    expect((await read(file)).expected).toEqual({
      ok: false,
      bundles: [],
      error: { type: 'RuntimeError', message: 'Hull sleeps, says ***', statusCode: 200 },
    });
    expect((await runTests(folder)).json.cases[0].differences).toEqual([]);
  });

  test('keeps its chance when it is recorded again, and is never one of another component', async () => {
    const { folder, file, record } = await project();
    await record('--now', '2026-03-04T05:06:07Z');
    const { seed } = await read(file);
    await record('--now', '2027-03-04T05:06:07Z');

    const other = await makeapp(['run', 'other', '--save-case', file], { cwd: folder });

    expect(await read(file)).toMatchObject({ seed, now: '2027-03-04T05:06:07.000Z' });
    expect(other.status).toBe(2);
    expect(other.err).toContain('is a case of modules.listShips, not of modules.other');
  });

  test('is not saved when a request got no answer', async () => {
    const { folder } = await project();
    const closed = ['--api', 'replay:empty.json', '--connection', '{}'];
    await writeFile(join(folder, 'empty.json'), '{"version":1,"exchanges":[]}');

    const { status, err } = await makeapp(['run', 'other', ...closed, '--save-case', 'a.case.json'], { cwd: folder });

    expect(status).toBe(1);
    expect(err).toContain('The case is not saved: 1 request got no answer.');
    expect(await readdir(folder)).not.toContain('a.case.json');
  });

  test('fails where its component is gone', async () => {
    const { folder, file, record } = await project();
    await record();
    await edit(file, (text) => text.replace('modules.listShips', 'modules.listShip'));

    const { status, json } = await runTests(folder);

    expect(status).toBe(1);
    expect(json.cases[0].differences[0]).toMatchObject({ path: 'component', expected: 'modules.listShip' });
  });
});

describe('makeapp test', () => {
  test('runs what a filter names, of cases and of functions', async () => {
    const { folder, record } = await project();
    await record();

    const [byFile, byComponent, none] = [
      await runTests(folder, 'DEEP/ship'),
      await runTests(folder, 'listships'),
      await runTests(folder, 'boats'),
    ];

    expect([byFile.json.cases, byComponent.json.cases].map(({ length }) => length)).toEqual([1, 1]);
    expect([none.status, none.json.error.message]).toEqual([2, expect.stringContaining('matches "boats"')]);
  });

  test('runs cases of functions beside their tests', async () => {
    const folder = await functionsProject(
      { knots: 'function knots(km) { return km / 2; }', halve: 'function halve(n) { return n / 2; }' },
      { knots: `it('works', () => assert.strictEqual(knots(2), 1));\n`, halve: `it('works', () => halve(2));\n` },
    );
    await makeapp(['run', 'functions.knots', '[4]', '--save-case', 'cases/knots.case.json'], { cwd: folder });
    await writeFile(join(folder, 'makeapp.config.yaml'), 'cases: cases\n');

    const { status, json } = await runTests(folder, 'knots');
    const { out } = await makeapp(['test'], { cwd: folder });

    expect(status).toBe(0);
    expect(json.functions.map(({ name }: { name: string }) => name)).toEqual(['knots']);
    expect(json.cases).toMatchObject([{ component: 'functions.knots', ok: true }]);
    expect(out).toMatch(
      /2 passed, 0 failed\nPASSED\n\n- cases\/knots\.case\.json .+ ✔\n\n1 case, 1 passed, 0 failed\nPASSED\n$/,
    );
  });

  test.each([
    ['{\n  "version": 1,,\n}', 'ships.case.json:2:16 is not valid JSON'],
    ['{ "version": 1 }', 'ships.case.json:1:1'],
  ])('refuses a file that is no case, with its place: %s', async (text, message) => {
    const { folder, file } = await project();
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);

    const { status, out, err } = await makeapp(['test'], { cwd: folder });

    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('passes the cases of this repository', async () => {
    const { status, json } = await makeappJson(['test']);

    expect([status, json.cases.flatMap((one: { differences: object[] }) => one.differences)]).toEqual([0, []]);
    expect(json.cases.length).toBeGreaterThan(3);
  });
});

test.each(['a.json', 'case.json'])('a case is not saved as %s, where it would not be found', async (name) => {
  const { folder } = await project();

  const { status, err } = await makeapp(['run', 'other', '--save-case', name], { cwd: folder });

  expect([status, err]).toEqual([2, expect.stringContaining('let it end with .case.json')]);
});

describe('differences', () => {
  test('are none between equal values, and some between others', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noNegativeZero: true } as object), fc.jsonValue(), (a, b) => {
        expect(differences(a, structuredClone(a))).toEqual([]);
        expect(differences({ a }, { a, b }).length > 0).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('of requests do not mind how these travel', () => {
    const request = { method: 'GET', url: 'https://a.example/b?x=1&y=2', headers: { 'user-agent': 'one' } };
    const other = { method: 'GET', url: 'https://a.example/b?y=2&x=1', headers: { 'user-agent': 'two' } };

    expect(requestDifferences([request], [other])).toEqual([]);
  });
});

test('a seed gives the same chance again', () => {
  const [a, b, c] = [seededHost(7), seededHost(7), seededHost(8)];

  expect([a.random(), a.uuid(), a.executionId]).toEqual([b.random(), b.uuid(), b.executionId]);
  expect(a.uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(c.executionId).not.toBe(a.executionId);
});

test('a case that was written reads the same', async () => {
  const file = join(await temporaryFolder(), 'new', 'a.case.json');
  const body = fc.oneof(fc.record({ json: fc.jsonValue() }), fc.record({ text: fc.string() }));

  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), body, async (bundles, sent) => {
      const request = { method: 'GET', url: 'https://a.example/', headers: { a: ['b', 'c'] }, body: sent };
      const exchanges = [{ request, response: { status: 200, headers: {} } }];
      const given = {
        version: 1,
        component: 'x',
        now: '',
        timezone: 'UTC',
        exchanges,
        expected: { ok: true, bundles },
      };
      const recorded = JSON.parse(JSON.stringify(given)) as RecordedCase;
      await writeCase(file, recorded);
      expect(await readCase(file)).toEqual(recorded);
    }),
    { numRuns: 5 },
  );
});

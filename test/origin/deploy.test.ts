import { describe, expect, test } from 'vitest';
import { freshDocument } from '../../scripts/cli/pull.ts';
import type { HttpHandler } from '../../scripts/core/http.ts';
import type { OriginEntry } from '../../scripts/manifest/types.generated.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import type { DeployOptions } from '../../scripts/origin/deploy-options.ts';
import type { FakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { pull } from '../../scripts/origin/pull.ts';
import {
  call,
  createApp,
  harbour,
  KEY,
  keptOrigin,
  type MemoryProject,
  memoryProject,
  openMake,
  READ_KEY,
  writesTo,
} from './support/harbour.ts';

const A = '/sdk/apps/harbour/1';

interface Attempt {
  readonly project: MemoryProject;
  readonly make: FakeOrigin;
  readonly origin: OriginEntry;
}

/** Deploys with the origin as the project last kept it; pauses are noted, not waited for. */
function run({ project, make, origin }: Attempt, options: Partial<DeployOptions> = {}) {
  return deploy(project, keptOrigin(project, origin), {
    transport: make.handler,
    apiKey: KEY,
    sleep: async () => {},
    ...options,
  });
}

async function deployed(): Promise<Attempt> {
  const attempt = { project: harbour(), ...(await openMake()) };
  const report = await run(attempt);
  if (!report.ok) throw new Error(JSON.stringify(report.problems));
  attempt.make.clear();
  return attempt;
}

describe('deploy to an empty app', () => {
  test('creates components in the order of their references, then sends texts, then metadata', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };

    const report = await run(attempt);

    expect(report.problems).toEqual([]);
    expect(report.counts).toEqual({ created: 8, deleted: 0, updated: 29, unchanged: 0, skipped: 1, failed: 0 });
    expect(writesTo(attempt.make)).toMatchInlineSnapshot(`
      [
        "POST /sdk/apps/harbour/connections",
        "POST /sdk/apps/harbour/webhooks",
        "POST /sdk/apps/harbour/1/endpoints",
        "POST /sdk/apps/harbour/1/modules",
        "POST /sdk/apps/harbour/1/modules",
        "POST /sdk/apps/harbour/1/modules",
        "POST /sdk/apps/harbour/1/rpcs",
        "POST /sdk/apps/harbour/1/functions",
        "PUT /sdk/apps/harbour/1/base",
        "PUT /sdk/apps/harbour/1/readme",
        "PUT /sdk/apps/harbour/1/groups",
        "PUT /sdk/apps/connections/harbour/api",
        "PUT /sdk/apps/connections/harbour/parameters",
        "PUT /sdk/apps/connections/harbour/common",
        "PUT /sdk/apps/harbour/1/endpoints/findShip/api",
        "PUT /sdk/apps/harbour/1/endpoints/findShip/inputParameters",
        "PATCH /sdk/apps/harbour/1/endpoints/findShip",
        "PUT /sdk/apps/harbour/1/rpcs/listBerths/api",
        "PUT /sdk/apps/harbour/1/rpcs/listBerths/parameters",
        "PUT /sdk/apps/webhooks/harbour/api",
        "PUT /sdk/apps/webhooks/harbour/attach",
        "PUT /sdk/apps/webhooks/harbour/scope",
        "PUT /sdk/apps/harbour/1/modules/getShip/api",
        "PUT /sdk/apps/harbour/1/modules/getShip/expect",
        "PUT /sdk/apps/harbour/1/modules/getShip/scope",
        "PUT /sdk/apps/harbour/1/modules/watchArrivals/api",
        "PUT /sdk/apps/harbour/1/modules/watchArrivals/samples",
        "PUT /sdk/apps/harbour/1/modules/callApi/api",
        "PUT /sdk/apps/harbour/1/functions/padTonnage/code",
        "PUT /sdk/apps/harbour/1/functions/padTonnage/test",
        "PATCH /sdk/apps/connections/harbour",
        "PATCH /sdk/apps/harbour/1/endpoints/findShip",
        "PATCH /sdk/apps/harbour/1/rpcs/listBerths",
        "PATCH /sdk/apps/webhooks/harbour",
        "PATCH /sdk/apps/harbour/1/modules/getShip",
        "PATCH /sdk/apps/harbour/1/modules/watchArrivals",
        "PATCH /sdk/apps/harbour/1/modules/callApi",
      ]
    `);
  });

  test('labels a component that has no label by its ID', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    const { webhook, rpc } = attempt.project.document.components;
    delete webhook.arrivals!.label;
    Object.assign(rpc.listBerths!, { label: '' });

    const report = await run(attempt);

    expect(report.problems).toEqual([]);
    expect((await call(attempt.make, 'GET', '/sdk/apps/webhooks/harbour')).text).toContain('"label":"arrivals"');
    expect((await call(attempt.make, 'GET', `${A}/rpcs/listBerths`)).text).toContain('"label":"listBerths"');
  });

  test('sends the exact text of every file with its media type', async () => {
    const { make, project } = { ...(await deployed()) };

    const base = await call(make, 'GET', `${A}/base`);
    const samples = await call(make, 'GET', `${A}/modules/watchArrivals/samples`);

    expect(base.text).toBe(project.files.get('base.json'));
    expect(samples.text).toBe('{ "ship": "Möwe" }\n');
  });

  test.each([
    ['PUT', `${A}/base`, 'application/jsonc'],
    ['PUT', `${A}/groups`, 'application/json'],
    ['PUT', `${A}/readme`, 'text/markdown'],
    ['PUT', `${A}/modules/getShip/expect`, 'application/jsonc'],
    ['PUT', '/sdk/apps/connections/harbour/common', 'application/json'],
    ['PUT', `${A}/functions/padTonnage/code`, 'application/javascript'],
    ['PATCH', `${A}/endpoints/findShip`, 'application/json'],
  ])('%s %s goes out as %s', async (method, path, mediaType) => {
    const attempt = { project: harbour(), ...(await openMake()) };

    await run(attempt);

    const sent = attempt.make.received.filter((each) => each.method === method && each.path === path);
    expect(sent.map(({ contentType }) => contentType)).toContain(mediaType);
    expect(sent.every(({ contentType }) => contentType === mediaType)).toBe(true);
  });

  test('keeps the name Make gave after each creation', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };

    await run(attempt);

    const { saved } = attempt.project;
    expect(saved).toHaveLength(8);
    expect(saved[0]?.idMapping).toMatchObject({ connection: [{ local: 'quay', remote: 'harbour' }], module: [] });
    expect(saved.at(-1)?.idMapping).toEqual({
      connection: [{ local: 'quay', remote: 'harbour' }],
      webhook: [{ local: 'arrivals', remote: 'harbour' }],
      module: ['getShip', 'watchArrivals', 'callApi'].map((name) => ({ local: name, remote: name })),
      rpc: [{ local: 'listBerths', remote: 'listBerths' }],
      function: [{ local: 'padTonnage', remote: 'padTonnage' }],
      endpoint: [{ local: 'findShip', remote: 'findShip' }],
    });
  });

  test('translates references into the names of Make', async () => {
    const { make } = await deployed();

    const { json: module } = await call(make, 'GET', `${A}/modules/watchArrivals`);
    const { json: endpoint } = await call(make, 'GET', `${A}/endpoints/findShip`);

    expect(module.appModule).toMatchObject({ typeId: 10, webhook: 'harbour', connection: null });
    expect(endpoint.appEndpoint).toMatchObject({
      attachedAccounts: ['harbour'],
      context: 'Ships are found by *name*.\n',
    });
  });
});

describe('deploy again', () => {
  test('sends nothing but what is never compared', async () => {
    const attempt = await deployed();

    const report = await run(attempt);

    expect(report.ok).toBe(true);
    expect(writesTo(attempt.make)).toEqual([`PATCH ${A}/endpoints/findShip`, `PATCH ${A}/modules/watchArrivals`]);
  });

  test('sends the one text that changed', async () => {
    const attempt = await deployed();
    attempt.project.files.set('modules/get-ship/communication.txt', '{ "url": "/vessels/{{parameters.id}}" }\n');

    const report = await run(attempt);

    const [change] = report.changes.filter(({ component }) => component === 'modules.getShip');
    expect(change).toEqual({
      action: 'update',
      component: 'modules.getShip',
      section: 'communication',
      file: 'modules/get-ship/communication.txt',
      method: 'PUT',
      path: `${A}/modules/getShip/api`,
      bytes: 40,
      why: 'the text differs',
      outcome: 'done',
    });
    expect(writesTo(attempt.make)).toHaveLength(3);
  });

  test('sends a text that differs in a comment only', async () => {
    const attempt = await deployed();
    attempt.project.files.set('base.json', '{\n    "baseUrl": "https://harbour.example" // staging\n}\n');

    await run(attempt);

    expect(writesTo(attempt.make)).toContain(`PUT ${A}/base`);
  });

  test('sends metadata that changed, and says which', async () => {
    const attempt = await deployed();
    const { getShip } = attempt.project.document.components.module;
    Object.assign(getShip!, { label: 'Get One Ship' });

    const report = await run(attempt);

    expect(report.changes.find(({ component }) => component === 'modules.getShip')).toMatchObject({
      section: 'metadata',
      why: 'label: not known to be the same',
    });
    expect((await call(attempt.make, 'GET', `${A}/modules/getShip`)).json.appModule.label).toBe('Get One Ship');
  });

  test('sends a reference that is left out every time, because its absence has no checksum', async () => {
    const attempt = await deployed();
    const { getShip } = attempt.project.document.components.module;
    delete getShip!.altConnection;

    await run(attempt);

    const sent = attempt.make.received.find(({ method, path }) => method === 'PATCH' && path.endsWith('/getShip'));
    expect(JSON.parse(sent!.text)).not.toHaveProperty('altConnection');
  });
});

describe('the load on Make', () => {
  test('is two requests at once, whoever builds them, deploying and pulling', async () => {
    const { make, origin } = await openMake();
    let underWay = 0;
    let most = 0;
    const transport: HttpHandler = async (request, given) => {
      most = Math.max(most, ++underWay);
      await new Promise((next) => setImmediate(next));
      underWay--;
      return make.handler(request, given);
    };
    const client = { transport, apiKey: KEY, sleep: async () => {} };

    const reports = [
      await deploy(harbour(), origin, client),
      await pull(memoryProject(freshDocument(false)), origin, { ...client, fileNameOf: (id) => id }),
    ];

    expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
    expect(most).toBe(2);
  });

  test('stays below the quota of the organisation: what is refused waits for the next minute', async () => {
    let now = 0;
    const attempt = { project: harbour(), ...(await openMake({ quota: { perMinute: 10, now: () => now } })) };
    const pauses: number[] = [];

    const report = await run(attempt, {
      sleep: async (ms) => {
        pauses.push(ms);
        now += ms;
      },
    });

    expect(report.problems).toEqual([]);
    expect(report.counts).toMatchObject({ created: 8, updated: 29, failed: 0 });
    expect(pauses.length).toBeGreaterThan(2);
    expect(pauses.every((ms) => ms === 60_000)).toBe(true);
  });
});

describe('an interrupted deploy', () => {
  test('goes on where it stopped: nothing is created twice', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    const interruption = new AbortController();
    let left = 5;
    const onProgress = (): void => {
      if (--left === 0) interruption.abort();
    };

    const first = await run(attempt, { onProgress, signal: interruption.signal });
    const second = await run(attempt);

    expect(first.problems.map(({ code }) => code)).toEqual(['DEP014']);
    expect(first.counts.created).toBe(5);
    expect(second.ok).toBe(true);
    expect(second.counts.created).toBe(3);
    const creations = writesTo(attempt.make).filter((write) => write.startsWith('POST'));
    expect(new Set(creations).size).toBe(creations.length - 2); // three modules share their address
  });

  test('finds what was created but not noted', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    const { make, project } = attempt;
    await call(make, 'POST', '/sdk/apps/harbour/connections', { label: 'quay', type: 'basic' });
    await call(make, 'POST', `${A}/rpcs`, { name: 'listBerths', label: 'Berths' });

    await run(attempt);

    expect(keptOrigin(project, attempt.origin).idMapping).toMatchObject({
      connection: [{ local: 'quay', remote: 'harbour' }],
      rpc: [{ local: 'listBerths', remote: 'listBerths' }],
    });
    expect(writesTo(make).filter((write) => write === 'POST /sdk/apps/harbour/connections')).toHaveLength(1);
  });
});

describe('a dry run', () => {
  test('changes nothing, here or at Make, and lists exactly the requests of the real one', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };

    const planned = await run(attempt, { dryRun: true });
    const before = writesTo(attempt.make);
    const kept = attempt.project.saved.length;
    await run(attempt);

    const sent = attempt.make.received.filter(({ method }) => method !== 'GET');
    expect(before).toEqual([]);
    expect(kept).toBe(0);
    expect(planned.changes.every(({ outcome }) => outcome === 'planned')).toBe(true);
    expect(planned.changes.map(({ method, path, bytes }) => ({ method, path, bytes }))).toEqual(
      sent.map(({ method, path, bytes }) => ({ method, path, bytes })),
    );
  });
});

describe('deleting', () => {
  async function withoutShip(): Promise<Attempt> {
    const attempt = await deployed();
    delete attempt.project.document.components.module.getShip;
    return attempt;
  }

  test('is never a consequence of a missing component alone', async () => {
    const attempt = await withoutShip();

    const report = await run(attempt, { confirm: async () => true });

    expect(report.problems).toMatchObject([{ code: 'DEP007', severity: 'warning', component: 'modules.getShip' }]);
    expect(report.counts.deleted).toBe(0);
  });

  test('is asked about before anything is sent', async () => {
    const attempt = await withoutShip();

    const report = await run(attempt, { prune: true });

    expect(report.problems.map(({ code }) => code)).toEqual(['DEP013']);
    expect(report.problems[0]?.message).toContain('delete modules.getShip at Make');
    expect(writesTo(attempt.make)).toEqual([]);
  });

  test('happens when confirmed, and the pair goes', async () => {
    const attempt = await withoutShip();

    const report = await run(attempt, { prune: true, confirm: async ({ deletions }) => deletions.length === 1 });

    expect(report.counts.deleted).toBe(1);
    expect((await call(attempt.make, 'GET', `${A}/modules/getShip`)).status).toBe(404);
    expect(keptOrigin(attempt.project, attempt.origin).idMapping?.module).not.toContainEqual(
      expect.objectContaining({ local: 'getShip' }),
    );
  });

  test('of a connection waits until no module uses it', async () => {
    const attempt = await deployed();
    const { project, origin } = attempt;
    const { idMapping } = keptOrigin(project, origin);
    project.saved.push({
      ...origin,
      idMapping: { ...idMapping!, connection: [{ local: 'quay', remote: 'harbour', localDeleted: true }] },
    });

    const report = await run(attempt, { confirm: async () => true });

    expect(report.problems).toEqual([]);
    expect(writesTo(attempt.make).at(-1)).toBe('DELETE /sdk/apps/connections/harbour');
    expect((await call(attempt.make, 'GET', `${A}/modules/getShip`)).json.appModule.connection).toBe('harbour2');
  });

  test('frees the name for a component that is made anew', async () => {
    const attempt = await deployed();
    const { project, origin } = attempt;
    const { idMapping } = keptOrigin(project, origin);
    const pairs = idMapping!.rpc.map((pair) => ({ ...pair, localDeleted: true }));
    project.saved.push({ ...origin, idMapping: { ...idMapping!, rpc: pairs } });

    const report = await run(attempt, { confirm: async () => true });

    expect(report.problems).toEqual([]);
    expect(report.counts).toMatchObject({ created: 1, deleted: 1 });
    expect((await call(attempt.make, 'GET', `${A}/rpcs/listBerths/api`)).text).toBe('{ "url": "/berths" }\n');
  });
});

describe('what Make no longer has', () => {
  test('is created anew only when confirmed', async () => {
    const attempt = await deployed();
    await call(attempt.make, 'DELETE', `${A}/rpcs/listBerths`);

    const refused = await run(attempt);
    const confirmed = await run(attempt, { confirm: async ({ recreations }) => recreations[0] === 'rpcs.listBerths' });

    expect(refused.problems[0]?.message).toContain('create rpcs.listBerths anew');
    expect(confirmed.counts.created).toBe(1);
  });
});

describe('what goes wrong', () => {
  test('a text Make refuses is told with its file and reason, and the rest is sent', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    attempt.project.files.set('modules/get-ship/communication.txt', '{ "url": }');

    const report = await run(attempt);

    expect(report.ok).toBe(false);
    expect(report.counts).toMatchObject({ failed: 1, updated: 28 });
    expect(report.problems).toMatchInlineSnapshot(`
      [
        {
          "code": "DEP001",
          "component": "modules.getShip",
          "file": "modules/get-ship/communication.txt",
          "fix": "correct the file as the message says, then deploy again.",
          "message": "Make refused PUT /sdk/apps/harbour/1/modules/getShip/api: The source is not valid; ValueExpected in line 1 (status 400)",
          "section": "communication",
          "severity": "error",
        },
      ]
    `);
  });

  test('a section of another kind of component is told, and not sent', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    const { codeFiles } = attempt.project.document.components.rpc.listBerths!;
    Object.assign(codeFiles, { epoch: 'rpcs/list-berths/params.txt' });

    const report = await run(attempt);

    expect(report.ok).toBe(true);
    expect(report.problems).toMatchObject([{ code: 'DEP008', severity: 'warning', component: 'rpcs.listBerths' }]);
    expect(report.problems[0]?.message).toBe('The RPC has no section "epoch"; it is not sent.');
  });

  test('a file that is missing is told, and the rest is sent', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    attempt.project.files.delete('rpcs/list-berths/communication.txt');

    const report = await run(attempt);

    expect(report.problems).toMatchObject([{ code: 'DEP002', component: 'rpcs.listBerths', section: 'communication' }]);
    expect(report.counts.updated).toBe(28);
  });

  test('references to nothing are listed, all of them, before anything is sent', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    const { module, rpc } = attempt.project.document.components;
    Object.assign(module.getShip!, { connection: 'key' });
    Object.assign(rpc.listBerths!, { altConnection: 'quey' });

    const report = await run(attempt);

    expect(report.problems.map(({ code, component, fix }) => ({ code, component, fix }))).toEqual([
      { code: 'DEP003', component: 'modules.getShip', fix: 'add the connection, or correct the reference.' },
      { code: 'DEP003', component: 'rpcs.listBerths', fix: 'did you mean "quay"?' },
    ]);
    expect(attempt.make.received).toEqual([]);
  });

  test('an instant trigger without a webhook is not created, everything else is', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };
    Object.assign(attempt.project.document.components.module.watchArrivals!, { webhook: null });

    const report = await run(attempt);

    expect(report.problems).toMatchObject([{ code: 'DEP004', component: 'modules.watchArrivals' }]);
    expect(report.counts.created).toBe(7);
  });

  test('denied custom functions are reported apart, once', async () => {
    const attempt = { project: harbour(), ...(await openMake({ withoutFunctions: true })) };

    const report = await run(attempt);

    expect(report.problems).toMatchObject([{ code: 'DEP006' }]);
    expect(report.problems[0]?.message).toContain('1 custom function: functions.padTonnage');
    expect(report.counts).toMatchObject({ created: 7, failed: 1 });
  });

  test('a key that may only read is told once, with the scope that is missing and what did not arrive', async () => {
    const attempt = { project: harbour(), ...(await openMake()) };

    const report = await run(attempt, { apiKey: READ_KEY });

    expect(report.problems).toEqual([
      {
        ...{ code: 'DEP001', severity: 'error' },
        message:
          'Make refused 5 requests: The API key lacks the scope sdk-apps:write (status 403). Nothing of it arrived: connections.quay, functions.padTonnage, app.',
        fix: 'the API key needs the scope sdk-apps:write, and its owner access to the app.',
      },
    ]);
    expect(report.skipped).toContainEqual({
      component: 'modules.getShip',
      why: 'its connection "quay" could not be created',
    });
    expect(report.counts).toMatchObject({ created: 0, updated: 0 });
  });

  test.each([
    ['an unknown key', {}, { apiKey: 'no-such-key-here' }, 'DEP011'],
    ['an unknown app', { appId: 'harbor' }, {}, 'DEP012'],
    ['an unknown version', { appVersion: 2 }, {}, 'DEP012'],
    ['no answer', {}, { transport: () => Promise.reject(new Error('connect ECONNREFUSED')) }, 'DEP010'],
  ] as const)('%s ends the deploy with one problem', async (_, change, options, code) => {
    const { make, origin } = await openMake();
    const attempt = { project: harbour(), make, origin: { ...origin, ...change } };

    const report = await run(attempt, options);

    expect(report.problems.map((problem) => problem.code)).toEqual([code]);
    expect(writesTo(make)).toEqual([]);
  });

  test.each(['<html>Sign in</html>', '{}', '{"modules":{}}'])(
    'the answer %s is not taken for an empty app',
    async (text) => {
      const attempt = { project: harbour(), ...(await openMake()) };
      const body = new TextEncoder().encode(text);

      const report = await run(attempt, { transport: async () => ({ status: 200, headers: {}, body }) });

      expect(report.problems.map(({ code }) => code)).toEqual(['DEP015']);
    },
  );

  test('two pairs of one component are refused', async () => {
    const attempt = await deployed();
    const { idMapping } = keptOrigin(attempt.project, attempt.origin);
    const rpc = [...idMapping!.rpc, { local: 'listBerths', remote: 'other' }];
    attempt.project.saved.push({ ...attempt.origin, idMapping: { ...idMapping!, rpc } });

    await expect(run(attempt)).rejects.toThrow('pairs the local rpcs.listBerths twice');
  });
});

describe('another version of the app', () => {
  test('uses a connection it does not own without changing it', async () => {
    const attempt = await deployed();
    const { make, origin } = attempt;
    await createApp(make, 'harbour', 2);
    make.clear();
    const second = { make, project: harbour(), origin: { ...origin, appVersion: 2 } };

    const report = await run(second);

    expect(report.problems).toEqual([]);
    expect(keptOrigin(second.project, origin).idMapping?.connection).toEqual([
      { local: 'quay', remote: 'harbour', nonOwnedByApp: true },
    ]);
    expect(writesTo(make).filter((write) => write.includes('/connections'))).toEqual([]);
    expect(report.skipped).toContainEqual({
      component: 'connections.quay',
      why: 'owned by another version of the app',
    });
  });
});

describe('ignored components', () => {
  test('are left alone, and references to them are not sent', async () => {
    const { make, origin } = await openMake();
    const empty = { connection: [], webhook: [], module: [], rpc: [], function: [], endpoint: [] };
    const ignoring = { ...origin, idMapping: { ...empty, connection: [{ local: 'quay', remote: null }] } };
    const attempt = { project: harbour(), make, origin: ignoring };

    const report = await run(attempt);

    expect(report.problems).toEqual([]);
    expect(report.skipped).toContainEqual({ component: 'connections.quay', why: 'ignored for this origin' });
    expect((await call(make, 'GET', `${A}/modules/getShip`)).json.appModule.connection).toBe(null);
  });
});

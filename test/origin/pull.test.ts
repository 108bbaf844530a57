import { describe, expect, test } from 'vitest';
import { freshDocument } from '../../scripts/cli/pull.ts';
import { camelToKebab } from '../../scripts/layouts/local-paths.ts';
import type { OriginEntry } from '../../scripts/manifest/types.generated.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import type { FakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { newLocalId } from '../../scripts/origin/new-component.ts';
import { pull } from '../../scripts/origin/pull.ts';
import type { PullOptions } from '../../scripts/origin/pull-session.ts';
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
const PATIENT = { apiKey: KEY, sleep: async () => {} };

interface Attempt {
  readonly project: MemoryProject;
  readonly make: FakeOrigin;
  readonly origin: OriginEntry;
}

const run = ({ project, make, origin }: Attempt, options: Partial<PullOptions> = {}) =>
  pull(project, keptOrigin(project, origin), {
    ...PATIENT,
    transport: make.handler,
    fileNameOf: camelToKebab,
    ...options,
  });

/** Make with the harbour app on it, and the project it came from. */
async function deployed(): Promise<Attempt> {
  const project = harbour();
  const { make, origin } = await openMake();
  const report = await deploy(project, origin, { ...PATIENT, transport: make.handler });
  if (!report.ok) throw new Error(JSON.stringify(report.problems));
  make.clear();
  return { project, make, origin };
}

async function cloned(): Promise<Attempt & { readonly source: MemoryProject }> {
  const { project: source, make, origin } = await deployed();
  const project = memoryProject(freshDocument(false));
  const report = await run({ project, make, origin });
  if (!report.ok) throw new Error(JSON.stringify(report.problems));
  return { project, make, origin, source };
}

describe('pull into an empty project', () => {
  test('writes every text exactly as Make has it', async () => {
    const { project, source } = await cloned();

    const { files } = project;
    expect(files.get('general/base.iml.json')).toBe(source.files.get('base.json'));
    expect(files.get('README.md')).toBe('# Harbour\n');
    expect(files.get('modules/groups.json')).toBe(source.files.get('groups.json'));
    expect(files.get('connections/connection1/connection1.communication.iml.json')).toBe(
      source.files.get('connections/quay/communication.txt'),
    );
    expect(files.get('functions/pad-tonnage/pad-tonnage.code.js')).toContain('padStart(width)');
    expect(files.get('endpoints/find-ship/find-ship.context.md')).toBe('Ships are found by *name*.\n');
    expect(files.get('modules/watch-arrivals/watch-arrivals.samples.iml.json')).toBe('{ "ship": "Möwe" }\n');
  });

  test('lists components with their metadata, references as local IDs', async () => {
    const { project } = await cloned();

    const { connection, webhook, module, endpoint } = project.document.components;
    expect(connection.connection1).toMatchObject({ label: 'Quay', connectionType: 'basic' });
    expect(webhook.webhook1).toMatchObject({ webhookType: 'web', connection: 'connection1', altConnection: null });
    expect(module.getShip).toMatchObject({ moduleType: 'action', actionCrud: 'read', connection: 'connection1' });
    expect(module.watchArrivals).toMatchObject({
      moduleType: 'instant_trigger',
      webhook: 'webhook1',
      connection: null,
    });
    expect(module.watchArrivals).not.toHaveProperty('actionCrud');
    expect(endpoint.findShip).toMatchObject({ attachedAccounts: ['connection1'] });
  });

  test('keeps common data out of files', async () => {
    const { project } = await cloned();

    expect(project.document.generalCodeFiles.common).toBe(null);
    expect(project.document.components.connection.connection1?.codeFiles.common).toBe(null);
    expect([...project.files.keys()].filter((path) => path.includes('common'))).toEqual([]);
  });

  test('takes common data along when asked', async () => {
    const { make, origin } = await deployed();
    await call(make, 'PUT', `${A}/common`, { clientId: 'id' });
    const project = memoryProject(freshDocument(true));

    await run({ project, make, origin });

    expect(project.files.get('general/common.json')).toBe('{\n    "clientId": "id"\n}\n');
    expect(project.files.get('connections/connection1/connection1.common.json')).toBe('{}\n');
  });

  test('only reads', async () => {
    const { make, origin } = await deployed();

    const report = await run({ project: memoryProject(freshDocument(false)), make, origin }, { apiKey: READ_KEY });

    expect(report.ok).toBe(true);
    expect(writesTo(make)).toEqual([]);
  });

  test('asks nothing twice', async () => {
    const { make } = await cloned();

    const asked = make.received.map(({ path }) => path);
    expect(asked).toEqual([...new Set(asked)]);
  });

  test('can be deployed again with nothing to send but comments of empty scopes and what is never compared', async () => {
    const { project, make, origin } = await cloned();
    make.clear();

    await deploy(project, keptOrigin(project, origin), { ...PATIENT, transport: make.handler });

    expect(writesTo(make)).toEqual([
      ...['getShip', 'watchArrivals', 'callApi'].map((module) => `PUT ${A}/modules/${module}/scope`),
      `PATCH ${A}/endpoints/findShip`,
      `PATCH ${A}/modules/watchArrivals`,
    ]);
  });
});

describe('pull again', () => {
  test('changes no file when nothing changed at Make', async () => {
    const { project, make, origin } = await cloned();
    await deploy(project, keptOrigin(project, origin), { ...PATIENT, transport: make.handler });

    const report = await run({ project, make, origin });

    expect(report.files.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
    expect(report.added).toEqual([]);
  });

  test('into the project it came from leaves its files and paths as they were', async () => {
    const attempt = await deployed();
    const before = structuredClone({ files: attempt.project.files, document: attempt.project.document });

    const report = await run(attempt);

    expect(report.problems).toEqual([]);
    expect(attempt.project.files).toEqual(before.files);
    expect(attempt.project.document.components.module).toEqual(before.document.components.module);
  });

  test('brings changed texts and metadata, and adds what is new', async () => {
    const attempt = await deployed();
    const { make, project } = attempt;
    const jsonc = { contentType: 'application/jsonc' };
    await call(make, 'PUT', `${A}/modules/getShip/api`, '{ "url": "/boats" }', jsonc);
    await call(make, 'PATCH', `${A}/modules/getShip`, { label: 'Get a Boat', connection: null });
    await call(make, 'POST', `${A}/modules`, { name: 'sinkShip', label: 'Sink', typeId: 4, moduleInitMode: 'blank' });

    const report = await run(attempt);

    expect(project.files.get('modules/get-ship/communication.txt')).toBe('{ "url": "/boats" }');
    expect(project.document.components.module.getShip).toMatchObject({ label: 'Get a Boat', connection: null });
    expect(report.added).toEqual(['modules.sinkShip']);
    expect(project.files.get('modules/sink-ship/sink-ship.communication.iml.json')).toBe('{}');
  });

  test('a dry run writes nothing', async () => {
    const { make, origin } = await deployed();
    const project = memoryProject(freshDocument(false));

    const report = await run({ project, make, origin }, { dryRun: true });

    expect(report.files.length).toBeGreaterThan(20);
    expect(project.files.size).toBe(0);
    expect(project.saved).toEqual([]);
  });
});

describe('special texts', () => {
  async function pulled(section: string, text: string | null) {
    const { make, origin } = await deployed();
    make.store.apps[0]!.components.module.get('getShip')!.texts.set(section, text);
    const project = memoryProject(freshDocument(false));
    await run({ project, make, origin });
    return (file: string) => project.files.get(`modules/get-ship/get-ship.${file}.iml.json`);
  }

  test('samples that were never written are an empty collection', async () => {
    expect((await pulled('samples', null))('samples')).toBe('{}');
  });

  test('any other text that was never written is an empty array', async () => {
    expect((await pulled('interface', null))('interface')).toBe('[]');
  });

  test('the empty scope of a module gets a comment', async () => {
    expect((await pulled('scope', '[ ]'))('scope')).toMatch(/^\/\/ .+\n\[ \]$/);
  });

  test('a scope with something in it does not', async () => {
    expect((await pulled('scope', '["read"]'))('scope')).toBe('["read"]');
  });
});

describe('what does not fit', () => {
  test('a component Make no longer has keeps its files, with a warning', async () => {
    const attempt = await deployed();
    await call(attempt.make, 'DELETE', `${A}/rpcs/listBerths`);

    const report = await run(attempt);

    expect(report.ok).toBe(true);
    expect(report.problems).toMatchObject([{ code: 'DEP005', severity: 'warning', component: 'rpcs.listBerths' }]);
    expect(attempt.project.files.has('rpcs/list-berths/communication.txt')).toBe(true);
  });

  test('pairs marked as deleted are dropped, and the component comes back', async () => {
    const attempt = await deployed();
    const { idMapping } = keptOrigin(attempt.project, attempt.origin);
    delete attempt.project.document.components.rpc.listBerths;
    const rpc = idMapping!.rpc.map((pair) => ({ ...pair, localDeleted: true }));
    attempt.project.saved.push({ ...attempt.origin, idMapping: { ...idMapping!, rpc } });

    const report = await run(attempt);

    expect(report.added).toEqual(['rpcs.listBerths']);
  });

  test('an ignored webhook drops out of the trigger that uses it', async () => {
    const { make, origin } = await deployed();
    const empty = { connection: [], webhook: [], module: [], rpc: [], function: [], endpoint: [] };
    const project = memoryProject(freshDocument(false));
    const idMapping = { ...empty, webhook: [{ local: null, remote: 'harbour' }] };

    await run({ project, make, origin: { ...origin, idMapping } });

    expect(project.document.components.webhook).toEqual({});
    expect(project.document.components.module.watchArrivals).not.toHaveProperty('webhook');
  });

  test('a name that would lead out of the folder is refused', async () => {
    const { make, origin } = await deployed();
    const app = make.store.apps[0]!;
    const { rpc } = app.components;
    rpc.set('../../evil', { ...rpc.get('listBerths')!, name: '../../evil' });
    const project = memoryProject(freshDocument(false));

    const report = await run({ project, make, origin });

    expect(report.problems).toMatchObject([{ code: 'DEP009' }]);
    expect([...project.files.keys()].filter((path) => path.includes('..'))).toEqual([]);
  });

  test('an app that does not exist leaves no project behind', async () => {
    const { make, origin } = await openMake();
    const project = memoryProject(freshDocument(false));

    const report = await run({ project, make, origin: { ...origin, appId: 'nowhere' } });

    expect(report.problems.map(({ code }) => code)).toEqual(['DEP012']);
    expect(project.saved).toEqual([]);
  });

  test('a text Make does not give is told, the rest arrives', async () => {
    const { make, origin } = await deployed();
    make.fail({ status: 404, when: ({ path }) => path.endsWith('/getShip/samples') });
    const project = memoryProject(freshDocument(false));

    const report = await run({ project, make, origin });

    expect(report.problems).toMatchObject([{ code: 'DEP001', component: 'modules.getShip', section: 'samples' }]);
    expect(project.files.has('modules/call-api/call-api.communication.iml.json')).toBe(true);
  });

  test('a connection of another version is taken, and marked as not owned', async () => {
    const { make, origin } = await deployed();
    await createApp(make, 'harbour', 2);
    const project = memoryProject(freshDocument(false));

    await run({ project, make, origin: { ...origin, appVersion: 2 } });

    expect(keptOrigin(project, origin).idMapping?.connection).toEqual([
      { local: 'connection1', remote: 'harbour', nonOwnedByApp: true },
    ]);
  });
});

describe('newLocalId', () => {
  const taken = (...ids: string[]) => ({ appId: 'my-app-1', isTaken: (id: string) => ids.includes(id) });

  test.each([
    ['connection', 'my-app-1', [], 'connection1'],
    ['connection', 'my-app-12', [], 'connection2'],
    ['connection', 'my-app-12', ['connection2', 'connection3'], 'connection4'],
    ['webhook', 'my-app-199', [], 'webhook99'],
    ['webhook', 'my-app-1999', [], 'my-app-1999'],
    ['connection', 'other', [], 'other'],
    ['module', 'my-app-1', [], undefined],
    ['module', 'getShip', [], 'getShip'],
    ['module', 'getShip', ['getShip'], undefined],
    ['rpc', '__proto__', [], undefined],
  ] as const)('the %s "%s" beside %j is %s', (kind, remote, ids, id) => {
    expect(newLocalId(kind, remote, taken(...ids))).toBe(id);
  });
});

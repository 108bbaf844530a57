import { describe, expect, test } from 'vitest';
import type { AppMetadata } from '../../scripts/manifest/manifest.ts';
import { differingMetadata } from '../../scripts/origin/app-metadata.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import type { DeployOptions, Question } from '../../scripts/origin/deploy-options.ts';
import type { FakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { pull } from '../../scripts/origin/pull.ts';
import {
  call,
  createApp,
  harbour,
  KEY,
  keptOrigin,
  type MemoryProject,
  openMake,
  writesTo,
} from './support/harbour.ts';

const METADATA: AppMetadata = {
  ...{ name: 'harbour', label: 'Harbour', description: 'Knows ships.', version: 1 },
  ...{ theme: '#004488', language: 'en', audience: 'global', countries: null },
};
const STATED = { metadata: METADATA, assumed: [] };

/** A PNG as far as anybody looks: signature, and width and height where they belong. */
function picture(side: number, last = 0): Uint8Array {
  const bytes = Buffer.alloc(64, last);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  return new Uint8Array(bytes);
}

async function opened({ suffix = false, appId = 'harbour' } = {}) {
  const { make, origin } = await openMake({ suffix });
  const project: MemoryProject = harbour();
  const entry = { ...origin, appId };
  const run = (extra: object, options: Partial<DeployOptions> = {}) =>
    deploy({ ...project, ...extra }, keptOrigin(project, entry), {
      ...{ transport: make.handler, apiKey: KEY, sleep: async () => {} },
      ...options,
    });
  return { make, project, origin: entry, run };
}

describe('an app Make does not have', () => {
  test('is created under the name Make gives, which the origin keeps, and filled', async () => {
    const { make, project, run } = await opened({ suffix: true, appId: 'quayside' });

    const report = await run({ app: STATED }, { create: true });

    const name = keptOrigin(project, {} as never).appId;
    expect(report.problems).toEqual([]);
    expect(name).toMatch(/^quayside-[0-9a-f]{6}$/);
    expect(report.app).toEqual({ appId: name, appVersion: 1 });
    expect(JSON.parse(make.received.find(({ method }) => method === 'POST')?.text ?? '')).toEqual({
      ...{ name: 'quayside', label: 'Harbour', theme: '#004488', language: 'en', audience: 'global' },
      description: 'Knows ships.',
    });
    expect((await call(make, 'GET', `/sdk/apps/${name}/1/readme`)).text).toBe('# Harbour\n');
    expect(report.counts.created).toBe(8);
  });

  test('is not created again by the next deploy', async () => {
    const { make, run } = await opened({ suffix: true, appId: 'quayside' });
    await run({ app: STATED }, { create: true });

    const report = await run({ app: STATED }, { create: true });

    expect([report.ok, report.counts.created]).toEqual([true, 0]);
    expect(writesTo(make).filter((write) => write === 'POST /sdk/apps')).toHaveLength(1);
  });

  test('that a deploy which broke off may have created is pointed to, not created twice', async () => {
    const { make, run, project } = await opened({ suffix: true, appId: 'quayside' });
    await run({ app: STATED }, { create: true });
    const name = keptOrigin(project, {} as never).appId;
    project.saved.splice(0);

    const report = await run({ app: STATED }, { create: true });

    expect(report.problems).toMatchObject([{ code: 'DEP017', fix: expect.stringContaining(`/sdk/apps/${name}/1`) }]);
    expect(writesTo(make).filter((write) => write === 'POST /sdk/apps')).toHaveLength(1);
  });

  test('is created when a person says so, and only then', async () => {
    const questions: Question[] = [];
    const answering = (isYes: boolean) => async (question: Question) => {
      questions.push(question);
      return isYes;
    };
    const { make, run } = await opened({ appId: 'quayside' });

    const refused = await run({ app: STATED }, { confirm: answering(false) });
    const before = writesTo(make);
    const agreed = await run({ app: STATED }, { confirm: answering(true) });

    expect(refused.problems).toMatchObject([{ code: 'DEP012', fix: expect.stringContaining('--create') }]);
    expect(before).toEqual([]);
    expect(agreed.ok).toBe(true);
    expect(questions[0]).toEqual({ creation: 'quayside', deletions: [], recreations: [] });
  });

  test('is planned by a dry run with all that goes into it, and nothing is sent or kept', async () => {
    const { make, run, project } = await opened({ appId: 'quayside' });

    const report = await run({ app: STATED, icon: picture(512) }, { create: true, dryRun: true });

    expect(report.changes[0]).toMatchObject({ action: 'create', component: 'app', path: '/sdk/apps' });
    expect(report.changes[0]?.body).toContain('"label":"Harbour"');
    expect(report.counts).toMatchObject({ created: 8, updated: 30 });
    expect([writesTo(make), project.saved]).toEqual([[], []]);
  });

  test.each([
    ['a version it does not have', { appVersion: 2 }, 'has no version 2: Make has 1.', 'correct appVersion'],
    ['an ID without its suffix', { appId: 'harb' }, 'There is no app at', 'or let "makeapp deploy --create"'],
    ['an ID with a mistake', { appId: 'harbor' }, 'There is no app at', 'did you mean "harbour"?'],
  ])('%s is told with what to do, deploying and pulling', async (_, change, message, fix) => {
    const { make, project, origin } = await opened();
    const options = { transport: make.handler, apiKey: KEY, sleep: async () => {} };
    const entry = { ...origin, ...change };

    const reports = [
      await deploy({ ...project, app: STATED }, entry, options),
      await pull(project, entry, { ...options, fileNameOf: (id) => id }),
    ];

    for (const { problems } of reports) {
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ code: 'DEP012', fix: expect.stringContaining(fix) });
      expect(problems[0]?.message).toContain(message);
    }
    expect(writesTo(make)).toEqual([]);
  });

  test('points to the app of the same name with a suffix', async () => {
    const { make, project, origin } = await opened();
    await createApp(make, 'ferries-a1b2c3');
    const options = { transport: make.handler, apiKey: KEY, sleep: async () => {} };

    const report = await deploy(project, { ...origin, appId: 'ferries' }, options);

    expect(report.problems[0]?.fix).toBe('did you mean "ferries-a1b2c3"?');
  });
});

describe('metadata of the app', () => {
  test('is sent where it differs, and only that', async () => {
    const { make, run } = await opened();
    const metadata = { ...METADATA, label: 'Port', theme: '#114488' };

    const report = await run({ app: { metadata, assumed: [] } });
    const patch = make.received.find(({ method, path }) => method === 'PATCH' && path === '/sdk/apps/harbour/1');
    make.clear();
    await run({ app: { metadata, assumed: [] } });

    expect(report.ok).toBe(true);
    expect(JSON.parse(patch?.text ?? '')).toEqual({ label: 'Port', theme: '#114488', description: 'Knows ships.' });
    expect(writesTo(make).filter((write) => write.endsWith('/harbour/1'))).toEqual([]);
  });

  test('that the project does not state is neither read nor sent', async () => {
    const { make, run } = await opened();
    const assumed = ['label', 'description', 'theme', 'language', 'audience', 'countries'] as const;

    await run({ app: { metadata: { ...METADATA, label: 'Assumed' }, assumed } });

    expect(make.received.filter(({ path }) => path === '/sdk/apps/harbour/1')).toEqual([]);
  });

  const SOME = { audience: 'countries', countries: ['de', 'cz'] } as const;

  test.each([
    ['the same is the same', {}, {}, []],
    ['a colour in capitals is the same', { theme: '#00AAFF' }, { theme: '#00aaff' }, []],
    ['another colour is not', { theme: '#00AAFF' }, { theme: '#00AAFE' }, ['theme']],
    ['countries in another order are the same', SOME, { countries: ['cz', 'de'] }, []],
    ['one country less is not', SOME, { countries: ['de'] }, ['countries']],
    ['an empty description is none', { description: '' }, { description: 'Knows ships.' }, []],
    ['the audience shows in the countries', { audience: 'countries' }, { countries: ['de'] }, ['countries']],
    ['and in their absence', { audience: 'countries' }, { countries: null }, ['audience']],
  ] as const)('is compared by meaning: %s', (_, stated, known, keys) => {
    const { audience: __, ...told } = { ...METADATA, ...known };

    const differing = differingMetadata({ metadata: { ...METADATA, ...stated }, assumed: [] }, told);

    expect(Object.keys(differing)).toEqual(keys);
  });
});

describe('the icon', () => {
  const sent = (make: FakeOrigin) => writesTo(make).filter((write) => write.endsWith('/icon'));

  test('is sent when Make has none or another, not when it has this one', async () => {
    const { make, run } = await opened();

    const first = await run({ icon: picture(512) });
    await run({ icon: picture(512) });
    const once = sent(make).length;
    await run({ icon: picture(512, 7) });

    expect(first.ok).toBe(true);
    expect([once, sent(make).length]).toEqual([1, 2]);
    expect(make.received.find(({ method, path }) => method === 'PUT' && path.endsWith('/icon'))?.contentType).toBe(
      'image/png',
    );
  });

  test('of another size is told and not sent; the rest is', async () => {
    const { make, run } = await opened();

    const report = await run({ icon: picture(64) });

    expect(report.problems).toMatchObject([
      { code: 'DEP016', section: 'icon', fix: 'give a PNG of 512 × 512 pixels.' },
    ]);
    expect(report.counts).toMatchObject({ created: 8, updated: 29 });
    expect(sent(make)).toEqual([]);
  });
});

describe('a public app', () => {
  async function released(state: object) {
    const attempt = await opened();
    await attempt.run({});
    const app = attempt.make.store.apps[0]!;
    app.metadata = { ...app.metadata, ...state };
    return attempt;
  }

  test('takes changes that wait for a commit, and the report says so', async () => {
    const { run, project } = await released({ public: true });
    project.files.set('README.md', '# Port\n');

    const report = await run({});

    expect([report.ok, report.isPending]).toEqual([true, true]);
  });

  test('lets nothing be deleted: the refusal says what to do instead', async () => {
    const { run, project } = await released({ approved: true });
    delete project.document.components.module.getShip;

    const report = await run({}, { prune: true, confirm: async () => true });

    expect(report.problems).toMatchObject([
      { code: 'DEP001', component: 'modules.getShip', fix: expect.stringContaining('take its pair out of the origin') },
    ]);
  });

  test('keeps its common data once it is approved', async () => {
    const { run, project } = await released({ approved: true });
    project.files.set('common.json', '{"clientId":"other"}');
    Object.assign(project.document.generalCodeFiles, { common: 'common.json' });

    const report = await run({});

    expect(report.problems).toMatchObject([
      { section: 'common', fix: 'common data of an approved app is locked: deploy without --with-common.' },
    ]);
  });
});

test('a file that is not UTF-8 is told and not sent', async () => {
  const { make, project, run } = await opened();
  const read: MemoryProject['read'] = async (path) =>
    path === 'README.md' ? new Uint8Array([0x23, 0xe9, 0x0a]) : project.read(path);

  const report = await run({ read });

  expect(report.problems).toMatchObject([{ code: 'DEP002', file: 'README.md', fix: 'save it as UTF-8.' }]);
  expect(writesTo(make)).not.toContain('PUT /sdk/apps/harbour/1/readme');
});

test('the body of a request is shown by a dry run, common data never', async () => {
  const { project, run } = await opened();
  project.files.set('common.json', '{"clientSecret":"quite-secret"}');
  Object.assign(project.document.generalCodeFiles, { common: 'common.json' });

  const { changes } = await run({}, { dryRun: true });

  const bodyOf = (section: string) => changes.find((change) => change.section === section)?.body;
  expect(bodyOf('readme')).toBe('# Harbour\n');
  expect(bodyOf('common')).toBe('***');
  expect(JSON.stringify(changes)).not.toContain('quite-secret');
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { camelToKebab } from '../../scripts/layouts/local-paths.ts';
import { sectionRow } from '../../scripts/manifest/sections.ts';
import { differingKeys, isSameText } from '../../scripts/origin/checksums.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import { call, harbour, KEY, keptOrigin, openMake, writesTo } from './support/harbour.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const A = '/sdk/apps/harbour/1';

async function deployed() {
  const project = harbour();
  const { make, origin } = await openMake();
  const run = (sleep = async (_: number) => {}) =>
    deploy(project, keptOrigin(project, origin), { transport: make.handler, apiKey: KEY, sleep });
  const report = await run();
  make.clear();
  return { project, make, origin, run, report };
}

/** Rows B38 to B44 of make-app-format.md, Appendix B. */
describe('conformance', () => {
  test('B38: a text whose MD5 is the checksum of the source is not sent', async () => {
    const { make, run } = await deployed();

    await run();

    expect(writesTo(make)).not.toContain(`PUT ${A}/modules/getShip/api`);
  });

  test('B39: metadata that is all equal, "no connection" included, is not sent', async () => {
    const { make, run } = await deployed();

    await run();

    expect(writesTo(make)).not.toContain(`PATCH ${A}/modules/getShip`);
  });

  test('B40: an instant trigger is patched at every deploy', async () => {
    const { make, run } = await deployed();

    await run();
    await run();

    expect(writesTo(make).filter((write) => write === `PATCH ${A}/modules/watchArrivals`)).toHaveLength(2);
  });

  test('B41: 429 is waited out for 5 s and the same request sent again', async () => {
    const { make, run } = await deployed();
    const pauses: number[] = [];
    make.fail({ status: 429, when: ({ method }) => method === 'PATCH' });

    const report = await run(async (ms) => void pauses.push(ms));

    const [first, second] = make.received.filter(({ method }) => method === 'PATCH');
    expect(pauses).toEqual([5000]);
    expect(report.ok).toBe(true);
    expect([first?.status, second?.status]).toEqual([429, 200]);
    expect(second?.text).toBe(first?.text);
  });

  test('B42: the second connection of an app is called after it with a 2, and that is kept', async () => {
    const { make, run, project, origin } = await deployed();
    project.document.components.connection.pier = {
      ...{ label: 'Pier', connectionType: 'oauth' },
      codeFiles: { communication: 'connections/quay/communication.txt' },
    };

    await run();

    expect((await call(make, 'GET', '/sdk/apps/connections/harbour2')).json.appConnection).toMatchObject({
      ...{ name: 'harbour2', label: 'Pier', type: 'oauth' },
    });
    expect(keptOrigin(project, origin).idMapping?.connection).toContainEqual({ local: 'pier', remote: 'harbour2' });
  });

  test('B43: a universal module is created as such', async () => {
    const project = harbour();
    const { make, origin } = await openMake();

    await deploy(project, origin, { transport: make.handler, apiKey: KEY, sleep: async () => {} });

    const bodies = make.received.filter(({ path, method }) => path === `${A}/modules` && method === 'POST');
    expect(JSON.parse(bodies[2]!.text)).toEqual({
      ...{ name: 'callApi', label: 'Make an API Call', description: 'Calls anything.', typeId: 12 },
      ...{ connection: 'harbour', altConnection: null, subtype: 'Universal', moduleInitMode: 'blank' },
    });
  });

  test.each([
    ['createAChat', 'create-achat'],
    ['makeAPICall', 'make-apicall'],
    ['getUser2', 'get-user2'],
  ])('B44: files of %s start with %s', (id, start) => {
    expect(camelToKebab(id)).toBe(start);
  });
});

describe('isSameText', () => {
  const text = '{ "a": 1 } // one\n';
  const module = { kind: 'module', moduleType: 'action' } as const;

  test.each([
    ['api', 'communication', true],
    ['api_jsonc', 'communication', true],
    ['communication', 'communication', true],
    ['communication_jsonc', 'communication', true],
    ['expect_jsonc', 'mappableParams', true],
    ['parameters_jsonc', 'mappableParams', false],
    ['api_JSONC', 'communication', false],
  ])('a checksum in column %s counts for %s: %s', (column, section, isSame) => {
    expect(isSameText(sectionRow(module, section)!, bytes(text), { [column]: md5(text) })).toBe(isSame);
  });

  test.each([
    ['content', 'app', 'readme'],
    ['input_parameters_jsonc', { kind: 'endpoint' }, 'inputParameters'],
    ['output_parameters', { kind: 'endpoint' }, 'outputParameters'],
    ['context', { kind: 'endpoint' }, 'context'],
  ] as const)('Make calls it %s', (column, component, section) => {
    expect(isSameText(sectionRow(component, section)!, bytes(text), { [column]: md5(text) })).toBe(true);
  });

  test('plain JSON that Make keeps without source text is compared without its blanks', () => {
    const groups = sectionRow('app', 'groups')!;

    expect(isSameText(groups, bytes('[ { "label": "A" } ]\n'), { groups: md5('[{"label":"A"}]') })).toBe(true);
    expect(isSameText(groups, bytes('[ { "label": "B" } ]\n'), { groups: md5('[{"label":"A"}]') })).toBe(false);
  });

  test('where there is source text, comments and blanks count', () => {
    const row = sectionRow(module, 'communication')!;
    const known = { api: md5('{"a":1}'), api_jsonc: md5('{"a":1}') };

    expect(isSameText(row, bytes(text), known)).toBe(false);
  });

  test('a column that is null is never the same', () => {
    expect(isSameText(sectionRow(module, 'communication')!, bytes(text), { api: null, api_jsonc: null })).toBe(false);
  });
});

describe('differingKeys', () => {
  const known = { label: md5('A'), type_id: md5('4'), crud: null, account_name: null, attached_accounts: md5('x') };

  test.each([
    [{ label: 'A' }, []],
    [{ label: 'B' }, ['label']],
    [{ typeId: 4, crud: null, connection: null }, []],
    [{ crud: 'read', connection: 'harbour' }, ['crud', 'connection']],
    [{ label: null }, ['label']],
    [{ description: 'D' }, ['description']],
    [{ altConnection: null }, ['altConnection']],
    [{ connection: undefined }, ['connection']],
    [{ webhook: 'harbour' }, ['webhook']],
    [{ webhook: null }, ['webhook']],
    [{ attachedAccounts: [] }, ['attachedAccounts']],
    [{ annotations: {} }, ['annotations']],
  ])('%j differs in %j', (body, keys) => {
    expect(differingKeys(body, known)).toEqual(keys);
  });
});

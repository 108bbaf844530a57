import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/core/json.ts';
import { applyEdits } from '../../scripts/lint/edit.ts';
import { lintManifest } from '../../scripts/lint/lint-manifest.ts';
import { type AppPatch, minimalApp } from '../../scripts/lint/minimal-app.ts';
import { MINIMAL } from '../../scripts/lint/minimal-parts.ts';
import { objectOf } from '../../scripts/lint/requests.ts';

const reports = (code: string, patch: AppPatch) =>
  lintManifest(minimalApp(patch), { advice: true }).filter((problem) => problem.code === code);
const adviceOf = (code: string, patch: AppPatch) => reports(code, patch).map(({ fix }) => fix);
const editsOf = (code: string, patch: AppPatch) => reports(code, patch).map(({ edit }) => edit);

describe('PARAM-024', () => {
  const choice = (label: string): AppPatch => ({
    modules: {
      getItem: {
        mappableParams: [
          { name: 'id', type: 'select', label, required: true, mode: 'edit', options: 'rpc://listItems' },
        ],
      },
    },
  });

  test.each([
    ['Crate ID', 'add "mappable": { "help": "Enter the crate ID." }.'],
    ['ID', 'add "mappable": { "help": "Enter the ID." }.'],
    ['Crate', 'add "mappable": { "help": "Enter the crate ID." }.'],
    ['SKU', 'add "mappable": { "help": "Enter the SKU ID." }.'],
    ['', 'add "mappable": { "help": "…" } that names the ID to enter.'],
  ])('words its advice for the label "%s"', (label, advice) => {
    expect(adviceOf('PARAM-024', choice(label))).toEqual([advice]);
  });

  test.each([
    ['Crate ID', { help: 'Enter the crate ID.' }],
    ['ID', { help: 'Enter the ID.' }],
    ['Crate', undefined],
  ])('fixes what a label "%s" settles', (label, set) => {
    expect(editsOf('PARAM-024', choice(label)).map((edit) => edit && 'set' in edit && edit.set)).toEqual([set]);
  });
});

describe('SEC-001', () => {
  const call = { ...objectOf(MINIMAL.modules.makeApiCall.communication), url: '{{parameters.url}}' };
  const calling = (baseUrl: string): AppPatch => ({
    base: { ...MINIMAL.sections.base, baseUrl },
    modules: { makeApiCall: { communication: call } },
  });
  const WORDS = 'write the host out, end it with a slash, and let the user give the path: ';

  test.each([
    ['https://ships.example.test/v2', `${WORDS}"https://ships.example.test/{{parameters.url}}".`],
    [
      'https://{{connection.area}}.ships.test/v2',
      `${WORDS}"https://{{connection.area}}.ships.test/{{parameters.url}}".`,
    ],
    ['{{connection.server}}', `${WORDS}"https://<host>/{{parameters.url}}".`],
  ])('advises the host of %s', (baseUrl, advice) => {
    expect(adviceOf('SEC-001', calling(baseUrl))).toEqual([advice]);
  });
});

describe('UX-011', () => {
  const hint = (help: string): AppPatch => ({
    modules: {
      createItem: {
        mappableParams: [
          { name: 'name', type: 'text', label: 'Name', required: true },
          { name: 'note', type: 'text', label: 'Note', help },
        ],
      },
    },
  });

  test.each([
    ['A path, e.g. `/v1/ships`  ', 'A path, for example `/v1/ships`.'],
    ['Shown below the name\n', 'Shown below the name.'],
    ['Shown below, i.e. under it. ', 'Shown below, that is, under it.'],
  ])('ends %j', (help, set) => {
    expect(editsOf('UX-011', hint(help))).toMatchObject([{ set }]);
  });

  test('leaves a sentence alone', () => {
    expect(editsOf('UX-011', hint('Shown below the name.'))).toEqual([]);
  });
});

describe('a secret in a text field', () => {
  const key = (type: string): AppPatch => ({
    connections: { acme: { params: [{ name: 'apiKey', type, label: 'API key', editable: true }] } },
  });

  test.each(['text', 'password'])('needs a hint in a %s field', (type) => {
    expect(reports('CONN-016', key(type))).toHaveLength(1);
  });

  test('is reported for nothing new once it is a password field', () => {
    const before = minimalApp(key('text'));
    const [found] = lintManifest(before).filter(({ code }) => code === 'CONN-005');
    const after = applyEdits(before, found?.edit ? [found.edit] : []);
    const codesOf = (app: typeof before) => lintManifest(app, { advice: true }).map(({ code }) => code);

    expect(['CONN-005', ...codesOf(after)].sort()).toEqual(codesOf(before).sort());
  });

  test('is not asked for one where it is no secret', () => {
    const params = [{ name: 'workspace', type: 'text', label: 'Workspace', editable: true }];

    expect(reports('CONN-016', { connections: { acme: { params } } })).toEqual([]);
  });
});

describe('CONN-013', () => {
  const communication = objectOf(MINIMAL.connections.acme.communication);
  const saving = (data: JsonObject): AppPatch => ({
    connections: {
      acme: { communication: { ...communication, response: { ...objectOf(communication.response), data } } },
    },
  });
  const pathsFor = (data: JsonObject) => editsOf('CONN-013', saving(data)).map((edit) => edit?.path.join('.'));
  const copy = '{{parameters.apiKey}}';

  test('removes the collection with its last member', () => {
    expect(pathsFor({ apiKey: copy })).toEqual(['response.data']);
  });

  test('removes it with several copies that are all it holds', () => {
    expect(pathsFor({ apiKey: copy, area: '{{parameters.area}}' })).toEqual(['response.data', 'response.data']);
  });

  test('keeps it for what else it holds', () => {
    expect(pathsFor({ apiKey: copy, plan: '{{body.plan}}' })).toEqual(['response.data.apiKey']);
  });

  test('removes a response that holds nothing else', () => {
    const patch = {
      connections: { acme: { communication: { ...communication, response: { data: { apiKey: copy } } } } },
    };

    expect(editsOf('CONN-013', patch).map((edit) => edit?.path.join('.'))).toEqual(['response']);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseJsonc } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type Association, associations } from '../../scripts/cli/editor-settings.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';
import { SCHEMA_FILES } from '../../scripts/manifest/schema-files.ts';
import golden from '../golden/manifest.json' with { type: 'json' };
import { makeapp, makeappJson, temporaryFolder } from './support.ts';

const readJson = (file: string): unknown => parseJsonc(readFileSync(file, 'utf8'));
const manifest = golden as unknown as Manifest; // The golden file is a manifest, printed.

/** The YAML files that are ours to write: an API's description has a schema of its own. */
const YAML_FILES = ['.', 'test/mock', 'test/mock/harbour', 'test/scenarios']
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => /\.ya?ml$/.test(file) && !/\.openapi\.ya?ml$/.test(file));

const MODELINE = /^# yaml-language-server: \$schema=(\S+)\n/;
const schemaOf = (file: string): string => {
  const [, path = ''] = MODELINE.exec(readFileSync(file, 'utf8')) ?? [];
  return join(dirname(file), path);
};

const OWN_SCHEMAS = [
  'scripts/cli/config.schema.json',
  'scripts/scenario/scenario.schema.json',
  'scripts/mock/mock.schema.json',
  'scripts/mock/faults.schema.json',
];

function accepts(schema: string, value: unknown): boolean {
  return new Ajv2020({ strict: false, discriminator: true }).validate(readJson(schema) as object, value);
}

describe('the YAML files people write', () => {
  test.each(YAML_FILES)('%s names a schema that exists and that it fits', (file) => {
    const schema = schemaOf(file);

    expect(existsSync(schema)).toBe(true);
    expect(OWN_SCHEMAS).toContain(schema);
    expect(accepts(schema, parseYaml(readFileSync(file, 'utf8')))).toBe(true);
  });

  test.each(YAML_FILES)('a mistake in %s is found', (file) => {
    const value = parseYaml(readFileSync(file, 'utf8'));

    expect(accepts(schemaOf(file), { ...value, nmae: 1 })).toBe(false);
  });

  test.each(OWN_SCHEMAS)('%s is a JSON Schema, and explains its members', (file) => {
    const schema = readJson(file) as { readonly title: string; readonly properties: Record<string, object> };
    const ajv = new Ajv2020({ strict: false });

    expect([ajv.validateSchema(schema), ajv.errorsText()]).toEqual([true, 'No errors']);
    expect(schema.title).not.toBe('');
  });

  test.each([
    ['scripts/cli/config.schema.json', { rules: { 'UX-001': 'of' } }],
    ['scripts/cli/config.schema.json', { suppress: [{ rule: 'UX-001' }] }],
    ['scripts/scenario/scenario.schema.json', { name: 'x', steps: [{ title: 'a', rum: 'b' }] }],
    ['scripts/scenario/scenario.schema.json', { name: 'x', flow: [{ id: 1 }] }],
    ['scripts/mock/faults.schema.json', { faults: [{ on: 'GET /x', statsu: 500 }] }],
  ])('%s refuses %j', (schema, value) => {
    expect(accepts(schema, value)).toBe(false);
  });
});

describe('a configuration', () => {
  const check = async (text: string) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'makeapp.config.yaml'), text);
    return makeappJson(['mock', '--project', folder]);
  };

  test.each<[string, string, string]>([
    ['mokc: a.yaml\n', '1:1', '"mokc" is not known here; did you mean "mock"?'],
    ['\nmock: 5\n', '2:1', '"mock" must be a string.'],
    ['mock: a\nconnections:\n  a: token\n', '3:3', '"connections.a" must be an object.'],
    ['rules:\n  UX-001: loud\n', '2:3', 'must be one of off, info, warning, error'],
    ['rules:\n  ux: off\n', '2:3', '"rules.ux" is no name that can stand here.'],
    ['suppress:\n  - rule: UX-001\n', '2:5', '"suppress[0].reason" is required.'],
  ])('with a mistake is refused with its place: %j', async (text, place, message) => {
    const { status, json } = await check(text);

    const [problem] = json.problems;
    expect(status).toBe(2);
    expect([problem.code, `${problem.line}:${problem.column}`, basename(problem.file)]).toEqual([
      'CFG001',
      place,
      'makeapp.config.yaml',
    ]);
    expect(problem.message).toContain(message);
  });

  test('may say nothing', async () => {
    const { json } = await check('# nothing yet\n');

    expect(json.error.message).toContain('The project has no mock API');
  });
});

/** As VS Code matches: a pattern stands for the end of a path, the last that matches decides. */
function matches({ fileMatch }: Association, file: string): boolean {
  return fileMatch.reduce((isMatch, pattern) => {
    const body = pattern.replace(/^!/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*');
    return new RegExp(`(?:^|/)${body}$`).test(file) ? !pattern.startsWith('!') : isMatch;
  }, false);
}

const APP = 'test/golden/app';
const SECTION_FILES = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replaceAll('\\', '/'));

function sectionAjv(): Ajv {
  const ajv = new Ajv({ strict: false });
  for (const [name, schema] of Object.entries(SCHEMA_FILES)) ajv.addSchema(schema, name);
  return ajv;
}

describe('schemas of manifest files', () => {
  const ajv = sectionAjv();

  test.each(SECTION_FILES)('%s has one, and fits', (file) => {
    const found = associations(manifest).filter((association) => matches(association, file));

    expect(found.map(({ schema }) => schema)).toHaveLength(1);
    expect([ajv.validate(found[0]!.schema, readJson(join(APP, file))), ajv.errorsText()]).toEqual([true, 'No errors']);
    expect(ajv.validate(found[0]!.schema, 'a mistake')).toBe(false);
  });

  test('tell an instant trigger and a responder from other modules', () => {
    const schemaFor = (file: string) =>
      associations(manifest)
        .filter((association) => matches(association, file))
        .map(({ schema }) => schema);

    expect(schemaFor('modules/watch-new-messages/watch-new-messages.communication.iml.json')).toEqual([
      'instant-trigger.json',
    ]);
    expect(schemaFor('modules/create-user/create-user.communication.iml.json')).toEqual(['communication.json']);
  });

  test('find a misspelt directive', () => {
    expect(ajv.validate('communication.json', { url: '/users', qss: {} })).toBe(false);
    expect(ajv.validate('communication.json', { url: '/users', qs: {} })).toBe(true);
  });
});

describe("this repository's settings", () => {
  const file = '.vscode/settings.json';
  const settings = readJson(file) as Record<string, unknown>;
  const entries = settings['json.schemas'] as { readonly fileMatch: string[]; readonly url: string }[];

  test('name a schema for every manifest file', () => {
    expect(entries).toEqual(
      associations(manifest).map(({ fileMatch, schema }) => ({
        fileMatch,
        url: `./scripts/manifest/schemas/${schema}`,
      })),
    );
  });

  test('lead to files that exist', () => {
    expect(entries.filter(({ url }) => !existsSync(url))).toEqual([]);
  });
});

describe('editor', () => {
  const aProject = async (settings?: string) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'makecomapp.json'), readFileSync(join(APP, 'makecomapp.json')));
    if (settings !== undefined) {
      await mkdir(join(folder, '.vscode'));
      await writeFile(join(folder, '.vscode', 'settings.json'), settings);
    }
    return folder;
  };
  const settingsOf = (folder: string) => readFile(join(folder, '.vscode', 'settings.json'), 'utf8');

  test('writes settings and copies of every schema they name', async () => {
    const folder = await aProject();

    const { status, json } = await makeappJson(['editor', '--project', '.'], { cwd: folder });

    const settings = parseJsonc(await settingsOf(folder));
    const named = [
      ...settings['json.schemas'].map(({ url }: { url: string }) => url),
      ...Object.keys(settings['yaml.schemas']),
    ];
    expect([status, json.ok]).toEqual([0, true]);
    expect(named.filter((url) => !existsSync(join(folder, url)))).toEqual([]);
    expect(json.files.map(({ path }: { path: string }) => path)).toContain('.vscode/makeapp/mock.schema.json');
    expect(settings['files.associations']).toEqual({ '*.iml.json': 'jsonc' });
  });

  test('keeps comments and other settings, and says the same when run again', async () => {
    const before =
      '{\n  // mine\n  "editor.tabSize": 3,\n  "json.schemas": [{ "fileMatch": ["a.json"], "url": "./a.json" }]\n}\n';
    const folder = await aProject(before);

    await makeapp(['editor', '--project', folder]);
    const once = await settingsOf(folder);
    await makeapp(['editor', '--project', folder]);

    expect(once).toContain('// mine\n  "editor.tabSize": 3');
    expect(parseJsonc(once)['json.schemas'][0]).toEqual({ fileMatch: ['a.json'], url: './a.json' });
    expect(await settingsOf(folder)).toBe(once);
  });

  test('refuses settings that are none, and leaves them', async () => {
    const folder = await aProject('[]');

    const { status, err } = await makeapp(['editor', '--project', folder]);

    expect([status, await settingsOf(folder)]).toEqual([2, '[]']);
    expect(err).toContain(`${relative('', join(folder, '.vscode', 'settings.json'))}`.split('/').at(-1));
  });
});

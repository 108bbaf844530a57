import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadMock } from '../../scripts/mock/load-mock.ts';
import { createMock } from '../../scripts/mock/mock.ts';
import { caller, declaration } from './chatbot.ts';

const OPENAPI = `
openapi: 3.1.0
info: { title: Boats, version: '1' }
servers: [{ url: https://boats.example }]
security: [{ key: [] }]
paths:
  /boats:
    get:
      operationId: listBoats
      responses:
        '200': { description: All, content: { application/json: { schema: { $ref: 'shapes.json#/$defs/Boats' } } } }
webhooks:
  moored: { post: { responses: { '200': { description: Fine } } } }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
`;
const SHAPES = { $defs: { Boats: { type: 'array', items: { $ref: '#/$defs/Boat' } }, Boat: { type: 'object' } } };
const MOCK = `
openapi: boats.yaml
options:
  form: { about: The form of a list, values: [bare, wrapped], default: bare }
auth: { key: { accept: [a] } }
errors:
  body: { error: '\${message}' }
  situations:
    invalid: { status: 400 }
    malformed: { status: 400 }
    unauthorized: { status: 401 }
    notFound: { status: 404 }
    conflict: { status: 409 }
    refused: { status: 400 }
collections:
  boats:
    label: boat
    views: { short: { only: [id] } }
operations:
  listBoats: { list: boats, view: short }
`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-'));
  await writeFile(join(folder, 'boats.yaml'), OPENAPI);
  await writeFile(join(folder, 'shapes.json'), JSON.stringify(SHAPES));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (text: string, name = 'mock.yaml') => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const failure = async (file: string): Promise<string> => {
  const error = await loadMock(file).catch((reason) => reason);
  return error instanceof Error ? error.message.replaceAll(`${folder}/`, '') : 'loaded';
};

describe('loadMock', () => {
  test('reads a declaration and its description', async () => {
    const { spec, description } = await loadMock(await write(MOCK));

    expect([spec.operations.listBoats, description.title]).toEqual([{ list: 'boats', view: 'short' }, 'Boats']);
    expect(description.routes.map(({ method, path, operationId }) => ({ method, path, operationId }))).toEqual([
      { method: 'GET', path: '/boats', operationId: 'listBoats' },
    ]);
  });

  test.each<[string, string, string]>([
    [
      'label: boat',
      'lable: boat',
      'mock.yaml:17:5 › collections.boats.lable\n  MCK003 "lable" is not known here; did you mean "label"?',
    ],
    [
      'label: boat',
      'unique: [name]',
      'mock.yaml:16:3 › collections.boats\n  MCK003 "collections.boats.label" is required.',
    ],
    [
      'status: 404',
      'status: soon',
      'mock.yaml:12:17 › errors.situations.notFound.status\n  MCK003 "soon" is no number and no template of one.',
    ],
    [
      '    conflict: { status: 409 }\n',
      '',
      'mock.yaml:8:3 › errors.situations\n  MCK003 "errors.situations.conflict" is required.',
    ],
    [
      'listBoats: {',
      'listBots: {',
      'mock.yaml:20:3 › operations.listBots\n  MCK003 "listBots" is no operation of the description.\n  fix: did you mean "listBoats"?',
    ],
    [
      'list: boats',
      'list: ships',
      'mock.yaml:20:16 › operations.listBoats.list\n  MCK003 "ships" is no collection.\n  fix: use one of boats.',
    ],
    [
      'list: boats',
      'lits: boats',
      'mock.yaml:20:3 › operations.listBoats\n  MCK003 "operations.listBoats" needs operations.listBoats.list or ',
    ],
    ['view: short', 'view: long', 'mock.yaml:20:29 › operations.listBoats.view\n  MCK003 "long" is no view of boats.'],
    [
      'view: short',
      'answer: page',
      'mock.yaml:20:29 › operations.listBoats.answer\n  MCK003 "page" is no entry of "answers".',
    ],
    ['view: short', "answer: '${itms}'", 'MCK003 "${itms}" names "itms", which a template does not know.'],
    [
      'view: short',
      "answer: '${option.from}'",
      'MCK003 "from" is no option of this mock.\n  fix: did you mean "form"?',
    ],
    [
      'view: short',
      'answer: { $switch: fom, bare: 1 }',
      'MCK003 "fom" is no option of this mock.\n  fix: did you mean "form"?',
    ],
    [
      'default: bare',
      'default: none',
      'mock.yaml:4:63 › options.form.default\n  MCK003 "none" is none of the values of "form".',
    ],
    [
      'auth: { key: { accept: [a] } }',
      'auth: { kee: { accept: any } }',
      'MCK003 "auth" does not say what "key" accepts.',
    ],
    ['auth: { key: { accept: [a] } }', 'auth: { key: { accept: some } }', 'mock.yaml:5:16 › auth.key.accept\n  MCK003'],
    ['label: boat', 'label: boat\n    counts: { n: { in: crews, holding: boat } }', 'MCK003 "crews" is no collection.'],
    [
      'operations:',
      'deliveries:\n  x: { to: boats, webhook: mored, request: { method: POST, url: u } }\noperations:',
      '"mored" is no webhook of the description.\n  fix: did you mean "moored"?',
    ],
    ['openapi: boats.yaml', 'openapi: ships.yaml', 'ships.yaml cannot be read.'],
    ['openapi: boats.yaml', 'openapi: [', 'mock.yaml:'],
    ['openapi: boats.yaml', 'title: x', 'MCK003 "title" is not known here'],
  ])('with %j as %j says where it is wrong', async (good, bad, message) => {
    expect(MOCK).toContain(good);

    expect(await failure(await write(MOCK.replace(good, () => bad)))).toContain(message);
  });

  test('reports all mistakes at once, in the order of the file', async () => {
    const text = MOCK.replace('list: boats', 'list: ships').replace('default: bare', 'default: none');

    const found = await failure(await write(text));

    expect([...found.matchAll(/mock\.yaml:(\d+)/g)].map((match) => match[1])).toEqual(['4', '20']);
  });

  test.each<[string, string, string]>([
    ['boats.yaml', 'paths:', 'boats.yaml describes no operation.'],
    ['boats.yaml', OPENAPI.replace("Boats'", "Ships'"), 'refers to "shapes.json#/$defs/Ships"'],
    ['boats.yaml', 'a: [', 'boats.yaml:1:'],
    ['shapes.json', '{', 'shapes.json is not JSON'],
  ])('with another %s says so', async (name, text, message) => {
    await write(text, name);

    expect(await failure(await write(MOCK))).toContain(message);
  });

  test('says which file cannot be read', async () => {
    expect(await failure(join(folder, 'none.yaml'))).toBe('none.yaml cannot be read.');
  });
});

describe('the cache', () => {
  const cached = async () => (await readdir(join(folder, 'node_modules/.cache/makeapp')).catch(() => [])).sort();

  test('is used for the same texts only, and never hides a mistake', async () => {
    await mkdir(join(folder, 'node_modules'));
    const file = await write(MOCK);

    const first = await loadMock(file);
    const kept = await cached();
    const second = await loadMock(file);
    await write(MOCK.replace('list: boats', 'list: ships'));

    expect(kept).toHaveLength(3);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await failure(file)).toContain('"ships" is no collection');
    expect(await failure(file)).toContain('"ships" is no collection');
  });

  test('is not trusted when it was cut short', async () => {
    await mkdir(join(folder, 'node_modules'));
    const file = await write(MOCK);
    const first = await loadMock(file);

    for (const name of await cached()) await writeFile(join(folder, 'node_modules/.cache/makeapp', name), '{"op');

    expect((await loadMock(file)).spec).toEqual(first.spec);
  });

  test('is done without where there are no packages', async () => {
    await loadMock(await write(MOCK));

    expect(await cached()).toEqual([]);
  });
});

describe('the project itself', () => {
  test('points its editor at the schema of the form', async () => {
    const [first] = (await readFile(declaration, 'utf8')).split('\n');

    expect(first).toBe('# yaml-language-server: $schema=../../scripts/mock/mock.schema.json');
  });

  test('loads from a copy elsewhere', async () => {
    const root = join(folder, 'copy');
    await cp(join(declaration, '..'), join(root, 'test/mock'), { recursive: true });
    await cp(join(declaration, '../../../app/api'), join(root, 'app/api'), { recursive: true });

    const call = caller(createMock(await loadMock(join(root, 'test/mock/chatbot.yaml'))).handler);

    const answers = [await call('GET /users?limit=3'), await call('POST /users', { body: {} })];

    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
  });
});

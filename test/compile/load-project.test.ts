import { describe, expect, test } from 'vitest';
import { loadProject } from '../../scripts/compile/load-project.ts';
import { openProject } from '../../scripts/compile/open-project.ts';
import { formatProblem } from '../../scripts/core/problems.ts';
import { projectOf } from './support/project.ts';

/** The problems of loading a project with these files, as people read them. */
async function problemsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { problems } = await loadProject(await openProject(await projectOf(files)));
  return problems.map(formatProblem).join('\n');
}

/** A connection under any name. */
const connection = (name: string): string => `import { defineConnection } from '#dsl';
export const ${name} = defineConnection({ name: '${name}', label: 'Key', type: 'basic', communication: {} });
`;

describe('loadProject', () => {
  test('reads the app by default or named export, and each component by its file', async () => {
    const dir = await projectOf({ 'connections/key.ts': connection('key'), 'connections/README.md': 'no component' });

    const { descriptors, problems } = await loadProject(await openProject(dir));

    expect(problems).toEqual([]);
    expect([...descriptors].map(([file, { kind, name }]) => [file, kind, name])).toEqual([
      ['app/app.ts', 'app', 'library'],
      ['connections/key.ts', 'connection', 'key'],
    ]);
  });

  test('reads JSON and other files of the project', async () => {
    const dir = await projectOf({
      'app/shared/labels.json': '{ "key": "API Key" }',
      'app/shared/labels.ts': "import labels from './labels.json';\nexport const keyLabel = labels.key;\n",
      'connections/key.ts': connection('key')
        .replace("'Key'", 'keyLabel')
        .replace('\n', "\nimport { keyLabel } from '../app/shared/labels.ts';\n"),
    });

    const { descriptors } = await loadProject(await openProject(dir));

    expect(descriptors.get('connections/key.ts')?.spec).toMatchObject({ label: 'API Key' });
  });

  test('says what a folder without an app lacks', async () => {
    const dir = await projectOf({});

    await expect(openProject(`${dir}/app`)).rejects.toMatchObject({
      name: 'InputError',
      fix: 'create app/app.ts with "export default defineApp({ ... })", or name the project\'s folder with --project.',
    });
  });

  test('tells where a file does not parse', async () => {
    expect(await problemsOf({ 'connections/key.ts': "const naïve = 'é', = 1;\n" })).toMatchInlineSnapshot(`
      "connections/key.ts:1:20
        MAN200 Expected identifier but found "="."
    `);
  });

  test('refuses imports other than the DSL and files of the project', async () => {
    const files = {
      'connections/key.ts': `import { readFileSync } from 'node:fs';\n${connection('key').replace('communication: {}', 'communication: { url: String(readFileSync) }')}`,
      'connections/other.ts': `import { x } from '../../elsewhere.ts';\n${connection('other').replace('communication: {}', 'communication: { url: x }')}`,
      'rpcs/list.ts': "import { nothing } from './missing.ts';\nexport const list = nothing;\n",
      'rpcs/more.ts': "import { absent } from '../connections/third.ts';\nexport const more = absent;\n",
      'connections/third.ts': connection('third'),
    };

    expect(await problemsOf(files)).toMatchInlineSnapshot(`
      "connections/key.ts:1:30
        MAN201 "node:fs" is not available here.
        fix: import "#dsl", JSON files and other files of the project by a relative path.
      connections/other.ts:1:19
        MAN201 "../../elsewhere.ts" lies outside the project.
        fix: import "#dsl", JSON files and other files of the project by a relative path.
      rpcs/list.ts:1:25
        MAN201 Could not resolve "./missing.ts".
        fix: correct the path or the name; relative imports end in ".ts" or ".json".
      rpcs/more.ts:1:10
        MAN201 No matching export in "connections/third.ts" for import "absent".
        fix: correct the path or the name; relative imports end in ".ts" or ".json"."
    `);
  });

  test('tells where a descriptor throws, through the functions it calls', async () => {
    const files = {
      'app/shape.ts': 'export const first = (list: string[]): string => {\n  return list[0]!.trim();\n};\n',
      'connections/key.ts': `import { first } from '../app/shape.ts';\n${connection('key').replace("label: 'Key'", 'label: first([])')}`,
      'connections/late.ts': `${connection('late')}throw new Error('No more, please.');\n`,
    };

    expect(await problemsOf(files)).toMatchInlineSnapshot(`
      "app/shape.ts:2:19
        MAN202 The descriptor cannot be evaluated: TypeError: Cannot read properties of undefined (reading 'trim').
        fix: descriptors are plain data; correct the expression that throws.
      connections/late.ts:3:7
        MAN202 The descriptor cannot be evaluated: Error: No more, please.
        fix: descriptors are plain data; correct the expression that throws."
    `);
  });

  test('reports broken files once and keeps what imports them', async () => {
    const dir = await projectOf({
      'connections/key.ts': `${connection('key')}export const handle = connectionOf(key);\n`,
      'modules/getBook.ts': `import { defineModule, iml } from '#dsl';
import { handle, key } from '../connections/key.ts';
export const getBook = defineModule({
  name: 'getBook', type: 'action', label: 'Get', description: 'Gets.', connection: key, interface: {},
  communication: { url: '/', headers: { authorization: iml\`Bearer \${handle.token}\` } },
});
`,
      'modules/broken.ts': 'export const broken = ;\n',
      'modules/strays.ts': "import { defineModule } from '#dsl';\nexport const [first] = [];\n",
      'app/app.ts': `import { defineApp } from '#dsl';
import { broken } from '../modules/broken.ts';
import { getBook } from '../modules/getBook.ts';
export const app = defineApp({ name: 'library', label: 'L', base: {}, groups: [{ label: 'All', modules: [getBook, broken] }] });
`,
    });

    const { descriptors, problems } = await loadProject(await openProject(dir));

    expect([...descriptors.keys()]).toEqual(['app/app.ts', 'modules/getBook.ts']);
    expect(problems.map(formatProblem).join('\n')).toMatchInlineSnapshot(`
      "modules/broken.ts:1:23
        MAN200 Unexpected ";".
      connections/key.ts:3:14
        MAN202 The descriptor cannot be evaluated: ReferenceError: connectionOf is not defined.
        fix: descriptors are plain data; correct the expression that throws.
      modules/strays.ts
        MAN203 The file exports no module.
        fix: export one made with defineModule({ ... }), or move the file out of this folder."
    `);
  });

  test('wants one component in each file, named after it', async () => {
    const files = {
      'connections/key.ts': connection('token'),
      'connections/two.ts': connection('two') + connection('three').replace(/^.*\n/, ''),
      'rpcs/none.ts': 'export const none = 1;\n',
    };

    expect(await problemsOf(files)).toMatchInlineSnapshot(`
      "connections.token › name
        MAN204 The connection is named "token", its file connections/key.ts.
        fix: rename the file to "token.ts", or the connection to "key".
      connections/two.ts
        MAN205 The file exports 2 connections: "three", "two".
        fix: give each a file of its own, named after it.
      rpcs/none.ts
        MAN203 The file exports no RPC.
        fix: export one made with defineRpc({ ... }), or move the file out of this folder."
    `);
  });

  test('passes on what the bundler warns about', async () => {
    expect(
      await problemsOf({ 'connections/key.ts': connection('key').replace("label: 'Key'", "label: 'A', label: 'B'") }),
    ).toMatchInlineSnapshot(`
      "connections/key.ts:2:64
        MAN206 Duplicate key "label" in object literal.
        fix: remove one of the two; the last one wins."
    `);
  });
});

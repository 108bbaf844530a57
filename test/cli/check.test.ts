import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderArchive } from '../../scripts/layouts/archive.ts';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { type AppPatch, minimalApp } from '../../scripts/lint/minimal-app.ts';
import { makeapp, makeappJson, temporaryFolder } from './support.ts';

/** An app as a local-development project; `texts` replace files. */
async function project(patch: AppPatch, texts: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await temporaryFolder();
  for (const { path, bytes } of renderLocal(minimalApp(patch), {})) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), texts[path] ?? bytes);
  }
  return folder;
}

const codesOf = (problems: readonly { readonly code: string }[]): string[] => problems.map(({ code }) => code);

describe('check', () => {
  test.each<[string, string, string]>([
    ['a section of the app', 'general/base.iml.json', 'app'],
    ['a form', 'modules/create-item/create-item.mappable-params.iml.json', 'modules.createItem'],
  ])('reports that %s cannot be read, and nothing that follows from it', async (_, file, component) => {
    const folder = await project({}, { [file]: '{ "a": ' });

    const { status, json } = await makeappJson(['check'], { cwd: folder });

    expect([status, codesOf(json.problems), json.problems[0].component]).toEqual([1, ['MAN051'], component]);
  });

  test('obeys comments in the files', async () => {
    const text = (comment: string) =>
      `{\n  ${comment}\n  "headers": {},\n  "url": "/items/{{parameters.id}}",\n  "response": { "output": "{{body}}" }\n}`;
    const file = 'modules/get-item/get-item.communication.iml.json';
    const count = async (comment: string): Promise<number> => {
      const folder = await project({}, { [file]: text(comment) });
      const { json } = await makeappJson(['check', '--info'], { cwd: folder });
      return json.problems.filter(
        (problem: { readonly code: string; readonly component?: string }) => problem.code === 'MOD-004',
      ).length;
    };

    expect([await count('// nothing'), await count('// lint-disable-next-line MOD-004 it documents itself')]).toEqual([
      1, 0,
    ]);
  });

  test('shows no secret beside a problem', async () => {
    const params = [{ name: 'apiKey', label: 'API Key', type: 'text', required: true, default: 'k3y-0123456789' }];
    const folder = await project({ connections: { key: { params } } });

    const { out } = await makeapp(['check', '--info'], { cwd: folder });

    expect(out).toContain('CONN-005');
    expect(out).not.toContain('0123456789');
  });

  test('names files of an archive without lines it cannot show', async () => {
    const file = join(await temporaryFolder(), 'shelves.zip');
    await writeFile(file, renderArchive(minimalApp({ base: { baseUrl: 'http://api.acme.test/v1' } }), {}));

    const { out } = await makeapp(['check', '--project', file]);

    expect(out).toMatch(/^\d+ errors?/m);
    expect(out).not.toMatch(/^ *> \d+ \|/m);
  });

  test('prints one document in each format of programs, whether the input is right or wrong', async () => {
    const folder = await project({ base: { baseUrl: 'http://api.acme.test/v1' } });

    const found = await makeapp(['check', '--format', 'json'], { cwd: folder });
    const wrong = await makeapp(['check', '--format', 'json', '--project', 'nowhere'], { cwd: folder });

    expect([found.status, Object.keys(JSON.parse(found.out))]).toEqual([1, ['ok', 'problems', 'counts']]);
    expect([wrong.status, JSON.parse(wrong.out).ok]).toEqual([2, false]);
  });

  test('leaves the files alone', async () => {
    const folder = await project({ modules: { getItem: { label: 'Get an item (BETA)' } } });
    const before = await readFile(join(folder, 'makecomapp.json'), 'utf8');

    await makeapp(['check', '--info'], { cwd: folder });

    expect(await readFile(join(folder, 'makecomapp.json'), 'utf8')).toBe(before);
  });
});

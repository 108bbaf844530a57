import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compatible, fixableProblems, planFixes, textsWith } from '../../scripts/cli/fix-plan.ts';
import { fixProject } from '../../scripts/cli/fix-project.ts';
import type { FixSource } from '../../scripts/cli/fix-source.ts';
import { locateProblems } from '../../scripts/core/problems.ts';
import { renderArchive } from '../../scripts/layouts/archive.ts';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { readLocal } from '../../scripts/layouts/read-local.ts';
import { applyEdits } from '../../scripts/lint/edit.ts';
import { lintManifest } from '../../scripts/lint/lint-manifest.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';
import { rules } from '../../scripts/lint/rules.ts';
import { makeapp, makeappJson, temporaryFolder } from './support.ts';

/** The app's descriptors, alone in a folder. */
async function descriptors(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['app', 'modules', 'connections', 'rpcs', 'webhooks']) {
    await cp(name, join(folder, name), { recursive: true });
  }
  return folder;
}

/** An app as a local-development project. */
async function localProject(patch: Parameters<typeof minimalApp>[0] = {}): Promise<string> {
  const folder = await temporaryFolder();
  for (const { path, bytes } of renderLocal(minimalApp(patch), {})) {
    const file = join(folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, bytes);
  }
  return folder;
}

async function change(file: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error(`${file} stays as it is.`);
  await writeFile(file, after);
}

const fix = (folder: string, ...args: readonly string[]) => makeapp(['check', '--fix', ...args], { cwd: folder });

describe('check --fix on descriptors', () => {
  type Change = (text: string) => string;
  const CASES: readonly (readonly [title: string, file: string, plant: Change, expected: Change])[] = [
    [
      'writes a label anew in its own quotes, and corrects one character of an expression',
      'modules/searchUser.ts',
      (text) =>
        text
          .replace("label: 'Search User'", 'label: "Search \'em (BETA)" /* say more */')
          .replace('after: p.after,', "after: '{{if(parameters.after; 1; 2)}}',"),
      (text) => text.replace('(BETA)', '(beta)').replace('parameters.after; 1; 2', 'parameters.after, 1, 2'),
    ],
    [
      'takes out a member with its comment and keeps that of another',
      'modules/createUser.ts',
      (text) =>
        text.replace("      method: 'POST',\n", "      method: 'POST', // creates\n      headers: {}, // none\n"),
      (text) => text.replace('      headers: {}, // none\n', ''),
    ],
    [
      'makes a field of another type, imports it, and adds an attribute below the others',
      'connections/chatbot.ts',
      (text) =>
        text
          .replace('parameters, password, reply', 'parameters, reply, text')
          .replace('password({', 'text({')
          .replace('    editable: true,\n', ''),
      (text) =>
        text
          .replace('parameters, reply, text', 'parameters, password, reply')
          .replace('text({', 'password({')
          .replace(/(help: 'In ChatBot.*\n)/, '$1    editable: true,\n'),
    ],
  ];

  test('changes what is wrong, and nothing else', async () => {
    const folder = await descriptors();
    for (const [, file, plant] of CASES) await change(join(folder, file), plant);
    const planted = await contents(folder);

    const { status } = await fix(folder, '--info');

    const after = await contents(folder);
    expect(status).toBe(0);
    for (const [title, name, , expected] of CASES) {
      const file = join(folder, name);
      expect([title, after[file]]).toEqual([title, expected(planted[file] ?? '')]);
    }
    expect(await fix(folder, '--info')).toMatchObject({ status: 0, out: expect.stringMatching(/^nothing to fix\n/) });
  });

  test('keeps line breaks of Windows', async () => {
    const folder = await descriptors();
    const file = join(folder, 'connections/chatbot.ts');
    await change(file, (text) => text.replace('    editable: true,\n', '').replaceAll('\n', '\r\n'));

    await fix(folder);

    expect(await readFile(file, 'utf8')).toMatch(/\r\n {4}editable: true,\r\n/);
    expect(await readFile(file, 'utf8')).not.toMatch(/[^\r]\n/);
  });

  test('leaves a text alone that other places share', async () => {
    const folder = await descriptors();
    const file = join(folder, 'modules/searchUser.ts');
    await change(file, (text) =>
      text
        .replace("label: 'Search User'", 'label: TITLE')
        .replace("description: 'Searches for users or lists them all.'", 'description: TITLE')
        .replace('const PAGE', "const TITLE = 'Search users (BETA)';\nconst PAGE"),
    );
    await writeFile(join(folder, 'makeapp.config.yaml'), 'rules:\n  UX-005: warning\n');
    const before = await readFile(file, 'utf8');

    const { out } = await fix(folder);

    expect(await readFile(file, 'utf8')).toBe(before);
    expect(out).toContain('UX-005 modules/searchUser.ts:9:15: more than this place would change');
  });
});

describe('check --fix on JSON', () => {
  test('keeps comments, layout, line breaks, the missing last one and the byte order mark', async () => {
    const folder = await localProject();
    const file = join(folder, 'modules/create-item/create-item.communication.iml.json');
    const text = [
      '\uFEFF{ // what is sent',
      '\t"url":"/items",\t"method" : "POST",',
      '\t"headers": {}, // none',
      '\t/* all */ "body": {"name":"{{parameters.name}}"},',
      '\t"response": { "output": "{{body}}" }',
      '}',
    ].join('\r\n');
    await writeFile(file, text);

    await fix(folder, '--info');

    expect(await readFile(file, 'utf8')).toBe(text.replace('\t"headers": {}, // none\r\n', ''));
  });

  test('changes metadata where it is listed', async () => {
    const folder = await localProject({ modules: { createItem: { label: 'Upsert an item' } } });
    const file = join(folder, 'makecomapp.json');
    const before = await readFile(file, 'utf8');

    await fix(folder, '--info');

    expect(await readFile(file, 'utf8')).toBe(before.replace('Upsert an item', 'Create or update an item'));
  });

  test('changes nothing the second time', async () => {
    const folder = await localProject({
      base: { baseUrl: 'https://api.acme.test/v1/', headers: { 'x-api-key': '{{connection.apiKey}}' } },
      modules: { createItem: { label: 'Upsert an item (BETA)' } },
    });
    const { files } = await fixProject('.', folder, { advice: true, dryRun: false });

    const second = await fixProject('.', folder, { advice: true, dryRun: false });

    expect([files.length > 0, second.files, second.fixed]).toEqual([true, [], []]);
  });
});

describe('fixes of the rules', () => {
  let folder: string;
  /** What the files say: one folder serves all rules, and only what differs is written. */
  const known = new Map<string, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'makeapp-rules-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    if (known.get(file) === text) return;
    if (!known.has(file)) await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    known.set(file, text);
  }

  const fixable = rules.filter((rule) => rule.fix);

  test.each(fixable.map((rule) => [rule.id, rule] as const))('%s is written as it says', async (id, rule) => {
    const files = renderLocal(minimalApp(rule.examples.bad), {});
    await Promise.all(files.map(({ path, bytes }) => write(join(folder, path), Buffer.from(bytes).toString())));
    const project = await readLocal(folder);
    const { manifest, locate } = project;
    const others = Object.fromEntries(
      rules.map((other) => [other.id, other === rule ? rule.severity : 'off'] as const),
    );
    const found = locateProblems(lintManifest(manifest, { rules: others }), locate);
    const sourceOf = (file: string): FixSource => ({ file, text: known.get(file) ?? '', dialect: 'json' });
    const checked = { project: { ...project, folder, kind: 'local' as const }, problems: found };

    const chosen = compatible(planFixes(fixableProblems(found, found, manifest), checked, sourceOf).fixes);
    const texts = new Map([...known.keys()].map((file) => [file, sourceOf(file)]));
    for (const [file, text] of textsWith(texts, chosen)) await write(file, text);

    const edits = chosen.flatMap((planned) => planned.edits);
    const { manifest: after } = await readLocal(folder);
    expect([id, edits.length > 0, after]).toEqual([id, true, applyEdits(manifest, edits)]);
  });
});

describe('check --fix', () => {
  test('says which files it changed, keeps their permissions, and leaves nothing beside them', async () => {
    const folder = await descriptors();
    const file = join(folder, 'connections/chatbot.ts');
    await change(file, (text) => text.replace('    editable: true,\n', ''));
    await chmod(file, 0o640);

    const { status, out } = await fix(folder);

    expect([status, (await stat(file)).mode & 0o777]).toEqual([0, 0o640]);
    expect(await readdir(join(folder, 'connections'))).toEqual(['chatbot.ts']);
    expect(out).toBe('fixed 1 problem in 1 file\n  connections/chatbot.ts (CONN-006)\n\nno problems in ChatBot\n');
  });

  test('shows with --dry-run what would change, secrets left out, and writes nothing', async () => {
    const folder = await localProject({
      connections: { key: { params: [{ name: 'apiKey', type: 'text', label: 'Key', default: 'sk-4711-abcdef' }] } },
    });
    const files = await contents(folder);

    const { out } = await fix(folder, '--dry-run', '--info');

    expect(await contents(folder)).toEqual(files);
    expect(out).toMatch(/^would fix \d+ problems? in \d+ files?; nothing is written\n/);
    expect(out).toMatch(/^ {4}\+ /m);
    expect(out).not.toContain('sk-4711');
  });

  test('tells programs on stdout what is left, and people on stderr what was done', async () => {
    const folder = await descriptors();
    await change(join(folder, 'connections/chatbot.ts'), (text) => text.replace('    editable: true,\n', ''));

    const { json, err } = await makeappJson(['check', '--fix'], { cwd: folder });

    expect([json.ok, json.problems, err]).toEqual([true, [], expect.stringContaining('fixed 1 problem')]);
  });

  test('does not follow a link out of the project', async () => {
    const folder = await localProject({ modules: { createItem: { communication: { headers: {} } } } });
    const outside = join(await temporaryFolder(), 'outside.json');
    const path = 'modules/create-item/create-item.communication.iml.json';
    const text = await readFile(join(folder, path), 'utf8');
    await writeFile(outside, text);
    await rm(join(folder, path));
    await symlink(outside, join(folder, path));

    const { out } = await fix(folder, '--info');

    expect(await readFile(outside, 'utf8')).toBe(text);
    expect(out).toContain('leads out of the project');
  });

  test('refuses an archive', async () => {
    const file = join(await temporaryFolder(), 'shelves.zip');
    await writeFile(file, renderArchive(minimalApp(), {}));

    const { status, err } = await makeapp(['check', '--fix', '--project', file]);

    expect([status, err]).toEqual([2, expect.stringContaining('An import archive cannot be fixed')]);
  });

  test.each<[string, readonly string[], string]>([
    ['--dry-run alone', ['--dry-run'], 'add --fix'],
    ['--watch besides', ['--fix', '--watch'], 'run check --fix by itself'],
  ])('refuses %s', async (_, args, message) => {
    const { status, err } = await makeapp(['check', ...args]);

    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')])));
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freshDocument } from '../../scripts/cli/pull.ts';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { camelToKebab } from '../../scripts/layouts/local-paths.ts';
import { readLocal } from '../../scripts/layouts/read-local.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';
import type { MakecomappFile } from '../../scripts/manifest/types.generated.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import { createFakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { pull } from '../../scripts/origin/pull.ts';
import { chatbotManifest } from '../support/chatbot.ts';
import { createApp, KEY, keptOrigin, memoryProject, writesTo } from './support/harbour.ts';

/** The app as it is built, its files by path. */
async function builtApp(): Promise<{ readonly document: MakecomappFile; readonly files: Record<string, string> }> {
  const decoder = new TextDecoder();
  const all = Object.fromEntries(
    renderLocal(await chatbotManifest()).map(({ path, bytes }) => [path, decoder.decode(bytes)]),
  );
  const { 'makecomapp.json': document = '', ...files } = all;
  return { document: JSON.parse(document), files };
}

test('the app goes to Make under a name with a suffix, one change follows, and all of it comes back', async () => {
  const make = createFakeOrigin({ keys: { [KEY]: ['sdk-apps:read', 'sdk-apps:write'] } });
  const { name } = await createApp(make, 'chatbot');
  const origin = { baseUrl: 'https://eu2.make.example/api', appId: String(name), appVersion: 1, apikeyFile: 'key' };
  const client = { transport: make.handler, apiKey: KEY, sleep: async () => {} };
  const { document, files } = await builtApp();
  const project = memoryProject(document, files);

  const first = await deploy(project, origin, client);
  make.clear();
  const unchanged = await deploy(project, keptOrigin(project, origin), client);
  const sentAgain = writesTo(make);
  const changed = 'modules/get-user/get-user.communication.iml.json';
  project.files.set(changed, `// Reads one user.\n${files[changed]}`);
  make.clear();
  const second = await deploy(project, keptOrigin(project, origin), client);
  const sent = writesTo(make);
  const copy = memoryProject(freshDocument(false));
  const pulled = await pull(copy, origin, { ...client, fileNameOf: camelToKebab });

  expect([first, unchanged, second, pulled].flatMap(({ problems }) => problems)).toEqual([]);
  expect(String(name)).toMatch(/^chatbot-[0-9a-f]{6}$/);
  expect(first.counts.failed).toBe(0);
  const trigger = `PATCH /sdk/apps/${name}/1/modules/watchNewMessages`;
  expect(sentAgain).toEqual([trigger]);
  expect(sent).toEqual([`PUT /sdk/apps/${name}/1/modules/getUser/api`, trigger]);
  expect(comparable(copy.files)).toEqual(comparable(project.files));
  expect(Object.keys(copy.document.components.module).sort()).toEqual(Object.keys(document.components.module).sort());
});

test('what is pulled of the app is read as the very app that was deployed', async () => {
  const make = createFakeOrigin({ keys: { [KEY]: ['sdk-apps:read', 'sdk-apps:write'] }, suffix: false });
  const { name } = await createApp(make, 'chatbot');
  const origin = { baseUrl: 'https://eu2.make.example/api', appId: String(name), appVersion: 1, apikeyFile: 'key' };
  const client = { transport: make.handler, apiKey: KEY, sleep: async () => {} };
  const { document, files } = await builtApp();
  await deploy(memoryProject(document, files), origin, client);
  const copy = memoryProject(freshDocument(false));
  await pull(copy, origin, { ...client, fileNameOf: camelToKebab });
  const folder = await mkdtemp(join(tmpdir(), 'makeapp-pulled-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of [...copy.files, ['makecomapp.json', JSON.stringify(copy.document)] as const]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  const pulled = await readLocal(folder);

  expect(pulled.problems).toEqual([]);
  expect(essenceOf(pulled.manifest)).toEqual(essenceOf(await chatbotManifest()));
});

/** A manifest without what a pull leaves out or adds (common data, metadata of the app, empty lists), its shared components by number. */
function essenceOf(manifest: Manifest): unknown {
  const { app: _, ...rest } = manifest;
  const isLeft = (key: string, value: unknown) => key !== 'common' && !(Array.isArray(value) && value.length === 0);
  const numbered = JSON.stringify(rest, (key, value) => (isLeft(key, value) ? value : undefined))
    .replaceAll(`"${Object.keys(manifest.connections).join()}"`, '"connection1"')
    .replaceAll(`"${Object.keys(manifest.webhooks).join()}"`, '"webhook1"');
  return JSON.parse(numbered);
}

/**
 * Files with what pulling changes by design made equal: connections and webhooks are numbered, common data stays out,
 * empty scopes of modules get a comment.
 */
function comparable(files: ReadonlyMap<string, string>): Record<string, string> {
  const kept = [...files].filter(([path]) => !path.endsWith('common.json'));
  return Object.fromEntries(
    kept.map(([path, text]) => [
      path.replace(/^(connections|webhooks)\/[^/]+\/[^./]+/, '$1/it'),
      path.endsWith('.scope.iml.json') ? text.replace(/^\/\/.*\n/, '') : text,
    ]),
  );
}

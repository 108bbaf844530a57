import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareSides } from '../../../scripts/cli/diff.ts';
import { openSide, type Side } from '../../../scripts/cli/diff-side.ts';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import { renderArchive } from '../../../scripts/layouts/archive.ts';
import { renderLocal } from '../../../scripts/layouts/local.ts';
import { renderOnline } from '../../../scripts/layouts/online.ts';
import type { Manifest } from '../../../scripts/manifest/manifest.ts';
import { newFolder, removeFolder } from '../../layouts/support/project.ts';
import { bakery, type Draft, edited } from './support/app.ts';
import { commit, copyOfApp, folder, replaceIn, runDiff, write } from './support/command.ts';

/** What can be compared, as the command line names it from the folder of the repository. */
const SIDES = {
  descriptors: '.',
  'local folder': 'built/local',
  'online folder': 'built/online',
  archive: 'built/app.zip',
  'descriptors at a revision': 'HEAD:',
  'local folder at a revision': 'HEAD:built/local',
  'online folder at a revision': 'HEAD:built/online',
  'archive at a revision': 'HEAD:built/app.zip',
} as const;
const NAMES = Object.keys(SIDES) as (keyof typeof SIDES)[];

const repositories: string[] = [];

/** A repository that holds an app in every form. */
async function repositoryOf(edit: (dir: string) => void): Promise<Record<string, Side>> {
  const dir = copyOfApp(newFolder());
  repositories.push(dir);
  edit(dir);
  const { manifest } = await compileProject(dir);
  if (!manifest) throw new Error('the app does not compile');
  write(join(dir, 'built/local'), renderLocal(manifest));
  write(join(dir, 'built/online'), renderOnline(manifest));
  writeFileSync(join(dir, 'built/app.zip'), renderArchive(manifest));
  commit(dir);
  const sides = await Promise.all(NAMES.map(async (name) => [name, await openSide(SIDES[name], dir)] as const));
  return Object.fromEntries(sides);
}

let before: Record<string, Side>;
let after: Record<string, Side>;
beforeAll(async () => {
  [before, after] = await Promise.all([
    repositoryOf(() => {}),
    repositoryOf((dir) => {
      replaceIn(join(dir, 'modules/getUser.ts'), "label: 'Get", "label: 'Fetch");
      replaceIn(join(dir, 'connections/chatbot.ts'), 'required: true,', '');
    }),
  ]);
}, 60_000);
afterAll(() => repositories.forEach(removeFolder));

describe.each(NAMES)('%s', (from) => {
  test.each(NAMES)('is compared with %s', (to) => {
    const [earlier, later, same] = [before[from], after[to], before[to]];

    expect(compareSides(earlier!, same!)).toEqual([]);
    expect(compareSides(earlier!, later!).map(({ kind, component }) => `${component} ${kind}`)).toEqual([
      'connections.chatbot parameter-optional',
      'modules.getUser label-changed',
    ]);
  });
});

/** An app as Make exports it: with a suffix to its ID, and names of connections and webhooks made of that. */
function exported(edit: (app: Draft) => void = () => {}): string {
  const manifest: Manifest = edited((app: Draft) => {
    app.app.name = 'bakery-x1y2z3';
    const { sold } = app.webhooks;
    app.webhooks = { 'bakery-x1y2z3': { ...sold, name: 'bakery-x1y2z3', label: 'Sold!' } };
    app.modules.loafSold.webhook = 'bakery-x1y2z3';
    const { till, web } = app.connections;
    app.connections = {
      'bakery-x1y2z3': { ...till, name: 'bakery-x1y2z3' },
      'bakery-x1y2z32': { ...web, name: 'bakery-x1y2z32' },
    };
    const names: Draft = { till: 'bakery-x1y2z3', web: 'bakery-x1y2z32' };
    for (const each of [
      ...Object.values<Draft>(app.modules),
      ...Object.values<Draft>(app.rpcs),
      ...Object.values<Draft>(app.webhooks),
    ]) {
      each.connection = names[each.connection] ?? null;
      each.altConnection = names[each.altConnection] ?? null;
    }
    for (const each of Object.values<Draft>(app.endpoints))
      each.attachedAccounts = each.attachedAccounts?.map((name: string) => names[name]);
    edit(app);
  });
  const file = join(folder(), 'bakery.zip');
  writeFileSync(file, renderArchive(manifest));
  return file;
}

describe('an archive that Make exported', () => {
  test('is the same app under the names Make gave', async () => {
    const sources = write(folder(), renderLocal(bakery()));
    // The ID of the app is in an origin; without one it is not compared.
    const project = JSON.parse(new TextDecoder().decode(renderLocal(bakery())[0]!.bytes));
    project.origins = [{ baseUrl: 'https://eu1.make.com/api', appId: 'bakery', appVersion: 1, apikeyFile: 'key' }];
    writeFileSync(join(sources, 'makecomapp.json'), JSON.stringify(project));

    const { out } = await runDiff(sources, exported(), { json: true });

    expect(JSON.parse(out).changes.map(({ kind, component }: Draft) => `${component} ${kind}`)).toEqual([
      'webhooks.bakery-x1y2z3 label-changed',
    ]);
  });

  test('shows what changed since another export, and an ID that is another', async () => {
    const later = exported((app: Draft) => {
      app.app.name = 'brewery';
      app.connections['bakery-x1y2z3'].sections.params[0].required = false;
    });

    const { out } = await runDiff(exported(), later, { json: true });

    expect(JSON.parse(out).changes.map(({ kind, component }: Draft) => `${component} ${kind}`)).toEqual([
      'app app-renamed',
      'connections.bakery-x1y2z3 parameter-optional',
    ]);
  });
});

import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltApp, buildOnce, makeapp, makeappJson, SETUP_LIMIT, temporaryFolder } from './support.ts';

let built: BuiltApp;
beforeAll(async () => {
  built = await buildOnce();
}, SETUP_LIMIT);

/** The built app with one scenario of its own. */
async function appWith(scenario: string): Promise<string> {
  const project = await temporaryFolder();
  await cp(built.app, project, { recursive: true });
  await mkdir(join(project, 'test', 'scenarios'), { recursive: true });
  await writeFile(join(project, 'test', 'scenarios', 'one.yaml'), scenario);
  return project;
}

const start = async (project: string) => makeapp(['start', '--project', project, '--out', await temporaryFolder()]);

describe('start', () => {
  test('builds the app, runs every module against the mock, and says how to import it', async () => {
    const { status, out, err } = await start('.');

    expect(err).not.toContain('mock');
    expect(status).toBe(0);
    expect(out).toContain('built ChatBot');
    expect(out).toContain('12 of the 12 modules of ChatBot ran against the mock API');
    expect(out).toContain('Import it into Make');
    expect(out).not.toContain('\u001b[');
  });

  test('stops behind the step that failed, with its error', async () => {
    const project = await appWith(`name: A bad day
steps:
  - { title: Nobody, run: getUser, params: { id: 6012ab34cd56ef78901200ff } }
  - { title: Never, run: listStories }
`);

    const { status, out, err } = await start(project);

    expect(status).toBe(1);
    expect(out).toMatch(/✗ +1 +Nobody/);
    expect(out).not.toContain('Never');
    expect(err).toMatch(/DataError in 1: \[404\].*\n {2}the steps behind it did not run\./);
  });

  test('refuses a scenario that is none', async () => {
    const { status, err } = await start(await appWith('name: x\nsteps:\n  - { title: a, runs: getUser }\n'));

    expect(status).toBe(2);
    expect(err).toMatch(
      /one\.yaml:3:17 › steps\[0\]\.runs\n {2}error SCN001 "runs" is not known here; did you mean "run"\?/,
    );
  });

  test('prints one document with --json: what was built, and what each scenario did', async () => {
    const { status, json } = await makeappJson(['start', '--project', '.', '--out', await temporaryFolder()]);

    expect(status).toBe(0);
    expect(json).toMatchObject({
      ok: true,
      scenarios: [
        { ok: true, operations: 17 },
        { ok: true, operations: 5 },
      ],
    });
    expect(json.files.length).toBeGreaterThan(10);
  });

  test('runs blueprints too', async () => {
    const project = await appWith(`name: Stories
app: chatbot
flow:
  - { id: 1, module: 'chatbot:listStories', parameters: { limit: 2 } }
  - { id: 2, module: 'chatbot:getStory', mapper: { id: '{{1.id}}' } }
`);

    const { status, out, err } = await start(project);

    expect([status, err]).toEqual([0, expect.not.stringContaining('error')]);
    expect(out).toContain('2 of the 12 modules of ChatBot ran');
  });

  test('is content without scenarios', async () => {
    const { status, out } = await start(built.app);

    expect(status).toBe(0);
    expect(out).toContain('Import it into Make');
  });
});

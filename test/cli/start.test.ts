import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltApp, buildOnce, makeapp, SETUP_LIMIT, temporaryFolder } from './support.ts';

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
    expect(out).toContain('passed 12 of 12 modules ran');
    expect(out).toContain('Import it into Make');
    expect(out).not.toContain('\u001b[');
  });

  test('stops behind the step that failed, with its error', async () => {
    const project = await appWith(`name: A bad day
steps:
  - { title: Nobody, run: getUser, params: { id: 6012ab34cd56ef78901200ff } }
  - { title: Never, run: listStories }
`);

    const { status, out } = await start(project);

    expect(status).toBe(1);
    expect(out).toMatch(/✗ +1 +Nobody/);
    expect(out).toContain('DataError [404]');
    expect(out).toContain('stopped at step 1; 1 step not run');
  });

  test('refuses a scenario that is none', async () => {
    const { status, err } = await start(await appWith('name: x\nsteps:\n  - { title: a, runs: getUser }\n'));

    expect(status).toBe(2);
    expect(err).toContain('step 1: there is no "runs" here.');
    expect(err).toContain('did you mean "run"?');
  });

  test('is content without scenarios', async () => {
    const { status, out } = await start(built.app);

    expect(status).toBe(0);
    expect(out).toContain('Import it into Make');
  });
});

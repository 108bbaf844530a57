import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../scripts/cli/main.ts';
import { TestTerminal } from './support.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = parse(readFileSync('.github/workflows/app.yml', 'utf8')) as Workflow;
const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);

/** Every `makeapp` command of the workflow, as its words. */
const commands = steps
  .flatMap(({ run = '' }) => [...run.matchAll(/npx makeapp ([^|>\n]+)/g)])
  .map(([, words = '']) => words.trim().split(/\s+/));

async function helpOf(command: string): Promise<string> {
  const terminal = new TestTerminal();
  await main([command, '--help'], terminal);
  return terminal.stdout;
}

describe('the workflow for authors', () => {
  test.each(commands.map((words) => [words.join(' '), words] as const))(
    '"makeapp %s" is a command line',
    async (_, words) => {
      const [command = '', ...rest] = words;
      const flags = rest.filter((word) => word.startsWith('--'));
      const choices = rest.filter((word) => /^[a-z]+$/.test(word));

      const help = await helpOf(command);

      expect(help).toContain(`makeapp ${command}`);
      for (const choice of choices) expect(help).toContain(choice);
      for (const flag of flags) expect(help).toMatch(new RegExp(`^\\s+(-\\w, )?${flag}\\b`, 'm'));
    },
  );

  test('checks, tests, compares and deploys', () => {
    const used = new Set(commands.map(([command]) => command));

    expect([...used].sort()).toEqual(['build', 'check', 'deploy', 'diff', 'pull', 'test']);
  });

  test('runs on every Node version the tool supports', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

    expect(workflow.jobs.check?.strategy?.matrix.node).toEqual([20, 22, 24]);
    expect(engines.node).toMatch(/\^20\.\d+ \|\| >=22/);
  });

  test('may read the code and nothing else, except where it uploads problems', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(jobs.filter(([, { permissions }]) => permissions).map(([name]) => name)).toEqual(['scan']);
    expect(workflow.jobs.scan?.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
  });

  test('gives secrets to single steps only, and never to a pull request from a fork', () => {
    const secretive = jobs.filter(([, job]) => JSON.stringify(job).includes('secrets.'));

    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request']);
    expect(secretive.map(([name]) => name)).toEqual(['difference', 'deploy']);
    for (const [name, job] of secretive) {
      const guard = name === 'deploy' ? "github.event_name == 'push'" : 'head.repo.full_name == github.repository';
      expect(job.if).toContain(guard);
      expect(job.steps.filter((step) => JSON.stringify(step).includes('secrets.'))).toHaveLength(1);
      for (const { run, env = {} } of job.steps) {
        expect(run ?? '').not.toContain('secrets.');
        expect(Object.keys(env).every((key) => ['MAKE_API_KEY', 'MAKE_ORIGIN'].includes(key))).toBe(true);
      }
    }
  });

  test('puts nothing a stranger writes into a shell', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('leaves no token behind after checking out, and keeps packages between runs', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    const setups = steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@'));

    expect(checkouts).toHaveLength(jobs.length);
    expect(checkouts.every((step) => step.with?.['persist-credentials'] === false)).toBe(true);
    expect(setups.map((step) => step.with?.cache)).toEqual(jobs.map(() => 'npm'));
  });
});

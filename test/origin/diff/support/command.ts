import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { diff } from '../../../../scripts/cli/diff.ts';
import type { Terminal } from '../../../../scripts/cli/terminal.ts';
import type { OutputFile } from '../../../../scripts/layouts/output-file.ts';

/** A folder that the end of the test removes. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'diff-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function write(dir: string, files: readonly OutputFile[]): string {
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  return dir;
}

/** Replaces text in a file, which must have it. */
export function replaceIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

/** A copy of the descriptors of this repository's app. */
export function copyOfApp(dir = folder()): string {
  for (const part of ['app', 'connections', 'modules', 'rpcs', 'webhooks', 'functions', 'endpoints'])
    if (existsSync(part)) cpSync(part, join(dir, part), { recursive: true });
  return dir;
}

export const git = (dir: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', '-c', 'commit.gpgsign=false', ...args], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Commits everything there is. */
export function commit(dir: string): void {
  if (!existsSync(join(dir, '.git'))) git(dir, 'init', '--quiet');
  git(dir, 'add', '--all');
  git(dir, 'commit', '--quiet', '--message', 'state');
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as the command line would. */
export async function runDiff(
  from: string,
  to: string,
  { cwd = process.cwd(), ...options }: { readonly cwd?: string; readonly json?: true; readonly exitCode?: true } = {},
): Promise<Outcome> {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isColored: false,
    cwd,
    env: {},
    readStdin: async () => '',
    interrupted: () => Promise.reject(new Error('nothing here waits')),
  };
  const status = await diff(terminal, from, to, options);
  return { status, out, err };
}

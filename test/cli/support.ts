import { rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { main } from '../../scripts/cli/main.ts';
import type { Terminal } from '../../scripts/cli/terminal.ts';
import type { HttpHandler } from '../../scripts/core/http.ts';
import { loadMock } from '../../scripts/mock/load-mock.ts';
import { createMock, type Mock } from '../../scripts/mock/mock.ts';
import { type Served, serve } from '../../scripts/mock/serve.ts';

export interface TerminalOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly isColored?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A terminal that remembers what was written and has a Ctrl-C of its own. */
export class TestTerminal implements Terminal {
  stdout = '';
  stderr = '';
  readonly isColored: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #stdin: string;
  readonly #waiting: (() => void)[] = [];
  readonly #interruption: Promise<void>;
  #interrupt: () => void = () => {};

  constructor({ cwd = process.cwd(), stdin = '', isColored = false, env = {} }: TerminalOptions = {}) {
    this.cwd = cwd;
    this.#stdin = stdin;
    this.isColored = isColored;
    this.env = env;
    this.#interruption = new Promise((resolved) => {
      this.#interrupt = resolved;
    });
  }

  readonly out = (text: string): void => {
    this.stdout += text;
    for (const check of this.#waiting) check();
  };
  readonly err = (text: string): void => {
    this.stderr += text;
    for (const check of this.#waiting) check();
  };
  readonly readStdin = async (): Promise<string> => this.#stdin;
  readonly interrupted = (): Promise<void> => this.#interruption;

  /** Presses Ctrl-C. */
  interrupt(): void {
    this.#interrupt();
  }

  /** Lines of stdout that are complete. */
  get lines(): string[] {
    return this.stdout.split('\n').slice(0, -1);
  }

  /** Resolves when something holds of what was written. */
  until(holds: (terminal: TestTerminal) => boolean): Promise<void> {
    return new Promise((resolved) => {
      const check = () => holds(this) && resolved();
      this.#waiting.push(check);
      check();
    });
  }
}

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process. */
export async function makeapp(args: readonly string[], options: TerminalOptions = {}): Promise<Ran> {
  const terminal = new TestTerminal(options);
  const status = await main(args, terminal);
  expect(`${terminal.stdout}${terminal.stderr}`).not.toMatch(/^\s+at .+:\d+:\d+/m); // No stack trace, ever.
  return { status, out: terminal.stdout, err: terminal.stderr };
}

// biome-ignore lint/suspicious/noExplicitAny: the expectations of each test say what the document holds.
export type Document = any;

/** Runs one command line with --json; fails unless stdout is exactly one JSON document. */
export async function makeappJson(
  args: readonly string[],
  options: TerminalOptions = {},
): Promise<Ran & { json: Document }> {
  const ran = await makeapp([...args, '--json'], options);
  expect(ran.out).toMatch(/^[{[].*[}\]]\n$/);
  return { ...ran, json: JSON.parse(ran.out) };
}

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'makeapp-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface BuiltApp {
  readonly folder: string;
  /** The editor's local-development project, on the project's own mock API. */
  readonly app: string;
  readonly zip: string;
}

/** Milliseconds that building may take on a busy machine. */
export const SETUP_LIMIT = 60_000;

let built: Promise<BuiltApp> | undefined;

/** Builds the app once for all test files of this process: a manifest project and an archive to work on, never to change. */
export function buildOnce(): Promise<BuiltApp> {
  built ??= buildApp();
  return built;
}

async function buildApp(): Promise<BuiltApp> {
  const folder = await mkdtemp(join(tmpdir(), 'makeapp-built-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { status } = await makeapp(['build', '--out', join(folder, 'dist')]);
  expect(status).toBe(0);
  const config = await readFile('makeapp.config.yaml', 'utf8');
  const placed = config.replace('test/mock/', `${resolve('test/mock')}/`);
  for (const below of ['dist', join('dist', 'app')])
    await writeFile(join(folder, below, 'makeapp.config.yaml'), placed);
  return { folder, app: join(folder, 'dist', 'app'), zip: join(folder, 'dist', 'chatbot.zip') };
}

/** A copy of the built app with some of its modules and RPCs alone: quick to open, for tests that open it often. */
export async function smallApp({ folder, app }: BuiltApp, kept: readonly string[]): Promise<string> {
  const copy = join(folder, `small-${kept.join('-')}`);
  await cp(app, copy, { recursive: true });
  const file = join(copy, 'makecomapp.json');
  const { components, generalCodeFiles, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  const keep = (map: object) => Object.fromEntries(Object.entries(map).filter(([name]) => kept.includes(name)));
  const small = { ...components, module: keep(components.module), rpc: keep(components.rpc) };
  const { groups: _, ...general } = generalCodeFiles;
  await writeFile(file, JSON.stringify({ ...rest, generalCodeFiles: general, components: small }));
  return copy;
}

/** A copy of the built app in which one file says something else. */
export async function changedApp({ app }: BuiltApp, file: string, change: (text: string) => string): Promise<string> {
  const copy = await temporaryFolder();
  await cp(app, copy, { recursive: true });
  const path = join(copy, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} stays as it is.`);
  await writeFile(path, after);
  return copy;
}

/** The mock API behind a port, with a way out to webhooks on this machine; both close when the test ends. */
export async function serveMock(): Promise<{ readonly url: string; readonly mock: Mock }> {
  const mock = createMock(await loadMock('test/mock/chatbot.yaml'), { outgoing: send });
  return { url: (await serveHere(mock.handler)).url, mock };
}

/** A port that answers with a handler until the test ends. */
export async function serveHere(handler: HttpHandler): Promise<Served> {
  const served = await serve(handler);
  onTestFinished(() => served.close());
  return served;
}

const send: HttpHandler = async ({ method, url, headers, body }, { signal } = {}) => {
  const response = await fetch(url, {
    method,
    headers: headers as Record<string, string>, // The mock repeats no header.
    ...(body && { body: Buffer.from(body) }),
    ...(signal && { signal }),
  });
  return { status: response.status, headers: {}, body: new Uint8Array(await response.arrayBuffer()) };
};

export const USER = '6012ab34cd56ef7890120001';

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../core/problems.ts';
import { leavesFolder } from '../layouts/project-folder.ts';

/** What git keeps at a revision, copied out. */
export interface Checkout {
  /** The copied folder or file. */
  readonly path: string;
  dispose(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
/** No file of an app is larger; a tree this large is no app. */
const LIMITS = { file: 10 * MEGABYTE, tree: 200 * MEGABYTE } as const;

/** Reads `HEAD~3:` or `REV:path`; undefined for what is a plain path (a drive letter is no revision). */
export function readRevision(argument: string): { readonly revision: string; readonly path: string } | undefined {
  const [, revision, path] = /^([^:]+):(.*)$/s.exec(argument) ?? [];
  if (revision === undefined || path === undefined || revision.startsWith('-') || /^[A-Za-z]:[\\/]/.test(argument)) {
    return undefined;
  }
  return { revision, path };
}

/** Copies a folder or file of a revision into a temporary folder; repository and work tree are only read. */
export async function checkOut(argument: string, cwd: string): Promise<Checkout> {
  const object = await resolveObject(argument, cwd);
  const type = (await git(['cat-file', '-t', object], cwd)).toString().trim();
  const folder = await mkdtemp(join(tmpdir(), 'makeapp-revision-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    if (type === 'blob') {
      const file = join(folder, basename(readRevision(argument)?.path ?? 'app.zip'));
      await writeFile(file, await git(['cat-file', 'blob', object], cwd));
      return { path: file, dispose };
    }
    await writeTree(await readTree(object, argument, cwd), folder);
    return { path: folder, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function resolveObject(argument: string, cwd: string): Promise<string> {
  try {
    return (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', argument], cwd)).toString().trim();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`There is nothing at "${argument}": neither a file nor something git has there.`, {
      cause,
      fix: 'give a folder, an import archive, or REVISION:path with the path from the top of the repository (REVISION:./path from here).',
    });
  }
}

interface TreeFile {
  readonly path: string;
  readonly bytes: Buffer;
}

async function readTree(tree: string, argument: string, cwd: string): Promise<TreeFile[]> {
  const listed = (await git(['ls-tree', '-r', '-l', '-z', '--full-tree', tree], cwd)).toString().split('\0');
  const files = listed.flatMap((line) => {
    const [, mode, object, size, path] = /^(\d+) blob (\w+) +(\d+)\t(.+)$/s.exec(line) ?? [];
    if (!mode?.startsWith('100') || object === undefined || path === undefined) return []; // links and submodules
    return leavesFolder(path) || Number(size) > LIMITS.file ? [] : [{ object, path, size: Number(size) }];
  });
  if (files.reduce((sum, { size }) => sum + size, 0) > LIMITS.tree) {
    throw new InputError(`${argument} is too large for an app.`, { fix: "name the app's own folder: REVISION:path." });
  }
  const input = files.map(({ object }) => `${object}\n`).join('');
  const output = files.length === 0 ? Buffer.alloc(0) : await git(['cat-file', '--batch'], cwd, input);
  let offset = 0;
  return files.map(({ path, size }) => {
    const start = output.indexOf('\n', offset) + 1; // after the line that names the object
    offset = start + size + 1;
    return { path, bytes: output.subarray(start, start + size) };
  });
}

async function writeTree(files: readonly TreeFile[], folder: string): Promise<void> {
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** Runs git and gives what it prints. */
function git(args: readonly string[], cwd: string, input = ''): Promise<Buffer> {
  return new Promise((done, fail) => {
    const child = spawn('git', args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    const [output, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', (cause) =>
      fail(new InputError(`git cannot be run: ${cause.message}.`, { cause, fix: 'install git.' })),
    );
    child.on('close', (status) => {
      if (status === 0) done(Buffer.concat(output));
      else fail(new Error(`git ${args[0]} failed: ${Buffer.concat(errors).toString().trim()}`));
    });
    child.stdin.on('error', () => {}); // git that ended early says why by its status
    child.stdin.end(input);
  });
}

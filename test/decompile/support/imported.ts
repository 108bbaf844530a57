import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import { formatProblem, isError } from '../../../scripts/core/problems.ts';
import type { Manner } from '../../../scripts/decompile/app-context.ts';
import { type Decompiled, decompile, type SourceText } from '../../../scripts/decompile/decompile.ts';
import { differences } from '../../../scripts/decompile/differences.ts';
import { scaffold } from '../../../scripts/decompile/scaffold.ts';
import { isSpellingOf } from '../../../scripts/decompile/spelling.ts';
import type { Manifest } from '../../../scripts/manifest/manifest.ts';

const TOOL = { address: '*', typescript: '*' };

/** A folder in which imported projects find the tool as an installed dependency. */
export async function folderWithTool(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'makeapp-import-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('.'), join(folder, 'node_modules', 'makeapp'), 'junction');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function writeSources(folder: string, files: readonly SourceText[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Writes an app as descriptors into a new folder, compiles them, and names the parts that came back different. */
export async function importInto(
  folder: string,
  manifest: Manifest,
  manner: Manner = {},
): Promise<Decompiled & { readonly lost: string[] }> {
  const decompiled = decompile(manifest, TOOL, manner);
  await writeSources(folder, decompiled.files);
  const compiled = await compileProject(folder);
  const lost = compiled.manifest
    ? differences(manifest, compiled.manifest, manner.isTidy ? isSpellingOf : undefined)
    : compiled.problems.filter(isError).map(formatProblem);
  return { ...decompiled, lost };
}

/** The text of one file of the project. */
export const textOf = ({ files }: Pick<Decompiled, 'files'>, path: string): string =>
  files.find((file) => file.path === path)?.text ?? `There is no ${path}.`;

/** Type-checks every project below a folder in one run; gives what the compiler says. */
export async function typeErrors(folder: string): Promise<string> {
  const config = JSON.parse(textOf({ files: scaffold('all', TOOL) }, 'tsconfig.json'));
  const include = config.include.map((each: string) => `*/${each}`);
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, include }));
  return complaints(['typescript', 'bin', 'tsc'], ['-p', folder, '--pretty', 'false'], folder);
}

/** Formats projects below a folder in the house style; gives what would change. */
export async function formatErrors(folder: string, names: readonly string[]): Promise<string> {
  const formatter = { indentStyle: 'space', indentWidth: 2, lineWidth: 120 };
  const javascript = { formatter: { quoteStyle: 'single' } };
  await writeFile(
    join(folder, 'biome.json'),
    JSON.stringify({ files: { includes: ['**/*.ts'] }, formatter, javascript }),
  );
  return complaints(['@biomejs', 'biome', 'bin', 'biome'], ['format', '--colors=off', ...names], folder);
}

async function complaints(tool: readonly string[], args: readonly string[], cwd: string): Promise<string> {
  const file = resolve('node_modules', ...tool);
  return promisify(execFile)(process.execPath, [file, ...args], { cwd }).then(
    () => '',
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => `${stdout}${stderr}`,
  );
}

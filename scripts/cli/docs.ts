import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { counted } from '../core/problems.ts';
import { type OutputFile, textFile } from '../layouts/output-file.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { hasErrors, printProblems, problemDocument } from './problem-list.ts';
import { openProject } from './project.ts';
import { printTable } from './table.ts';
import { paint, type Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

export interface DocsCommandOptions extends CommonOptions {
  readonly out: string;
}

/** `makeapp docs`: writes the help article and the reference pages; nothing when the app has an error. */
export async function docs(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as DocsCommandOptions; // commander hands over the options this command declares.
  const { manifest, icon, problems } = await openProject(options.project, terminal.cwd);
  if (!manifest || hasErrors(problems)) {
    const found = problems.map((problem) => problemDocument(problem, terminal.cwd));
    if (options.json) terminal.out(`${JSON.stringify({ ok: false, problems: found, files: [] })}\n`);
    else
      terminal.err(
        `${printProblems(problems, terminal)}${paint(terminal, 'red', 'not written')}: fix the app first.\n`,
      );
    return EXIT.failed;
  }
  const { renderDocs } = await import('../docs/render-docs.ts');
  const files = renderDocs(manifest, { icon }).map(({ path, text }) => textFile(path, text));
  const out = resolve(terminal.cwd, options.out);
  await writeOutput(out, files);
  await removeStale(out, files);
  if (options.json) {
    const written = files.map(({ path, bytes }) => ({
      path: relative(terminal.cwd, join(out, path)),
      bytes: bytes.length,
    }));
    terminal.out(`${JSON.stringify({ ok: true, files: written })}\n`);
  } else {
    printSummary(manifest.app.label, files, options.out, terminal);
  }
  return EXIT.done;
}

/** Pages of modules that are gone; only what bears our mark is removed. */
async function removeStale(out: string, files: readonly OutputFile[]): Promise<void> {
  const { GENERATED_MARK } = await import('../docs/print-markdown.ts');
  const wanted = new Set(files.map(({ path }) => path));
  const names = await readdir(join(out, 'reference')).catch(() => []);
  for (const name of names) {
    if (!name.endsWith('.md') || wanted.has(`reference/${name}`)) continue;
    const file = join(out, 'reference', name);
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.startsWith(GENERATED_MARK)) await rm(file);
  }
}

function printSummary(label: string, files: readonly OutputFile[], out: string, terminal: Terminal): void {
  const pages = files.filter(({ path }) => path.startsWith('reference/')).length;
  const row = (path: string, what: string) => [`  ${out}/${path}`, paint(terminal, 'dim', what)];
  terminal.out(`${paint(terminal, 'green', 'written')} documentation of ${label}: ${files.length} files\n`);
  terminal.out(
    printTable([
      row('index.html', 'the help article as one page; open it in a browser'),
      row('index.md', 'the same as Markdown'),
      row('reference/', `${counted(pages, 'module')} for developers`),
      row('iml-functions.md', 'what expressions can call'),
      row('llms.txt', 'the list of pages for programs that read documentation'),
    ]),
  );
}

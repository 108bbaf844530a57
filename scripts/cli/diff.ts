import { counted, isError } from '../core/problems.ts';
import { type Change, countChanges } from '../origin/diff/change.ts';
import { diffManifests } from '../origin/diff/diff-manifests.ts';
import { changeDocument, printChanges } from './diff-report.ts';
import { openSide, type Side } from './diff-side.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { paint, type Terminal } from './terminal.ts';

interface DiffOptions {
  readonly exitCode?: true;
  readonly json?: true;
}

/** `makeapp diff A B`: what changed from A to B, and what that means for scenarios built on A. */
export async function diff(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [from, to, options] = args as [string, string, DiffOptions]; // commander hands over what this command declares.
  const [before, after] = [await openSide(from, terminal.cwd), await openSide(to, terminal.cwd)];
  for (const side of [before, after]) warnOfErrors(side, terminal);
  const changes = compareSides(before, after);
  const counts = countChanges(changes);
  const isOk = options.exitCode ? changes.length === 0 : counts.breaking === 0;
  if (options.json) {
    const documents = changes.map((change) =>
      changeDocument(change, (change.side === 'before' ? before : after).locate, terminal.cwd),
    );
    terminal.out(`${JSON.stringify({ ok: isOk, changes: documents, counts })}\n`);
  } else if (changes.length === 0) {
    terminal.out(`${paint(terminal, 'green', 'no differences')} between ${from} and ${to}\n`);
  } else {
    terminal.out(printChanges(changes, counts, { before: from, after: to }, terminal));
  }
  return isOk ? EXIT.done : EXIT.failed;
}

/** Compares what both sides can say. */
export function compareSides(before: Side, after: Side): Change[] {
  return diffManifests(before.manifest, after.manifest, {
    before: before.holdings,
    after: after.holdings,
    ...(before.icon && after.icon && { icons: { before: before.icon, after: after.icon } }),
  });
}

/** Errors that leave every part readable do not stop a comparison. */
function warnOfErrors({ title, problems }: Side, terminal: Terminal): void {
  const errors = problems.filter(isError).length;
  if (errors === 0) return;
  const heading = paint(terminal, 'yellow', 'warning');
  terminal.err(`${heading} ${title} has ${counted(errors, 'error')}; makeapp check lists them.\n`);
}

import { counted } from '../core/problems.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import type { PulledFile, PullReport } from '../origin/pull-session.ts';
import type { PullOptions } from './origin-command.ts';
import { describeOrigin, originDocument } from './origin-command.ts';
import { type ComponentRow, printComponents, printTime } from './origin-table.ts';
import { printProblems, problemDocument } from './problem-list.ts';
import { paint, type Terminal } from './terminal.ts';

export interface PullPrinting {
  readonly origin: OriginEntry;
  readonly options: PullOptions;
  readonly terminal: Terminal;
  readonly ms: number;
}

const countsOf = ({ files, added }: PullReport) => {
  const count = (outcome: PulledFile['outcome']): number => files.filter((file) => file.outcome === outcome).length;
  return { added: added.length, new: count('new'), changed: count('changed'), unchanged: count('unchanged') };
};

/** The `--json` document. */
export function pullDocument(report: PullReport, { origin, options, terminal, ms }: PullPrinting): object {
  const { ok, added, files, names, problems } = report;
  return {
    ok,
    origin: originDocument(origin),
    dryRun: options.dryRun === true,
    counts: countsOf(report),
    ...{ added, files, names },
    problems: problems.map((problem) => problemDocument(problem, terminal.cwd)),
    ms: Math.round(ms),
  };
}

export function printPull(report: PullReport, { origin, options, terminal, ms }: PullPrinting): void {
  terminal.out(printComponents(rowsOf(report, origin), ['files', 'unchanged'], terminal));
  if (report.problems.length > 0) terminal.err(printProblems(report.problems, terminal));
  const { added, new: fresh, changed, unchanged } = countsOf(report);
  const verb = options.dryRun ? 'would pull' : report.ok ? 'pulled' : 'not all pulled';
  const heading = paint(terminal, report.ok ? 'green' : 'red', verb);
  const parts = [
    `${counted(added, 'component')} added`,
    `${counted(fresh, 'file')} new`,
    `${changed} changed`,
    `${unchanged} unchanged`,
  ];
  terminal.out(`${heading} ${describeOrigin(origin)}: ${parts.join(', ')} in ${printTime(ms)}\n`);
}

/** What was written of each component; those that were up to date are only counted. */
function rowsOf({ files, added, names }: PullReport, { appId }: OriginEntry): ComponentRow[] {
  const touched = new Set(files.flatMap(({ component, outcome }) => (outcome === 'unchanged' ? [] : [component])));
  return [...touched].map((component) => {
    const own = files.filter((file) => file.component === component);
    const written = own.filter(({ outcome }) => outcome !== 'unchanged').map(({ path }) => path);
    return {
      component,
      outcome: added.includes(component) ? 'new' : 'changed',
      name: component === 'app' ? appId : (names[component] ?? ''),
      done: placeOf(written),
      unchanged: own.length - written.length,
    };
  });
}

/** One file by name, more by the folder they share. */
function placeOf(paths: readonly string[]): string {
  if (paths.length === 1) return paths.join();
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  const [folder] = folders;
  return folders.size === 1 && folder ? `${folder} (${paths.length})` : `${paths.length} files`;
}

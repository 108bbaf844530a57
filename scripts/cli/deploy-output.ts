import { counted } from '../core/problems.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import type { Change, DeployReport } from '../origin/deploy-report.ts';
import type { DeployOptions } from './origin-command.ts';
import { describeOrigin, originDocument } from './origin-command.ts';
import { type ComponentRow, printComponents, printTime, someOf } from './origin-table.ts';
import { printProblems, problemDocument } from './problem-list.ts';
import { printTable } from './table.ts';
import { paint, type Terminal } from './terminal.ts';

export interface DeployPrinting {
  readonly origin: OriginEntry;
  readonly options: DeployOptions;
  readonly terminal: Terminal;
  readonly ms: number;
}

/** The `--json` document. */
export function deployDocument(report: DeployReport, { origin, options, terminal, ms }: DeployPrinting): object {
  const { ok, changes, skipped, counts, problems, names, isPending } = report;
  return {
    ok,
    origin: originDocument({ ...origin, ...report.app }),
    dryRun: options.dryRun === true,
    ...{ counts, changes, skipped, names },
    pendingCommit: isPending,
    problems: problems.map((problem) => problemDocument(problem, terminal.cwd)),
    ms: Math.round(ms),
  };
}

export function printDeploy(report: DeployReport, printing: DeployPrinting): void {
  const { options, terminal } = printing;
  const { changes, problems } = report;
  const isPlan = options.dryRun === true;
  terminal.out(isPlan ? printPlan(changes, terminal) : printComponents(rowsOf(report), COLUMNS, terminal));
  if (changes.length > 0 || report.ok) terminal.out(printSkipped(report, terminal));
  if (problems.length > 0) terminal.err(printProblems(problems, terminal));
  terminal.out(printSummary(report, printing));
}

const COLUMNS = ['sent', 'unchanged'] as const;

/** What happened to each component, in the order in which it did. */
function rowsOf({ changes, unchanged, names, app }: DeployReport): ComponentRow[] {
  const touched = new Set(changes.map(({ component }) => component));
  return [...touched].map((component) => {
    const own = changes.filter((change) => change.component === component);
    return {
      component,
      outcome: outcomeOf(own),
      name: component === 'app' ? (app?.appId ?? '') : (names[component] ?? deletedName(own)),
      done: sentences(own).join('; '),
      unchanged: unchanged.filter((part) => part.component === component).length,
    };
  });
}

/** What is deleted has no pair any more; its address ends with its name. */
const deletedName = (changes: readonly Change[]): string =>
  decodeURIComponent(
    changes
      .find(({ action }) => action === 'delete')
      ?.path.split('/')
      .at(-1) ?? '',
  );

function outcomeOf(changes: readonly Change[]): ComponentRow['outcome'] {
  if (changes.some(({ outcome }) => outcome === 'failed')) return 'failed';
  if (changes.some(({ action }) => action === 'create')) return 'new';
  if (changes.some(({ action }) => action === 'delete')) return 'deleted';
  return 'changed';
}

function sentences(changes: readonly Change[]): string[] {
  const parts = (isWanted: (change: Change) => boolean): string[] =>
    changes.filter(isWanted).map(({ section, action }) => section ?? action);
  const sent = parts(({ action, outcome }) => action === 'update' && outcome === 'done');
  const refused = parts(({ outcome }) => outcome === 'failed');
  const deleted = changes.find(({ action, outcome }) => action === 'delete' && outcome === 'done');
  return [
    ...(sent.length > 0 ? [someOf(sent, 'sections')] : []),
    ...(deleted ? [`deleted: ${deleted.why}`] : []),
    ...(refused.length > 0 ? [`refused: ${refused.join(', ')}`] : []),
  ];
}

/** Every request that would be sent, in order. */
function printPlan(changes: readonly Change[], terminal: Terminal): string {
  if (changes.length === 0) return '';
  const rows = changes.map(({ method, path, bytes, why, component, section }) => [
    `  ${method}`,
    path,
    `${bytes} B`,
    section === undefined ? component : `${component} › ${section}`,
    paint(terminal, 'dim', why),
  ]);
  return `${printTable(rows, new Set([2]))}\n`;
}

/** One line for each reason not to send something. */
function printSkipped({ skipped }: DeployReport, terminal: Terminal): string {
  const reasons = new Set(skipped.map(({ section, why }) => (section === undefined ? why : `${section} ${why}`)));
  const lines = [...reasons].map((reason) => {
    const alike = skipped.filter(({ section, why }) => reason === (section === undefined ? why : `${section} ${why}`));
    return `not sent: ${reason} (${alike.map(({ component }) => component).join(', ')})`;
  });
  return lines.map((line) => `${paint(terminal, 'dim', line)}\n`).join('');
}

function printSummary(report: DeployReport, { origin, options, terminal, ms }: DeployPrinting): string {
  const { counts, app, isPending, changes, ok } = report;
  const { created, updated, deleted, failed, unchanged, skipped } = counts;
  const where = describeOrigin({ ...origin, ...app });
  if (!ok && changes.length === 0) return `${paint(terminal, 'red', 'not deployed')} ${where}\n`;
  const hasNewApp = changes.some(
    ({ action, component, outcome }) => isNewApp(action, component) && outcome !== 'failed',
  );
  const parts = [
    ...(hasNewApp ? ['app created'] : []),
    `${counted(created, 'component')} created`,
    `${counted(updated, 'section')} sent`,
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    `${unchanged} unchanged`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(failed > 0 ? [`${failed} refused`] : []),
  ];
  const summary = `${headingOf(report, options.dryRun === true, terminal)} ${where}: ${parts.join(', ')} in ${printTime(ms)}\n`;
  const isRenamed = app && app.appId !== origin.appId;
  const naming = isRenamed ? `Make calls the app ${app.appId}; the origin now says so.\n` : '';
  const hint = hasNewApp && options.dryRun ? `${paint(terminal, 'dim', SUFFIX)}\n` : '';
  const waiting = isPending && changes.length > 0 ? `${paint(terminal, 'yellow', PENDING)}\n` : '';
  return `${summary}${naming}${hint}${waiting}`;
}

const isNewApp = (action: Change['action'], component: string): boolean => action === 'create' && component === 'app';

const SUFFIX = 'Make may put a suffix behind the name of a new app: addresses differ by it then.';
const PENDING = 'The app is public or approved: its users get these changes once they are committed at Make.';

function headingOf({ ok, changes }: DeployReport, isPlan: boolean, terminal: Terminal): string {
  if (isPlan) return paint(terminal, 'cyan', 'would deploy');
  if (!ok) return paint(terminal, 'red', 'not all deployed');
  return paint(terminal, 'green', changes.length === 0 ? 'up to date' : 'deployed');
}

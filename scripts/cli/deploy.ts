import { counted } from '../core/problems.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import type { Question } from '../origin/deploy.ts';
import type { Change, DeployReport } from '../origin/deploy-report.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { OriginOptions, Surroundings } from './origin-command.ts';
import { announceWait, chooseOrigin, describeOrigin, originDocument, withSurroundings } from './origin-command.ts';
import { findApiKey } from './origin-files.ts';
import { openOriginProject } from './origin-project.ts';
import { printProblems, problemDocument } from './problem-list.ts';
import { printTable } from './table.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

export interface DeployOptions extends OriginOptions {
  readonly yes?: true;
  readonly prune?: true;
}

/** `makeapp deploy`: sends to Make what differs from what it has. */
export async function deploy(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as DeployOptions; // commander hands over the options this command declares.
  return withSurroundings(terminal, (surroundings) => deployProject(options, terminal, surroundings));
}

export async function deployProject(
  options: DeployOptions,
  terminal: Terminal,
  { transport, sleep, signal, ask }: Surroundings,
): Promise<ExitStatus> {
  const [project, { deploy: send }] = await Promise.all([
    openOriginProject(options.project, terminal.cwd, options.withCommon === true),
    import('../origin/deploy.ts'),
  ]);
  const origin = chooseOrigin(project.document.origins, options);
  const apiKey = await findApiKey(project.dir, origin, terminal);
  const isQuiet = options.json === true;
  const report = await send(project, origin, {
    ...{ transport, apiKey, sleep, signal },
    dryRun: options.dryRun === true,
    prune: options.prune === true,
    confirm: async (question) => options.yes === true || ((await ask?.(wordsOf(question, origin))) ?? false),
    onWait: announceWait(terminal),
    onProgress: (change) => {
      if (!isQuiet && !options.dryRun) terminal.out(progressLine(change, terminal));
    },
  });
  const located = { ...report, problems: report.problems.map(project.locate) };
  if (isQuiet) terminal.out(`${JSON.stringify(deployDocument(located, { origin, options, terminal }))}\n`);
  else printDeploy(located, { origin, options, terminal });
  return report.ok ? EXIT.done : EXIT.failed;
}

function wordsOf({ deletions, recreations }: Question, origin: OriginEntry): string {
  const wishes = [
    deletions.length > 0 ? `delete ${deletions.join(', ')}` : '',
    recreations.length > 0 ? `create anew ${recreations.join(', ')}, which are no longer there` : '',
  ];
  return `${describeOrigin(origin)}: ${wishes.filter(Boolean).join('; ')}?`;
}

interface Printing {
  readonly origin: OriginEntry;
  readonly options: DeployOptions;
  readonly terminal: Terminal;
}

function deployDocument(
  { ok, changes, skipped, counts, problems }: DeployReport,
  { origin, options, terminal }: Printing,
): object {
  return {
    ok,
    origin: originDocument(origin),
    dryRun: options.dryRun === true,
    ...{ counts, changes, skipped },
    problems: problems.map((problem) => problemDocument(problem, terminal.cwd)),
  };
}

const DONE: Readonly<Record<Change['action'], readonly [word: string, style: Style]>> = {
  create: ['created', 'green'],
  update: ['updated', 'cyan'],
  delete: ['deleted', 'yellow'],
};

const subjectOf = ({ component, section }: Pick<Change, 'component' | 'section'>): string =>
  section === undefined ? component : `${component} › ${section}`;

function progressLine(change: Change, terminal: Terminal): string {
  const [word, style] = change.outcome === 'failed' ? (['refused', 'red'] as const) : DONE[change.action];
  return `  ${paint(terminal, style, word)}  ${subjectOf(change)}  ${paint(terminal, 'dim', change.why)}\n`;
}

function printDeploy(report: DeployReport, { origin, options, terminal }: Printing): void {
  const { changes, skipped, problems, counts } = report;
  if (options.dryRun && changes.length > 0) terminal.out(printPlan(changes, terminal));
  for (const { why, ...subject } of skipped) {
    terminal.out(`  ${paint(terminal, 'dim', `skipped  ${subjectOf(subject)}  ${why}`)}\n`);
  }
  if (problems.length > 0) terminal.err(printProblems(problems, terminal));
  const heading = options.dryRun
    ? paint(terminal, 'cyan', 'would deploy')
    : report.ok
      ? paint(terminal, 'green', 'deployed')
      : paint(terminal, 'red', 'not all deployed');
  const { created, updated, deleted, failed } = counts;
  const parts = [
    `${counted(created, 'component')} created`,
    `${updated} updated`,
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    `${counts.unchanged} unchanged`,
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ...(failed > 0 ? [`${failed} refused`] : []),
  ];
  terminal.out(`${heading} ${describeOrigin(origin)}: ${parts.join(', ')}\n`);
}

/** Every request that would be sent, in order. */
function printPlan(changes: readonly Change[], terminal: Terminal): string {
  const rows = changes.map(({ method, path, bytes, why, ...subject }) => [
    `  ${method}`,
    path,
    `${bytes} B`,
    subjectOf(subject),
    paint(terminal, 'dim', why),
  ]);
  return printTable(rows, new Set([2]));
}

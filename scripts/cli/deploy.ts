import type { OriginEntry } from '../manifest/types.generated.ts';
import type { Question } from '../origin/deploy-options.ts';
import { deployDocument, printDeploy } from './deploy-output.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { DeployOptions, Surroundings } from './origin-command.ts';
import { announceWait, chooseOrigin, describeOrigin, withSurroundings } from './origin-command.ts';
import { findApiKey } from './origin-files.ts';
import { openOriginProject } from './origin-project.ts';
import type { Terminal } from './terminal.ts';

/** `makeapp deploy`: sends to Make what differs from what it has. */
export async function deploy(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as DeployOptions; // commander hands over the options this command declares.
  return withSurroundings(terminal, (surroundings) => deployProject(options, terminal, surroundings));
}

export async function deployProject(
  options: DeployOptions,
  terminal: Terminal,
  { transport, sleep, signal, ask, show, clock }: Surroundings,
): Promise<ExitStatus> {
  const begun = clock();
  const opening = { withCommon: options.withCommon === true, withApp: options.create === true };
  const [project, { deploy: send }] = await Promise.all([
    openOriginProject(options.project, terminal.cwd, opening),
    import('../origin/deploy.ts'),
  ]);
  const origin = chooseOrigin(project.document.origins, options);
  const apiKey = await findApiKey(project.dir, origin, terminal);
  let isUnanswered = false;
  const report = await send(project, origin, {
    ...{ transport, apiKey, sleep, signal },
    dryRun: options.dryRun === true,
    create: options.create === true,
    prune: options.prune === true,
    confirm: async (question) => {
      // A mistyped ID must not become an app, so creating one takes a word of its own: --create.
      if (options.yes && question.creation === undefined) return true;
      isUnanswered = ask === undefined && question.creation === undefined;
      return (await ask?.(wordsOf(question, origin))) ?? false;
    },
    onWait: (ms) => {
      show?.('');
      announceWait(terminal)(ms);
    },
    onProgress: ({ component, section, method }) => show?.(`${method} ${[component, section ?? ''].join(' ').trim()}`),
  });
  show?.('');
  const located = { ...report, problems: report.problems.map(project.locate) };
  const printing = { origin, options, terminal, ms: clock() - begun };
  if (options.json) terminal.out(`${JSON.stringify(deployDocument(located, printing))}\n`);
  else printDeploy(located, printing);
  if (report.ok) return EXIT.done;
  // Where nobody can be asked, the command line lacks the answer.
  return isUnanswered ? EXIT.wrongInput : EXIT.failed;
}

function wordsOf({ creation, deletions, recreations }: Question, origin: OriginEntry): string {
  const wishes = [
    creation === undefined ? '' : `create the app "${creation}", which Make does not have`,
    deletions.length > 0 ? `delete ${deletions.join(', ')}` : '',
    recreations.length > 0 ? `create anew ${recreations.join(', ')}, which are no longer there` : '',
  ];
  return `${describeOrigin(origin)}: ${wishes.filter(Boolean).join('; ')}?`;
}

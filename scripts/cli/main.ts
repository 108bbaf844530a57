import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { InputError, ManifestError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { DeclarationError } from '../mock/schema-check.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { addHelpTexts } from './help-texts.ts';
import { printProblems, problemDocument } from './problem-list.ts';
import { paint, type Terminal } from './terminal.ts';

type Action = (terminal: Terminal, ...args: readonly unknown[]) => Promise<ExitStatus>;

/** Runs one command line; never throws, never prints a stack trace unless MAKEAPP_DEBUG is set. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  const isJson = asksForJson(args);
  const help: string[] = [];
  const program = createProgram(
    { ...writers(terminal), writeOut: (text) => void help.push(text) },
    terminal,
    async (run) => {
      status = await run();
    },
  );
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!isWanted(error)) return report(error, terminal, isJson);
  }
  if (help.length > 0) terminal.out(isJson ? `${JSON.stringify({ ok: true, text: help.join('') })}\n` : help.join(''));
  return status;
}

/** Claims that what looks like an error is help or a version that was asked for. */
const isWanted = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

type Output = { readonly writeOut: (text: string) => void; readonly writeErr: (text: string) => void };

const writers = ({ out, err }: Terminal): Output => ({ writeOut: out, writeErr: err });

function createProgram(
  output: Output,
  terminal: Terminal,
  execute: (run: () => Promise<ExitStatus>) => Promise<void>,
): Command {
  const program = new Command('makeapp')
    .description('Builds, checks, runs and ships custom apps for Make.')
    .version(packageFile.version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput(output)
    .showHelpAfterError('(makeapp --help lists the commands)')
    .helpOption('-h, --help', 'print this; behind a command, explain that')
    .helpCommand(false);

  const add = (usage: string, description: string, load: () => Promise<Action>): Command =>
    program
      .command(usage)
      .description(description)
      .exitOverride()
      .configureOutput(output)
      .action((...given: unknown[]) => execute(async () => (await load())(terminal, ...given.slice(0, -1))));

  addAppCommands(add);
  addMockCommands(add);
  program
    .command('help [command]')
    .description('explain a command')
    .addOption(json())
    .exitOverride()
    .configureOutput(output)
    .action((name: string | undefined) => showHelp(program, name));
  for (const command of program.commands) acceptProject(command);
  addHelpTexts(program);
  return program;
}

function showHelp(program: Command, name: string | undefined): void {
  const command = name === undefined ? program : program.commands.find((known) => known.name() === name);
  const names = program.commands.map((known) => known.name());
  if (!command) {
    throw new InputError(`There is no command "${name}".`, {
      fix: didYouMean(name ?? '', names, `the commands are ${names.join(', ')}.`),
    });
  }
  command.outputHelp();
}

/** Scripts may pass --project to every command, also to those that work on no project. */
function acceptProject(command: Command): void {
  if (!command.options.some(({ long }) => long === '--project')) command.addOption(project().hideHelp());
}

const asksForJson = (args: readonly string[]): boolean =>
  args.some(
    (arg, index) => arg === '--json' || arg === '--format=json' || (arg === 'json' && args[index - 1] === '--format'),
  );

type Add = (usage: string, description: string, load: () => Promise<Action>) => Command;

const project = () =>
  new Option('--project <path>', 'folder or import archive (.zip) to work on').default('.', 'the current folder');
const json = () => new Option('--json', 'print exactly one JSON document on stdout');
/** A JSON argument may also come as name=value, repeated. */
const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
const now = () => new Option('--now <time>', 'the clock of the run, ISO 8601');
const timezone = () => new Option('--timezone <zone>', 'the scenario time zone, an IANA name').default('UTC');

function addAppCommands(add: Add): void {
  add('build', 'compile the app and write what Make imports', async () => (await import('./build.ts')).build)
    .option('--out <dir>', 'where to write', 'dist')
    .option('--online', 'write the layout the editor shows online too, a folder per component')
    .option('--watch', 'build again whenever a source file changes')
    .addOption(project())
    .addOption(json());
  add('check', 'report everything that can be known without running', async () => (await import('./check.ts')).check)
    .option('--info', 'show advice too')
    .option('--fix', 'put right what needs no thinking')
    .option('--dry-run', 'with --fix: show the changes, write nothing')
    .option('--watch', 'check again whenever a source file changes')
    .option('--format <name>', 'text, json, github, sarif or junit')
    .addOption(project())
    .addOption(json());
  add(
    'explain [rule]',
    'what a problem means, and why; without a rule: which there are',
    async () => (await import('./explain.ts')).explain,
  ).addOption(json());
  add('run <component> [params...]', 'run one component, as Make would', async () => (await import('./run.ts')).run)
    .option('--connection <json>', 'connection parameters and what the connection saved', repeated)
    .option('--api <target>', 'mock, live, http://127.0.0.1:PORT, replay:FILE or record:FILE', 'mock')
    .option('--payload <json>', 'the incoming request of an instant trigger', repeated)
    .option('--state <file>', 'what is remembered between runs; read before, written after')
    .option('--limit <count>', 'at most so many bundles')
    .option('--hook-url <url>', 'the address attach registers')
    .option('--save-case <file>', 'record the run as a case that makeapp test repeats')
    .option('--trace', 'show every step on stderr')
    .addOption(now())
    .addOption(timezone())
    .addOption(project())
    .addOption(json());
  add('iml [template]', 'evaluate one IML template, or many', async () => (await import('./iml.ts')).iml)
    .option('--context <json>', 'root variables: {"parameters": …, "body": …}', repeated)
    .option('--batch', 'read one JSON document a line from stdin, print one a line')
    .option('--parse-only', 'check the syntax, evaluate nothing')
    .addOption(now())
    .addOption(timezone())
    .addOption(json());
}

function addMockCommands(add: Add): void {
  add('mock', "serve the project's mock API on 127.0.0.1", async () => (await import('./mock.ts')).mock)
    .option('--port <number>', 'port to listen on; 0 takes a free one', '0')
    .option('--faults <file>', 'YAML rules that make requests fail')
    .addOption(project())
    .addOption(json());
  add(
    'listen <webhook> [params...]',
    'receive real deliveries of a webhook on 127.0.0.1',
    async () => (await import('./listen.ts')).listen,
  )
    .option('--connection <json>', 'connection parameters and what the connection saved', repeated)
    .option('--api <target>', 'mock, live, http://127.0.0.1:PORT, replay:FILE or record:FILE', 'mock')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '0')
    .option('--state <file>', 'what is stored of the webhook; read before, written after')
    .addOption(project())
    .addOption(json());
  add(
    'scenario <file>',
    'run a scenario (YAML) or a Make blueprint (JSON) on the app',
    async () => (await import('./scenario.ts')).scenario,
  )
    .option('--connection <json>', 'connection parameters and what the connection saved', repeated)
    .option('--api <target>', 'mock, live, http://127.0.0.1:PORT, replay:FILE or record:FILE', 'mock')
    .option('--bundles <json>', "what modules of other apps give, by number: '1=[{…}]'", repeated)
    .option('--payload <json>', 'the incoming request of the instant trigger', repeated)
    .option('--app <id>', "the app's ID in the blueprint, when it is not the project's name")
    .option('--verbose', 'print every bundle too')
    .addOption(now())
    .addOption(timezone())
    .addOption(project())
    .addOption(json());
  add(
    'test [filter]',
    "run the tests of the app's custom functions and its recorded cases",
    async () => (await import('./test.ts')).test,
  )
    .option('--update', 'let failing cases expect what they give now')
    .addOption(project())
    .addOption(json());
  add('docs', 'write the help article and the reference pages', async () => (await import('./docs.ts')).docs)
    .option('--out <dir>', 'where to write', 'docs')
    .addOption(project())
    .addOption(json());
  add('editor', 'let VS Code check and complete the files of the app', async () => (await import('./editor.ts')).editor)
    .addOption(project())
    .addOption(json());
  addOriginCommands(add);
  add('start', 'build the app, run its scenarios, say what is next', async () => (await import('./start.ts')).start)
    .option('--out <dir>', 'where to write', 'dist')
    .addOption(project())
    .addOption(json());
}

function addOriginCommands(add: Add): void {
  const origin = () =>
    new Option('--origin <name>', 'label or app ID of an origin, or the address of an app, which adds it');
  add(
    'import <source>',
    'write a Make app as a descriptor project',
    async () => (await import('./import.ts')).importApp,
  )
    .requiredOption('--out <dir>', 'folder to write; it must be empty or not exist')
    .option('--tidy', 'let IML change its blanks and quotes, not its meaning, so that more of it is typed')
    .addOption(json());
  add(
    'diff <before> <after>',
    'what changed between two apps, and what that breaks',
    async () => (await import('./diff.ts')).diff,
  )
    .option('--exit-code', 'exit 1 for any difference, not only a breaking one')
    .addOption(json());
  add('deploy', 'send to Make what differs', async () => (await import('./deploy.ts')).deploy)
    .addOption(origin())
    .option('--dry-run', 'print every request that would be sent, send none')
    .option('--create', 'create the app when Make does not have it')
    .option('--prune', 'delete at Make what the project no longer has')
    .option('--yes', 'answer yes where nobody can be asked')
    .option('--with-common', 'descriptor projects: send common data too')
    .addOption(project())
    .addOption(json());
  add('pull', 'bring what Make has into a local-development folder', async () => (await import('./pull.ts')).pull)
    .addOption(origin())
    .option('--out <dir>', 'an empty folder to write instead, with the IDs of the project, to compare with it')
    .option('--dry-run', 'print what would be written, write nothing')
    .option('--with-common', 'into an empty folder: common data too')
    .addOption(project())
    .addOption(json());
}

function report(error: unknown, terminal: Terminal, isJson: boolean): ExitStatus {
  if (isJson) terminal.out(`${JSON.stringify(errorDocument(error, terminal.cwd))}\n`);
  // Commander has said on stderr what is wrong.
  if (error instanceof CommanderError) return EXIT.wrongInput;
  if (error instanceof ManifestError) {
    if (!isJson) terminal.err(printProblems(error.problems, terminal));
    return EXIT.failed;
  }
  if (!isJson && error instanceof DeclarationError) terminal.err(printProblems(error.problems, terminal));
  else if (!isJson) terminal.err(printError(error, terminal));
  if (terminal.env.MAKEAPP_DEBUG && error instanceof Error) terminal.err(`${error.stack}\n`);
  return error instanceof InputError ? EXIT.wrongInput : EXIT.failed;
}

function errorDocument(error: unknown, cwd: string): object {
  if (error instanceof ManifestError) {
    return { ok: false, problems: error.problems.map((problem) => problemDocument(problem, cwd)) };
  }
  const fix = error instanceof InputError && error.fix ? ` ${error.fix}` : '';
  const found = error instanceof DeclarationError ? error.problems : [];
  const problems = found.map((problem) => problemDocument(problem, cwd));
  return { ok: false, problems, error: { type: nameOf(error), message: `${messageOf(error)}${fix}` } };
}

function printError(error: unknown, terminal: Terminal): string {
  const heading = error instanceof InputError ? 'error' : 'unexpected error';
  const fix = error instanceof InputError && error.fix ? `  fix: ${error.fix}\n` : '';
  const hint = error instanceof InputError ? '' : '  MAKEAPP_DEBUG=1 shows where it happened.\n';
  return `${paint(terminal, 'red', heading)} ${messageOf(error)}\n${fix}${hint}`;
}

/** A mistake in the command line is wrong input, whoever finds it. */
function nameOf(error: unknown): string {
  if (error instanceof CommanderError) return 'InputError';
  return error instanceof Error ? error.name : 'Error';
}

const messageOf = (error: unknown): string =>
  error instanceof Error
    ? error.message.replace(/^error: /, '').replace('(outputHelp)', 'There is no command.')
    : String(error);

import type { Command, Help } from 'commander';

/** How help lists the commands: those a newcomer needs come first. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Build and check:': ['start', 'build', 'check', 'explain', 'docs', 'editor'],
  'Run and try:': ['run', 'scenario', 'test', 'iml', 'mock', 'listen'],
  'Move in and ship:': ['import', 'diff', 'deploy', 'pull'],
};

const OVERVIEW = `
Examples:
  makeapp start                              build the app, try it, see what is next
  makeapp run createUser name=Ada --trace    run a module against the mock API, step by step
  makeapp check                              every problem, at its line
  makeapp scenario orders.blueprint.json     run a whole Make scenario

makeapp help <command> explains one. Every command takes --json for scripts. Exit status: 0 done,
1 problems found or the run failed, 2 the command line or an input file is wrong.`;

/** What help says behind the options of a command. */
const AFTER: Readonly<Record<string, string>> = {
  build: `
Nothing is written when the app has an error.

  makeapp build                      dist/NAME.zip for "Import app", dist/app for local development, and more
  makeapp build --watch --out out
  makeapp build --project app.zip    turn an import archive into a project`,
  check: `
makeapp explain RULE says what a rule wants; makeapp.config.yaml sets severities and exceptions.

  makeapp check --fix --dry-run
  makeapp check --format github      annotations in a pull request`,
  explain: `
  makeapp explain                    the families of rules, and how many each has
  makeapp explain REF                the rules of one family
  makeapp explain REF001             all about one: what it means, what Make does, what to do`,
  run: `
A component is a module (createUser), or rpcs.NAME, connections.NAME, functions.NAME, modules.NAME.epoch,
webhooks.NAME.attach, .update, .detach or .receive. Parameters are name=value, one JSON object, @file.json or @file.yaml;
a parameter for binary data takes the bytes of a file as name=@path.

  makeapp run createUser name=Ada address.city=Paris
  makeapp run rpcs.listUsers --json
  makeapp run webhooks.newMessages.attach name=Desk --state hook.json
  makeapp run watchUsers --state trigger.json --api live --connection @secret.json`,
  scenario: `
A blueprint is what "Export blueprint" in Make's scenario editor gives. A scenario (YAML) lists steps, or names a blueprint
and what its modules of other apps give.

  makeapp scenario test/scenarios/tour.yaml
  makeapp scenario orders.blueprint.json --bundles '1=[{"email":"ada@example.com"}]'
  makeapp scenario chats.blueprint.json --payload @delivery.json --verbose`,
  test: `
A case is one run with the API's answers, a JSON file in test/cases (makeapp.config.yaml: cases). It is repeated without any
network: requests, bundles, state and error must be those recorded. Secrets are not in it.

  makeapp run createUser name=Ada --save-case test/cases/create-user.case.json
  makeapp test createUser            cases and functions whose name holds "createUser"
  makeapp test --update              accept what failing cases give now; read the diff before you commit it`,
  iml: `
  makeapp iml '{{upper(parameters.name)}}' --context parameters.name=ada
  makeapp iml --batch < lines.jsonl`,
  mock: `
The declaration is the only one in test/mock, or what makeapp.config.yaml names.

  makeapp mock --port 8080 --faults faults.yaml`,
  listen: `
  makeapp listen newMessages name=Desk --api http://127.0.0.1:8080`,
  import: `
The source is a local-development folder, an online-layout folder or an import archive.

  makeapp import ../my-app --out my-app-ts`,
  diff: `
Each side is a project, a folder, an archive or a git revision.

  makeapp diff HEAD~1: .
  makeapp diff app.zip . --exit-code`,
  deploy: `
  makeapp deploy --origin staging --dry-run`,
  pull: `
  makeapp pull --origin staging`,
  editor: `
Writes .vscode/settings.json, keeping what is there, and copies of the JSON Schemas beside it.`,
  start: `
Scenarios are the YAML files in test/scenarios.`,
};

const ORDER = Object.values(GROUPS).flat();
const rank = (command: Command): number =>
  ORDER.includes(command.name()) ? ORDER.indexOf(command.name()) : ORDER.length;

const groupOf = (command: Command): string =>
  Object.keys(GROUPS).find((heading) => GROUPS[heading]?.includes(command.name())) ?? 'Others:';

/** Arranges the help of a program and its commands. */
export function addHelpTexts(program: Command): void {
  program.addHelpText('after', OVERVIEW);
  program.configureHelp({ visibleCommands: ({ commands }) => commands.toSorted((a, b) => rank(a) - rank(b)) });
  for (const command of program.commands) {
    command.helpGroup(groupOf(command)).helpOption('-h, --help', 'print this').configureHelp(SENTENCES);
    const after = AFTER[command.name()];
    if (after !== undefined) command.addHelpText('after', after);
  }
}

/** In a command's own help, its description is a sentence. */
const SENTENCES: Partial<Help> = {
  commandDescription: (command) => `${command.description().charAt(0).toUpperCase()}${command.description().slice(1)}.`,
};

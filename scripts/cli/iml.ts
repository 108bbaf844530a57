import { InputError } from '../core/problems.ts';
import type { BatchOptions } from '../iml/batch.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { readObjectArgument } from './json-argument.ts';
import { paint, type Terminal } from './terminal.ts';

interface ImlArguments {
  readonly context?: string | readonly string[];
  readonly batch?: true;
  readonly parseOnly?: true;
  readonly now?: string;
  readonly timezone: string;
  readonly json?: true;
}

/** `makeapp iml TEMPLATE`, or `--batch` for one JSON document a line. */
export async function iml(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [template, options] = args as [string | undefined, ImlArguments]; // As commander declares them.
  if (options.batch) return evaluateBatch(terminal, template, options);
  if (template === undefined) {
    throw new InputError('There is no template to evaluate.', {
      fix: `pass one: makeapp iml '{{1 + 1}}', or --batch.`,
    });
  }
  return evaluateOne(terminal, template, options);
}

async function evaluateBatch(
  terminal: Terminal,
  template: string | undefined,
  { parseOnly, now, timezone }: ImlArguments,
): Promise<ExitStatus> {
  if (template !== undefined) throw new InputError('--batch reads its templates from stdin; leave the argument out.');
  const { evaluateLine } = await import('../iml/batch.ts');
  const text = await terminal.readStdin();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const options: BatchOptions = {
    host: hostOptions(now, timezone),
    ...(parseOnly && { parseOnly }),
    ...(lines.some((line) => line.includes('"functions"')) && { runCustom: await sandboxed() }),
  };
  terminal.out(lines.map((line) => `${evaluateLine(line, options)}\n`).join(''));
  return EXIT.done;
}

/** The sandbox is loaded only when a line brings functions along. */
async function sandboxed(): Promise<NonNullable<BatchOptions['runCustom']>> {
  const { loadSandbox } = await import('../runtime/sandbox.ts');
  return loadSandbox();
}

function hostOptions(now: string | undefined, timezone: string): NonNullable<BatchOptions['host']> {
  const fixed = now === undefined ? undefined : new Date(now);
  if (fixed && Number.isNaN(fixed.getTime())) {
    throw new InputError(`--now ${now} is no date.`, { fix: 'use ISO 8601, such as 2026-01-31T09:00:00Z.' });
  }
  if (timezone !== 'UTC' && !isZone(timezone)) {
    throw new InputError(`--timezone ${timezone} is no time zone.`, {
      fix: 'use an IANA name, such as Europe/Prague.',
    });
  }
  return { timezone, ...(fixed && { now: () => fixed }) };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

async function evaluateOne(terminal: Terminal, template: string, options: ImlArguments): Promise<ExitStatus> {
  const [{ evaluateTemplate }, { parseTemplate }, { systemHost }, { showError }] = await Promise.all([
    import('../iml/evaluate.ts'),
    import('../iml/parse.ts'),
    import('../iml/system-host.ts'),
    import('./iml-error.ts'),
  ]);
  const variables = options.context ? await readObjectArgument(options.context, '--context', terminal.cwd) : {};
  const host = systemHost(hostOptions(options.now, options.timezone));
  try {
    const value = options.parseOnly
      ? parseTemplate(template) && undefined
      : evaluateTemplate(template, { variables, host });
    if (options.json) terminal.out(`${JSON.stringify({ ok: true, ...(value === undefined ? {} : { value }) })}\n`);
    else if (!options.parseOnly) terminal.out(`${shown(value)}\n`);
    if (!options.json) await advise(terminal, template);
    return EXIT.done;
  } catch (error) {
    if (options.json) terminal.out(`${JSON.stringify({ ok: false, error: (error as Error).message })}\n`);
    else terminal.err(`${paint(terminal, 'red', 'error')} ${showError(error)}\n${await fixFor(error, template)}`);
    return EXIT.failed;
  }
}

/** Says what looks like a mistake in a template that gave a value all the same. */
async function advise(terminal: Terminal, template: string): Promise<void> {
  const [{ analyseText }, { formatImlError }] = await Promise.all([
    import('../iml/analyse.ts'),
    import('../iml/errors.ts'),
  ]);
  for (const { code, message, offset = 0, fix } of analyseText(template).problems) {
    const place = formatImlError({ code, message, template, start: offset, end: offset + 1 });
    terminal.err(`${paint(terminal, 'yellow', 'warning')} ${place}\n${fixLine(fix)}`);
  }
}

/** What to do about an error, where the analysis of the template knows it. */
async function fixFor(error: unknown, template: string): Promise<string> {
  const { analyseText } = await import('../iml/analyse.ts');
  const { start } = error as { readonly start?: number }; // An error without a place has no advice.
  return fixLine(analyseText(template).problems.find(({ offset }) => offset === start)?.fix);
}

const fixLine = (fix: string | undefined): string => (fix === undefined ? '' : `  fix: ${fix}\n`);

/** Text as it is, anything else as JSON; what is missing by its name. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, 2) ?? 'undefined';
}

import { printPath } from '../core/paths.ts';
import { counted, type Locate } from '../core/problems.ts';
import { bySeriousness, type Change, type ChangeCounts, quoted } from '../origin/diff/change.ts';
import type { ChangeClass } from '../origin/diff/kinds.ts';
import { relativeFile } from './problem-list.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

/** A change as the command line contract prints it, in the style of a problem; `locate` finds its file. */
export function changeDocument(change: Change, locate: Locate, cwd: string): object {
  const { kind, component, section, path = [], before, after, message, reason } = change;
  const position = locate({
    ...(component !== undefined && { component }),
    ...(section !== undefined && { section }),
    path,
  });
  return {
    class: change.class,
    kind,
    ...(component !== undefined && { component }),
    ...(section !== undefined && { section }),
    ...(path.length > 0 && { path: printPath(path) }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    message,
    reason,
    ...(position && { ...position, file: relativeFile(position.file, cwd) }),
  };
}

/** What is compared, as the command line names it. */
export interface Titles {
  readonly before: string;
  readonly after: string;
}

/** All changes for a person: component by component, the most serious first, with counts at the end. */
export function printChanges(
  changes: readonly Change[],
  counts: ChangeCounts,
  titles: Titles,
  terminal: Terminal,
): string {
  const components = [...new Set(bySeriousness(changes).map(({ component = 'app' }) => component))];
  const blocks = components.map((name) => {
    const own = bySeriousness(changes.filter(({ component = 'app' }) => component === name));
    return [paint(terminal, 'bold', name), ...printOwn(own, terminal)].join('\n');
  });
  const where = `in ${counted(components.length, 'component')}, from ${titles.before} to ${titles.after}`;
  return `${blocks.join('\n\n')}\n\n${printCounts(counts, terminal)} ${paint(terminal, 'dim', where)}\n`;
}

const STYLES: Readonly<Record<ChangeClass, Style>> = { breaking: 'red', compatible: 'yellow', cosmetic: 'dim' };
const WIDEST = 'compatible'.length;
const INDENT = ' '.repeat(WIDEST + 4);

/** The changes of one component; a reason that several in a row share stands below the last of them. */
function printOwn(changes: readonly Change[], terminal: Terminal): string[] {
  return changes.flatMap((change, index) => {
    const next = changes[index + 1];
    const isLast = next?.reason !== change.reason || next.class !== change.class;
    return [...printChange(change, terminal), ...(isLast ? [`${INDENT}${paint(terminal, 'dim', change.reason)}`] : [])];
  });
}

function printChange(change: Change, terminal: Terminal): string[] {
  const mark = paint(terminal, STYLES[change.class], change.class.padEnd(WIDEST));
  const section = change.section === undefined ? '' : `${change.section}: `;
  return [`  ${mark}  ${section}${change.message}`, ...printValues(change).map((line) => `${INDENT}${line}`)];
}

/** The two values, unless the message has said them. */
function printValues({ before, after, message }: Change): string[] {
  const isSaid = [before, after].every((value) => {
    const bare = typeof value === 'string' ? value : quoted(value);
    return value === undefined || message.includes(bare) || message.includes(quoted(value));
  });
  if (isSaid) return [];
  return [
    ...(before === undefined ? [] : [`- ${quoted(before)}`]),
    ...(after === undefined ? [] : [`+ ${quoted(after)}`]),
  ];
}

function printCounts(counts: ChangeCounts, terminal: Terminal): string {
  const classes = Object.keys(STYLES) as ChangeClass[]; // the table has exactly those keys
  return classes
    .filter((name) => counts[name] > 0)
    .map((name) => paint(terminal, STYLES[name], `${counts[name]} ${name}`))
    .join(', ');
}

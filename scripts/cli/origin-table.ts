import { printTable } from './table.ts';
import { paint, type Style, type Terminal } from './terminal.ts';

/** One component in the summary of a deploy or pull. */
export interface ComponentRow {
  readonly outcome: 'new' | 'changed' | 'deleted' | 'failed';
  readonly component: string;
  /** Its name at Make. */
  readonly name: string;
  /** What was done to it. */
  readonly done: string;
  readonly unchanged: number;
}

const MARKS: Readonly<Record<ComponentRow['outcome'], readonly [mark: string, style: Style]>> = {
  new: ['+', 'green'],
  changed: ['~', 'cyan'],
  deleted: ['-', 'yellow'],
  failed: ['x', 'red'],
};

/** A line for each component something happened to; those nothing happened to are only counted. */
export function printComponents(
  rows: readonly ComponentRow[],
  columns: readonly [done: string, unchanged: string],
  terminal: Terminal,
): string {
  if (rows.length === 0) return '';
  const header = ['  component', 'at Make', ...columns].map((text) => paint(terminal, 'dim', text));
  const lines = rows.map(({ outcome, component, name, done, unchanged }) => {
    const [mark, style] = MARKS[outcome];
    const count = unchanged === 0 ? '' : String(unchanged);
    return [`${paint(terminal, style, mark)} ${component}`, paint(terminal, 'dim', name), done, count];
  });
  return `${printTable([header, ...lines], new Set([3]))}\n`;
}

/** Names when they are few, else how many. */
export const someOf = (names: readonly string[], noun: string): string =>
  names.length <= 3 ? names.join(', ') : `${names.length} ${noun}`;

/** "340 ms", "2.1 s". */
export const printTime = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

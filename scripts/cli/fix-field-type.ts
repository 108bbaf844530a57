import type { TextChange } from './fix-text.ts';

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*(['"])(?:#dsl|makeapp\/dsl)\2/;
/** Types of fields whose constructors take the same attributes, so that one may stand for the other. */
const EXCHANGEABLE = ['text', 'password', 'email', 'url'];

/** Makes a field of another type where its constructor is called: `text({ … })` becomes `password({ … })`, imported. */
export function retypedField(source: string, offset: number, from: string, to: string): TextChange[] | undefined {
  const isCall = source.startsWith(from, offset) && /^\s*\(/.test(source.slice(offset + from.length));
  if (!isCall || !EXCHANGEABLE.includes(from) || !EXCHANGEABLE.includes(to)) return undefined;
  const found = IMPORT.exec(source);
  const written = found?.[1];
  if (!found || written === undefined) return undefined;
  const names = written
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (!names.includes(from) || names.some((name) => name.endsWith(` as ${to}`))) return undefined;
  const call = { start: offset, end: offset + from.length, text: to };
  const isStillUsed = [...source.matchAll(new RegExp(`\\b${from}\\s*\\(`, 'g'))].length > 1;
  const wanted = [...new Set([...names.filter((name) => isStillUsed || name !== from), to])];
  if (wanted.join() === names.join()) return [call];
  const start = found.index + found[0].indexOf('{') + 1;
  return [
    {
      start,
      end: start + written.length,
      text: written.includes('\n') ? lines(wanted, written) : ` ${ordered(wanted, names).join(', ')} `,
    },
    call,
  ];
}

/** Keeps names in order where they are. */
const ordered = (wanted: readonly string[], before: readonly string[]): readonly string[] =>
  [...before].sort().join() === before.join() ? [...wanted].sort() : wanted;

function lines(wanted: readonly string[], written: string): string {
  const [indent = '\n  '] = /^\s*\n[ \t]*/.exec(written) ?? [];
  const names = written
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return `${indent}${ordered(wanted, names).join(`,${indent}`)},${/\s*$/.exec(written)?.[0] ?? '\n'}`;
}

import { originalPositionFor, TraceMap, traceSegment } from '@jridgewell/trace-mapping';
import type { Position } from '../core/problems.ts';
import { ENTRY } from './bundle.ts';
import { BUNDLE_NAME } from './evaluate.ts';

/** Maps places in a bundle to the files the author wrote. */
export interface SourcePositions {
  /** `offset` counts UTF-16 units from the start of the bundle. */
  readonly at: (offset: number) => Required<Position> | undefined;
  /** The author's lines on an exception's stack, innermost first. */
  readonly ofError: (error: unknown) => readonly Required<Position>[];
}

/** `readSource` gives the text of a file of the project. */
export function createSourcePositions(
  { code, map }: { readonly code: string; readonly map: string },
  readSource: (file: string) => string,
): SourcePositions {
  const trace = new TraceMap(map);
  const lineStarts = lineStartsOf(code);
  return {
    at: (offset) => {
      const line = lineOf(lineStarts, offset);
      const lineStart = lineStarts[line - 1] ?? 0;
      const position = originalAt(trace, line, offset - lineStart);
      if (!position) return undefined;
      const mapped = lineStart + (traceSegment(trace, line - 1, offset - lineStart)?.[0] ?? 0);
      return follow(position, code.slice(mapped, offset), readSource(position.file));
    },
    ofError: (error) => framesOf(error).flatMap(({ line, column }) => originalAt(trace, line, column - 1) ?? []),
  };
}

export function lineStartsOf(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** The last line (from 1) that starts at or before the offset. */
export function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Line from 1, column from 0, as source maps count. */
function originalAt(trace: TraceMap, line: number, column: number): Required<Position> | undefined {
  const original = originalPositionFor(trace, { line, column });
  if (original.source === null || original.source === ENTRY) return undefined;
  return { file: decodeURI(original.source), line: original.line, column: original.column + 1 };
}

/**
 * Goes on from the last place the map knows over what esbuild printed behind it, such as the key before an imported
 * name, which it does not map; layout and quotes may differ.
 */
function follow(position: Required<Position>, printed: string, source: string): Required<Position> {
  if (printed === '') return position;
  const lineStarts = lineStartsOf(source);
  let at = (lineStarts[position.line - 1] ?? 0) + position.column - 1;
  for (const character of printed.replace(/\s/g, '')) {
    at = afterSpace(source, at);
    if (plain(source.charAt(at)) !== plain(character)) return position;
    at++;
  }
  at = afterSpace(source, at);
  const line = lineOf(lineStarts, at);
  return { file: position.file, line, column: at - (lineStarts[line - 1] ?? 0) + 1 };
}

function afterSpace(text: string, at: number): number {
  let next = at;
  while (/\s/.test(text.charAt(next))) next++;
  return next;
}

const plain = (character: string): string => (character === '"' || character === '`' ? "'" : character);

function framesOf(error: unknown): { readonly line: number; readonly column: number }[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.matchAll(new RegExp(`${BUNDLE_NAME.replaceAll('.', '\\.')}:(\\d+):(\\d+)`, 'g'));
  return [...frames].map(([, line, column]) => ({ line: Number(line), column: Number(column) }));
}

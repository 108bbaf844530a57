/** Lays out rows in columns two spaces apart; columns named in `right` are aligned right. Cells may hold colour codes. */
export function printTable(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, visibleLength(cell))),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => pad(cell, widths[index] ?? 0, right.has(index)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function pad(cell: string, width: number, isRight: boolean): string {
  const gap = ' '.repeat(Math.max(0, width - visibleLength(cell)));
  return isRight ? gap + cell : cell + gap;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ANSI colour codes start with the escape character.
const COLOR_CODE = /\u001b\[\d+m/g;
const visibleLength = (text: string): number => text.replace(COLOR_CODE, '').length;

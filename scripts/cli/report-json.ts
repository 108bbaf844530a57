import { countBySeverity, hasErrors, problemDocument } from './problem-list.ts';
import type { Report } from './report-data.ts';
import type { Terminal } from './terminal.ts';

/** The document of `--json`: `{ ok, problems, counts }`. */
export function printJsonReport({ problems }: Report, terminal: Terminal): string {
  const document = {
    ok: !hasErrors(problems),
    problems: problems.map((problem) => problemDocument(problem, terminal.cwd)),
    counts: countBySeverity(problems),
  };
  return `${JSON.stringify(document)}\n`;
}

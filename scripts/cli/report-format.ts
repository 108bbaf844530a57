import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { PrintReport } from './report-data.ts';

export const REPORT_FORMATS = ['text', 'json', 'github', 'sarif', 'junit'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Reads `--format`, of which `--json` is the short form for one. */
export function readFormat(given: string | undefined, isJson: boolean): ReportFormat {
  const format = REPORT_FORMATS.find((known) => known === given);
  if (given !== undefined && !format) {
    throw new InputError(`There is no format "${given}".`, {
      fix: didYouMean(given, REPORT_FORMATS, `the formats are ${REPORT_FORMATS.join(', ')}.`),
    });
  }
  if (isJson && format && format !== 'json') {
    throw new InputError(`--json and --format ${format} ask for two outputs.`, { fix: 'leave one of them out.' });
  }
  return isJson ? 'json' : (format ?? 'text');
}

/** Loads what prints a format. */
export async function printerOf(format: ReportFormat): Promise<PrintReport> {
  switch (format) {
    case 'text':
      return (await import('./report-text.ts')).printTextReport;
    case 'json':
      return (await import('./report-json.ts')).printJsonReport;
    case 'github':
      return (await import('./report-github.ts')).printGithubReport;
    case 'sarif':
      return (await import('./report-sarif.ts')).printSarifReport;
    case 'junit':
      return (await import('./report-junit.ts')).printJunitReport;
  }
}

import { printPath } from '../../../scripts/core/paths.ts';
import type { Problem } from '../../../scripts/core/problems.ts';
import type { SchemaName } from '../../../scripts/manifest/schema-names.ts';
import { validateSection } from '../../../scripts/manifest/validate-section.ts';

/** Problems as text, one a line: place, severity, code, message, fix. */
export function listed(problems: readonly Problem[]): string {
  return problems.map(lineOf).join('\n');
}

function lineOf({ component, section, path, severity, code, message, fix }: Problem): string {
  const place = [component, section, printPath(path ?? [])].filter(Boolean).join(' › ');
  return `${place || '(whole)'}: ${severity} ${code} ${message}${fix === undefined ? '' : ` → ${fix}`}`;
}

/** What is said about each of several values of one kind. */
export function explain(schema: SchemaName, values: readonly unknown[]): string {
  return values.map((value) => listed(validateSection(schema, value, {})) || '(valid)').join('\n');
}

import { inspect } from 'node:util';
import type { Arrival } from './hook-service.ts';
import { paint, type Terminal } from './terminal.ts';

/** A bundle a line: JSON for programs, for people a shortened form that fits a look. */
export function printBundles(
  { execution }: Arrival,
  { terminal, isJson }: { readonly terminal: Terminal; readonly isJson: boolean },
): void {
  const lines = execution.report.bundles.map((bundle) =>
    isJson ? JSON.stringify(bundle) : shortForm(bundle, terminal),
  );
  if (lines.length > 0) terminal.out(lines.map((line) => `${line}\n`).join(''));
}

const shortForm = (bundle: unknown, { isColored }: Terminal): string =>
  inspect(bundle, {
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
    depth: 3,
    maxArrayLength: 5,
    maxStringLength: 120,
    colors: isColored,
  });

/** Says what became of a request that gave no bundle: a handshake, a refusal, an error of the app. */
export function printArrival({ request, execution, status }: Arrival, terminal: Terminal): void {
  const { bundles, error } = execution.report;
  if (bundles.length > 0) return;
  const answer = paint(terminal, status < 400 ? 'green' : 'red', String(status));
  const reason = error ? `${paint(terminal, 'red', error.type)} ${error.message}` : 'no bundle';
  terminal.err(`${paint(terminal, 'dim', request.method ?? '')} ${answer} ${reason}\n`);
}

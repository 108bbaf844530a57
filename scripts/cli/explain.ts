import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { Terminal } from './terminal.ts';

/** `makeapp explain RULE`: the page of one review rule. */
export async function explain(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [given, { json }] = args as [string, { readonly json?: true }]; // As commander declares them.
  const id = given.toUpperCase();
  const [{ explainRule }, { ruleIds }, { COVERED_BY }, { UNDECIDABLE }] = await Promise.all([
    import('../lint/explain.ts'),
    import('../lint/rules.ts'),
    import('../lint/covered-by.ts'),
    import('../lint/undecidable.ts'),
  ]);
  const known = [...ruleIds, ...Object.keys(COVERED_BY), ...Object.keys(UNDECIDABLE)];
  if (!known.includes(id)) {
    throw new InputError(`There is no rule "${given}".`, {
      fix: didYouMean(id, known, 'makeapp check prints the rule of each finding.'),
    });
  }
  const page = explainRule(id).trimEnd();
  terminal.out(json ? `${JSON.stringify({ ok: true, rule: id, page })}\n` : `${page}\n`);
  return EXIT.done;
}

import { describe, expect, test } from 'vitest';
import { checkManifest } from '../../scripts/compile/check-manifest.ts';
import { printPath } from '../../scripts/core/paths.ts';
import type { Problem } from '../../scripts/core/problems.ts';
import { lintContext } from '../../scripts/lint/context.ts';
import { applyEdits, fixFor } from '../../scripts/lint/edit.ts';
import { lintManifest } from '../../scripts/lint/lint-manifest.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';
import type { LintProblem, Rule } from '../../scripts/lint/rule.ts';
import { rules } from '../../scripts/lint/rules.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';

const lint = (manifest: Manifest) => lintManifest(manifest, { advice: true });
const flaggedBad = new Map<string, LintProblem[]>();

/** Everything the rules say about a rule's bad example; asked for more than once. */
function lintBad({ id, examples }: Rule): LintProblem[] {
  const problems = flaggedBad.get(id) ?? lint(minimalApp(examples.bad));
  flaggedBad.set(id, problems);
  return problems;
}

const findings = (rule: Rule, manifest: Manifest) => [...rule.check(lintContext(manifest))];
const placeOf = ({ component, section, path = [] }: Problem): string =>
  [component, section, printPath(path)].filter(Boolean).join(' › ');
const table = rules.map((rule) => [rule.id, rule] as const);
const fixable = table.filter(([, rule]) => rule.fix);

describe('the minimal app', () => {
  test('breaks no rule', () => {
    expect(lint(minimalApp())).toEqual([]);
  });

  test('passes the other checks', () => {
    expect(checkManifest(minimalApp())).toEqual([]);
  });
});

describe('every rule', () => {
  test.each(table)('%s flags its bad example, alone and at the stated place', (id, rule) => {
    const problems = lintBad(rule);

    expect([...new Set(problems.map(({ code }) => code))]).toEqual([id]);
    expect(problems.map(placeOf)).toContain(rule.examples.at);
  });

  test.each(table)('%s accepts its good example', (_, rule) => {
    expect(findings(rule, minimalApp(rule.examples.good))).toEqual([]);
  });

  test.each(table)('%s does not repeat what other checks report of its example', (_, { examples }) => {
    expect(checkManifest(minimalApp(examples.bad))).toEqual([]);
  });

  test('has an ID of its own', () => {
    const ids = rules.map(({ id }) => id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe('every fix', () => {
  test.each(fixable)('%s puts its bad example right, and a second time changes nothing', (_, rule) => {
    const before = minimalApp(rule.examples.bad);
    const edits = lintBad(rule).flatMap((problem) => fixFor(problem) ?? []);
    const after = applyEdits(before, edits);

    expect(edits).not.toEqual([]);
    expect(findings(rule, after)).toEqual([]);
    expect(applyEdits(after, edits)).toEqual(after);
  });
});

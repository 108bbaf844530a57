import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { COVERED_BY } from './covered-by.ts';
import type { RuleSetting } from './lint-manifest.ts';
import { ruleIds } from './rules.ts';
import { isCheckCode, type Suppression } from './suppress.ts';

/** What a project's configuration says about review rules. */
export interface LintConfig {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly suppress: readonly Suppression[];
}

const SETTINGS = ['off', 'info', 'warning', 'error'] as const;
const MEMBERS = ['rule', 'component', 'path', 'reason'];

/** Reads the settings `rules` and `suppress` of a configuration; `file` is named in messages. */
export function readLintConfig(
  { rules, suppress }: { readonly rules?: unknown; readonly suppress?: unknown },
  file: string,
): LintConfig {
  return { rules: readRules(rules ?? {}, file), suppress: readSuppressions(suppress ?? [], file) };
}

function readRules(rules: unknown, file: string): Readonly<Record<string, RuleSetting>> {
  if (!isPlainObject(rules)) throw new InputError(`${file}: "rules" must hold a setting for each rule by ID.`);
  const settings = Object.entries(rules).map(([id, setting]): [string, RuleSetting] => {
    refuseUnknownRule(id, `${file}: rules`);
    // YAML 1.1 readers take a bare off for false.
    const found = SETTINGS.find((known) => known === (setting === false ? 'off' : setting));
    if (found === undefined) {
      const fix = `it is one of ${SETTINGS.join(', ')}.`;
      throw new InputError(`${file}: rules.${id} cannot be ${JSON.stringify(setting)}.`, { fix });
    }
    return [id, found];
  });
  return Object.fromEntries(settings);
}

function refuseUnknownRule(id: string, where: string): void {
  if (ruleIds.includes(id)) return;
  const code = Object.hasOwn(COVERED_BY, id) ? COVERED_BY[id] : undefined;
  const fix =
    code === undefined
      ? didYouMean(id, ruleIds, 'remove it.')
      : `the app's own checks report it as ${code}, which cannot be switched off.`;
  throw new InputError(`${where}: there is no rule "${id}".`, { fix });
}

function readSuppressions(suppress: unknown, file: string): Suppression[] {
  if (!Array.isArray(suppress)) throw new InputError(`${file}: "suppress" must be a list of exceptions.`);
  return suppress.map((entry: unknown, index) => readSuppression(entry, `${file}: suppress[${index}]`));
}

function readSuppression(entry: unknown, where: string): Suppression {
  if (!isPlainObject(entry))
    throw new InputError(`${where} must hold rule and reason, and may hold component and path.`);
  for (const [key, value] of Object.entries(entry)) {
    if (!MEMBERS.includes(key)) {
      throw new InputError(`${where}: there is no "${key}".`, { fix: didYouMean(key, MEMBERS, 'remove it.') });
    }
    if (typeof value !== 'string') throw new InputError(`${where}: "${key}" must be text.`);
  }
  const { rule, component, path, reason } = entry as Partial<Record<keyof Suppression, string>>; // All members are texts.
  if (rule === undefined)
    throw new InputError(`${where} names no rule.`, { fix: 'add "rule" with the ID of the rule.' });
  if (!isCheckCode(rule)) refuseUnknownRule(rule, where);
  if (reason === undefined || reason.trim() === '') {
    throw new InputError(`${where} gives no reason.`, { fix: 'say in "reason" why the rule does not hold there.' });
  }
  return { rule, reason, ...(component !== undefined && { component }), ...(path !== undefined && { path }) };
}

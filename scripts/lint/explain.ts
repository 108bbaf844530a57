import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { COVERED_BY } from './covered-by.ts';
import type { Rule } from './rule.ts';
import { ruleIds, rules } from './rules.ts';
import { UNDECIDABLE } from './undecidable.ts';

/** A page about one rule, as plain text with Markdown marks. */
export function explainRule(id: string): string {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule) return pageOf(rule);
  const code = COVERED_BY[id];
  if (code !== undefined) return `# ${id}\n\nThe check of the app reports this itself, as ${code}.\n`;
  const undecidable = UNDECIDABLE[id];
  if (undecidable !== undefined) return `# ${id}\n\nNot checked: ${undecidable}\n`;
  throw new InputError(`There is no rule "${id}".`, {
    fix: didYouMean(id, ruleIds, `the families are ${families().join(', ')}.`),
  });
}

const families = (): string[] => [...new Set(ruleIds.map((id) => id.replace(/-\d+$/, '')))];

function pageOf(rule: Rule): string {
  const { id, title, severity, reason, advice, reference, examples } = rule;
  const parts = [
    `# ${id} ${title}`,
    `Severity: ${severity}${severity === 'info' ? ' (silent unless asked for)' : ''}. Source: ${reference}.`,
    reason,
    `## What to do\n\n${sentence(advice)}${rule.fix ? ' Some cases can be put right mechanically.' : ''}`,
    `## Flagged\n\n${fenced(examples.bad)}\n\nat ${examples.at}`,
    `## Accepted\n\n${fenced(examples.good)}`,
    `## Switching it off\n\nIn makeapp.config.yaml:\n\n${fenced(settingsFor(rule), 'yaml')}\n\nOr in the source, above the line:\n\n${fenced(`// lint-disable-next-line ${id} why the rule does not hold here`, 'ts')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const fenced = (content: unknown, language = 'json'): string =>
  `\`\`\`${language}\n${typeof content === 'string' ? content : JSON.stringify(content, null, 2)}\n\`\`\``;

/** What the configuration says to silence a rule: everywhere, or in one place. */
function settingsFor({ id, examples }: Rule): string {
  const [component = '', ...rest] = examples.at.split(' › ');
  const path = rest.at(-1);
  return [
    'rules:',
    `  ${id}: off`,
    'suppress:',
    `  - rule: ${id}`,
    `    component: ${component}`,
    ...(path === undefined ? [] : [`    path: ${path}`]),
    '    reason: why the rule does not hold here',
  ].join('\n');
}

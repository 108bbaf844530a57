import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import type { Rule } from '../lint/rule.ts';
import { rules } from '../lint/rules.ts';
import { CODE_PAGES } from './code-pages.ts';
import type { Report } from './report-data.ts';
import { portableFile } from './report-file.ts';
import type { Terminal } from './terminal.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';
/** Where Make describes what the rules are about. */
const DOCUMENTATION = 'https://developers.make.com/custom-apps-documentation';

const LEVELS: Readonly<Record<Problem['severity'], string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, as code scanning services read it. The same app gives the same document on every machine. */
export function printSarifReport({ problems }: Report, terminal: Terminal): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const seen = new Map<string, number>();
  const results = problems.map((problem) => ({
    ...resultOf(problem, terminal),
    ruleIndex: codes.indexOf(problem.code),
    partialFingerprints: { 'makeapp/v1': fingerprintOf(problem, seen) },
  }));
  const driver = {
    name: 'makeapp',
    informationUri: DOCUMENTATION,
    rules: codes.map((code) => descriptionOf(code, problems)),
  };
  const document = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder the check ran in.' } } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function resultOf(problem: Problem, terminal: Terminal): object {
  const { code, severity, message, fix } = problem;
  const location = { ...physicalLocation(problem, terminal), ...logicalLocation(problem) };
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: fix === undefined ? message : `${message}\nfix: ${fix}` },
    locations: Object.keys(location).length === 0 ? [] : [location],
  };
}

function physicalLocation({ file, line, column }: Problem, { cwd }: Terminal): object {
  if (file === undefined) return {};
  const path = portableFile(file, cwd);
  const artifactLocation = isAbsolute(path)
    ? { uri: pathToFileURL(file).href }
    : { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } };
  return { physicalLocation: { artifactLocation, ...region } };
}

function logicalLocation({ component, section, path = [] }: Problem): object {
  const fullyQualifiedName = [component, section, printPath(path)].filter(Boolean).join('/');
  return fullyQualifiedName === '' ? {} : { logicalLocations: [{ fullyQualifiedName }] };
}

function descriptionOf(code: string, problems: readonly Problem[]): object {
  const rule = rules.find(({ id }) => id === code);
  return rule ? ruleDescription(rule) : checkDescription(code, problems);
}

function ruleDescription({ id, title, reason, advice, severity, family, reference }: Rule): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: reason },
    help: {
      text: `${reason}\n\nWhat to do: ${advice}\n\nSource: ${reference}. "makeapp explain ${id}" shows examples.`,
      markdown: `${reason}\n\n**What to do:** ${advice}\n\nSource: ${reference}. \`makeapp explain ${id}\` shows examples.`,
    },
    helpUri: DOCUMENTATION,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [family] },
  };
}

/** What is wrong in particular is said at each place; this is what its page says of all of them. */
function checkDescription(code: string, problems: readonly Problem[]): object {
  const page = CODE_PAGES[code];
  const severity = problems.find((problem) => problem.code === code)?.severity ?? 'error';
  const common = { id: code, helpUri: DOCUMENTATION, defaultConfiguration: { level: LEVELS[severity] } };
  if (page === undefined) return common;
  const { title, means, why, fix } = page;
  const about = [means, ...(why === undefined ? [] : [why])].join(' ');
  return {
    ...common,
    shortDescription: { text: title },
    fullDescription: { text: about },
    help: {
      text: `${about}\n\nWhat to do: ${fix}\n\n"makeapp explain ${code}" shows all about it.`,
      markdown: `${about}\n\n**What to do:** ${fix}\n\n\`makeapp explain ${code}\` shows all about it.`,
    },
  };
}

/** Stays the same while lines move; equal problems of one place are numbered. */
function fingerprintOf(
  { code, component = '', section = '', path = [], message }: Problem,
  seen: Map<string, number>,
): string {
  const text = JSON.stringify([code, component, section, path, message]);
  const count = (seen.get(text) ?? 0) + 1;
  seen.set(text, count);
  return `${createHash('sha256').update(text).digest('hex').slice(0, 32)}:${count}`;
}

import { printPath } from '../core/paths.ts';
import { isError, type Problem } from '../core/problems.ts';
import type { Report } from './report-data.ts';
import { portableFile } from './report-file.ts';
import type { Terminal } from './terminal.ts';

/** JUnit XML: a suite per file, a case per problem. Only errors fail a case, as only they fail the command. */
export function printJunitReport({ problems, label }: Report, terminal: Terminal): string {
  const files = [...new Set(problems.map(({ file }) => file))];
  const suites = files.map((file) =>
    suite(
      file === undefined ? 'app' : portableFile(file, terminal.cwd),
      problems.filter((problem) => problem.file === file),
    ),
  );
  const clean = element('testsuite', { name: label, tests: 1, failures: 0, errors: 0 }, [
    element('testcase', { classname: 'makeapp.check', name: 'no problems' }, []),
  ]);
  const body = suites.length > 0 ? suites : [clean];
  const totals = { tests: Math.max(1, problems.length), failures: problems.filter(isError).length, errors: 0 };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'makeapp check', ...totals }, body)}\n`;
}

function suite(name: string, problems: readonly Problem[]): string {
  const attributes = { name, tests: problems.length, failures: problems.filter(isError).length, errors: 0 };
  return element(
    'testsuite',
    attributes,
    problems.map((problem) => testcase(name, problem)),
  );
}

function testcase(file: string, problem: Problem): string {
  const { code, severity, message, fix, component, section, path, line, column } = problem;
  const place = [component, section, printPath(path ?? [])].filter(Boolean).join(' › ');
  const position = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const details = [position, place, `${code} ${message}`, ...(fix === undefined ? [] : [`fix: ${fix}`])]
    .filter(Boolean)
    .join('\n');
  const attributes = {
    classname: file,
    name: `${code}${line === undefined ? '' : ` ${line}:${column ?? 1}`}${place === '' ? '' : ` ${place}`}`,
    file,
    ...(line !== undefined && { line }),
  };
  const said = isError(problem)
    ? `<failure${attributesOf({ type: code, message })}>${escapeText(details)}</failure>`
    : `<system-out>${escapeText(`${severity}: ${details}`)}</system-out>`;
  return element('testcase', attributes, [said]);
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, children: readonly string[]): string {
  const start = `<${name}${attributesOf(attributes)}`;
  return children.length === 0 ? `${start}/>` : `${start}>\n${children.join('\n')}\n</${name}>`;
}

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');

/** Characters XML 1.0 has no way to write, half surrogate pairs among them. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escapeText = (text: string): string =>
  text
    .replace(FORBIDDEN, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');

const escapeAttribute = (text: string): string =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

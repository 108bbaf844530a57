import type { Family, ImlFunction, ImlParameter } from '../iml/functions/function.ts';
import { library } from '../iml/functions/library.ts';
import { isEmptyString } from '../iml/values.ts';
import type { FunctionComponent, Manifest } from '../manifest/manifest.ts';
import { oneLine } from './clean-text.ts';
import { type Block, code, codeBlock, joined, type Page, paragraph, type Section, table } from './document.ts';

const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  general: 'General functions',
  text: 'Text and binary functions',
  math: 'Math functions',
  date: 'Date and time functions',
  array: 'Array functions',
  app: 'Functions for apps only',
};

/** The functions expressions can call: those of the language, then those the app adds. */
export function renderFunctions(manifest: Manifest): Page {
  const rows = [...library.values()];
  const families = [...new Set(rows.map(({ family }) => family))];
  const own = Object.values(manifest.functions);
  return {
    title: 'IML functions',
    lead: [
      paragraph('What can be called inside ', code('{{…}}'), '. Each example is run as a test; times are UTC.'),
      paragraph(
        'Functions marked ',
        code('assumed'),
        ' behave in a way that no public documentation states; those marked ',
        code('apps only'),
        ' exist in apps but not in the fields of a scenario.',
      ),
    ],
    sections: [
      ...(own.length > 0 ? [section('own', 'Functions of this app', own.map(customSection))] : []),
      ...families.map((family) =>
        section(family, FAMILY_TITLES[family], rows.filter((row) => row.family === family).map(functionSection)),
      ),
    ],
  };
}

const section = (key: string, title: string, sections: readonly Section[]): Section => ({
  key,
  title,
  blocks: [],
  sections,
});

function functionSection(row: ImlFunction): Section {
  const marks = [row.basis, ...(row.appsOnly ? ['apps only'] : [])].map((mark) => [code(mark)]);
  const hasVariables = row.examples.some(([, , variables]) => variables !== undefined);
  const rows = row.examples.map(([expression, value, variables]) => [
    [code(expression)],
    [code(printValue(value))],
    variables === undefined ? [] : [code(printVariables(variables))],
  ]);
  const head = ['Expression', 'Result', ...(hasVariables ? ['With'] : [])];
  return {
    key: `function:${row.name}`,
    title: row.name,
    blocks: [
      codeBlock('', signatureOf(row)),
      paragraph(row.summary, ' ', joined(marks, ' ')),
      table(
        head,
        rows.map((cells) => cells.slice(0, head.length)),
      ),
    ],
    sections: [],
  };
}

/** `formatDate(date: date, format?: text, timezone?: text) → text`. */
export function signatureOf({ name, parameters, returns }: ImlFunction): string {
  const shown = ({ name: parameter, type, optional, variadic }: ImlParameter) =>
    `${variadic ? '…' : ''}${parameter}${optional ? '?' : ''}: ${type}`;
  return `${name}(${parameters.map(shown).join(', ')}) → ${returns}`;
}

/** A custom function is JavaScript; its head says how it is called. */
function customSection({ name, sections }: FunctionComponent): Section {
  const source = typeof sections.code === 'string' ? sections.code : '';
  const args = /\bfunction\s+[\w$]+\s*\(([^)]*)\)/.exec(source)?.[1] ?? '';
  const blocks: Block[] = [codeBlock('', `${name}(${oneLine(args)})`), codeBlock('js', source.trim())];
  return { key: `custom:${name}`, title: name, blocks, sections: [] };
}

/** A result as an expression would give it; what JSON lacks is named. */
export function printValue(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (isEmptyString(value)) return 'emptystring';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : `date ${value.toISOString()}`;
  if (value instanceof Uint8Array) return `buffer ${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${printValue(inner)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value) ?? String(value);
}

function printVariables(variables: Readonly<Record<string, unknown>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name} = ${printValue(value)}`)
    .join(', ');
}

import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { parseAssignments } from '../parameters/assignments.ts';

const ARGUMENT_FIX = 'write {"name": "value"}, quoted for your shell, or name a file with @file.json.';

/** Reads a JSON argument: `{"a":1}`, `[1]`, or `@file.json` / `@file.yaml`; `name` says which argument is wrong. */
export async function readJsonArgument(text: string, name: string, cwd: string): Promise<unknown> {
  return text.startsWith('@') ? readDataFile(resolve(cwd, text.slice(1)), name) : parseJson(text, name, ARGUMENT_FIX);
}

/** As readJsonArgument, for arguments that must be a collection; one such may also be written `name=value`, repeated. */
export async function readObjectArgument(
  given: string | readonly string[],
  name: string,
  cwd: string,
): Promise<Record<string, unknown>> {
  const texts = typeof given === 'string' ? [given] : given;
  const [text = ''] = texts;
  if (texts.length > 1 || isAssignment(text)) return parseAssignments(texts, { what: name });
  const value = await readJsonArgument(text, name, cwd);
  if (!isPlainObject(value)) throw new InputError(`${name} must be a JSON object, not ${describe(value)}.`);
  return value;
}

const isAssignment = (text: string): boolean => text.includes('=') && !/^\s*[@{["]/.test(text);

/** Reads a JSON or YAML file by its ending. */
export async function readDataFile(file: string, name: string): Promise<unknown> {
  const text = await readText(file, name);
  if (!/^\.ya?ml$/i.test(extname(file))) return parseJson(text, `${name} (${file})`, 'put the file right there.');
  const { parse, YAMLParseError } = await import('yaml');
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new InputError(`${name}: ${file} is not valid YAML: ${cause.message}`, { cause });
  }
}

async function readText(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new InputError(`${name}: the file ${file} ${reason}.`, { cause });
  }
}

/** Names the place and the kind of mistake, never the text: an argument may hold a secret. */
async function parseJson(text: string, name: string, fix: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${name} is not valid JSON: ${await firstSyntaxError(text)}.`, { fix });
  }
}

async function firstSyntaxError(text: string): Promise<string> {
  const { parse, printParseErrorCode } = await import('jsonc-parser');
  const errors: { error: number; offset: number }[] = [];
  parse(text, errors as never, { disallowComments: true });
  const [first] = errors;
  if (!first) return 'it does not parse';
  const before = text.slice(0, first.offset).split('\n');
  return `${sentenceOf(printParseErrorCode(first.error))} at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

/** "PropertyNameExpected" -> "property name expected". */
const sentenceOf = (code: string): string => code.replace(/(?<=.)[A-Z]/g, ' $&').toLowerCase();

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

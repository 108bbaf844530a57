import { readFileSync } from 'node:fs';
import { InputError } from '../core/problems.ts';
import { remembered } from '../core/remember.ts';

/** A YAML or JSON file and what it says. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
}

/**
 * Reads a YAML file, or a JSON one. Parsing YAML costs more than everything else a run does, so what a text says is
 * kept under a hash of that text.
 */
export async function readSource(file: string): Promise<Source> {
  const text = readText(file);
  if (file.endsWith('.json')) return { file, text, value: parseJson(file, text) };
  return { file, text, value: await remembered(file, [text], () => parseYaml(file, text)) };
}

/** Synchronous: a dozen small files are read several times faster this way. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new InputError(`${file} cannot be read.`, { cause, fix: 'check the path.' });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${file} is not JSON: ${reason}.`, { cause });
  }
}

async function parseYaml(file: string, text: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    throw new InputError(`${file}:${line}:${col} is not YAML: ${error.message.split(/ at line |\n/)[0]}.`);
  }
  return document.toJS();
}

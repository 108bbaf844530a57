import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isPlainObject } from '../core/json.ts';
import { readAt } from '../core/paths.ts';
import { InputError } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { familyOf } from '../parameters/types.ts';
import { type ValuePath, walkFields } from '../parameters/walk.ts';

/** Reads the files that `name=@path` names, for parameters of a module that take binary data; other text may begin with "@". */
export async function readFileParameters(
  input: Record<string, unknown>,
  { manifest, component, cwd }: { readonly manifest: Manifest; readonly component: string; readonly cwd: string },
): Promise<Record<string, unknown>> {
  const sections = manifest.modules[component.replace(/^modules\./, '')]?.sections;
  const paths = [sections?.staticParams, sections?.mappableParams].flatMap(bufferPaths);
  let read = input;
  for (const path of paths) {
    const value = readAt(input, path.map(String));
    if (typeof value !== 'string' || !value.startsWith('@')) continue;
    const base64 = await readBase64(resolve(cwd, value.slice(1)), path.join('.'));
    read = replaced(read, path, { base64 });
  }
  return read;
}

/** Where a section takes binary data, items of arrays aside. */
function bufferPaths(section: unknown): ValuePath[] {
  const paths: ValuePath[] = [];
  walkFields(section, ({ field, valuePath }) => {
    if (valuePath && !valuePath.includes(null) && familyOf(field) === 'buffer') paths.push(valuePath);
  });
  return paths;
}

async function readBase64(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, 'base64');
  } catch (cause) {
    throw new InputError(`Parameter "${name}": the file ${file} cannot be read.`, {
      cause,
      fix: `write ${name}=@PATH with the path of a file.`,
    });
  }
}

function replaced(value: Record<string, unknown>, path: ValuePath, leaf: unknown): Record<string, unknown> {
  const [key, ...rest] = path;
  if (typeof key !== 'string') return value;
  const inner = value[key];
  return { ...value, [key]: rest.length > 0 && isPlainObject(inner) ? replaced(inner, rest, leaf) : leaf };
}

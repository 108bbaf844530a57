import { dirname, resolve } from 'node:path';
import { remembered } from '../core/remember.ts';
import { checkDefinition } from './check-definition.ts';
import type { MockDefinition, MockSpec, Rule } from './definition.ts';
import faultsSchema from './faults.schema.json' with { type: 'json' };
import mockSchema from './mock.schema.json' with { type: 'json' };
import { readDescription } from './openapi.ts';
import { listReferences, splitReference } from './references.ts';
import type { Declared } from './schema-check.ts';
import { readSource, type Source } from './source.ts';

/** Reads a mock's declaration and the description it builds on; throws an `InputError` that lists every mistake. */
export async function loadMock(file: string): Promise<MockDefinition> {
  const source = await readSource(resolve(file));
  const spec = source.value as MockSpec; // checked below before anyone but this function sees it
  const openapi = typeof spec?.openapi === 'string' ? resolve(dirname(source.file), spec.openapi) : undefined;
  if (openapi === undefined) await checkSchema(source, mockSchema);
  const sources = await readWithReferences(openapi ?? '');
  const documents = new Map(sources.map((one) => [one.file, one.value]));
  const description = readDescription(openapi ?? '', documents);
  const texts = [source, ...sources].flatMap((one) => [one.file, one.text]);
  await remembered(source.file, [JSON.stringify(mockSchema), ...texts], async () => {
    await checkSchema(source, mockSchema);
    await checkDefinition(source, spec, description);
    return true;
  });
  return { file: source.file, spec, description };
}

/** Reads the rules of a faults file. */
export async function loadFaults(file: string): Promise<readonly Rule[]> {
  const source = await readSource(resolve(file));
  await checkSchema(source, faultsSchema, { what: 'the list of faults', code: 'MCK003' });
  return (source.value as { readonly faults: readonly Rule[] }).faults; // the schema has just said so
}

async function checkSchema(
  source: Source,
  schema: Readonly<Record<string, unknown>>,
  declared?: Declared,
): Promise<void> {
  const { checkAgainstSchema } = await import('./schema-check.ts');
  await checkAgainstSchema(source, schema, declared);
}

/** Reads a file and every file it refers to, each once, in an order that does not depend on the disk. */
async function readWithReferences(file: string): Promise<Source[]> {
  const sources = new Map<string, Source | undefined>();
  const read = async (path: string): Promise<void> => {
    if (sources.has(path)) return;
    sources.set(path, undefined);
    const source = await readSource(path);
    sources.set(path, source);
    const targets = listReferences(source.value).map(({ reference }) => splitReference(reference, path).file);
    await Promise.all([...new Set(targets)].map(read));
  };
  await read(file);
  const found = [...sources.values()].filter((source) => source !== undefined);
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

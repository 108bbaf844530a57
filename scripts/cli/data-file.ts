import { remembered } from '../core/remember.ts';
import type { Declared } from '../mock/schema-check.ts';
import { readSource, type Source } from '../mock/source.ts';

export interface Schema extends Declared {
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Reads a YAML or JSON file and checks it against its schema, once for each text; mistakes come with line and column. */
export async function readChecked(file: string, { schema, ...declared }: Schema): Promise<Source> {
  const source = await readSource(file);
  await remembered(file, [JSON.stringify(schema), file, source.text], async () => {
    const { checkAgainstSchema } = await import('../mock/schema-check.ts');
    await checkAgainstSchema(source, schema, declared);
    return true;
  });
  return source;
}

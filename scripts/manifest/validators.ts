import { compiledName, createSchemaCompiler } from './schema-compiler.ts';
import type { SchemaName } from './schema-names.ts';
import { SCHEMA_REFERENCES } from './schema-names.ts';

/** One unmet demand of a schema. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword. */
  readonly parentSchema?: unknown;
  /** The value. */
  readonly data?: unknown;
}

/** Lists what a value lacks; empty when it is valid. */
export type Validator = (value: unknown) => readonly SchemaError[];

let compiler: ReturnType<typeof createSchemaCompiler> | undefined;

/** Gives the validator of a kind of document. Compiled at first use; a bundle holds the same validators as code. */
export function validatorFor(name: SchemaName): Validator {
  compiler ??= createSchemaCompiler();
  const reference: string | undefined = SCHEMA_REFERENCES[name]; // a caller without types may ask for anything
  const validate = reference === undefined ? undefined : compiler.getSchema(compiledName(reference));
  if (!validate) throw new Error(`No schema is called "${name}".`);
  return (value) => (validate(value) ? [] : [...(validate.errors ?? [])]);
}

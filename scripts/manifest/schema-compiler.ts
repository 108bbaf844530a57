import { Ajv } from 'ajv';
import { pickEach } from './schema-branches.ts';
import { definitionName, schemaDefinitions } from './schema-definitions.ts';

/** Keywords of our own: words for people, and what the type generator needs. */
const ANNOTATIONS = ['expects', 'refusal', 'severity', 'keys', 'reason', 'unquoted', 'tsType'];
const ROOT = 'manifest';

/** An ajv that knows every schema, with errors that hold the schema they come from. */
export function createSchemaCompiler(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: false,
    logger: false,
    unicode: false, // lengths in UTF-16 units, so that generated code needs no helper
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  ajv.addVocabulary(ANNOTATIONS);
  const definitions = schemaDefinitions();
  ajv.addSchema({ $id: ROOT, definitions: pickEach(definitions, definitions) });
  return ajv;
}

/** The name under which the compiler knows what a reference such as `request.json#/definitions/url` leads to. */
export const compiledName = (reference: string): string => `${ROOT}#/definitions/${definitionName(reference)}`;

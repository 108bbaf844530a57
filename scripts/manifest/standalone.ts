import standaloneCode from 'ajv/dist/standalone/index.js';
import { compiledName, createSchemaCompiler } from './schema-compiler.ts';
import { SCHEMA_REFERENCES } from './schema-names.ts';

/**
 * Writes `validators.ts` as plain JavaScript: every validator as ready code, so that a bundle neither reads schemas
 * nor compiles them.
 */
export function standaloneValidators(): string {
  const names = Object.entries(SCHEMA_REFERENCES);
  const exported = Object.fromEntries(names.map(([, reference], index) => [`check${index}`, compiledName(reference)]));
  const code = standaloneCode.default(createSchemaCompiler(), exported);
  const helper = /require\("[^"]*"\)/.exec(code);
  if (helper) throw new Error(`Generated validators would need ${helper[0]}; write the schema without it.`);
  const table = names.map(([name], index) => `  ${JSON.stringify(name)}: check${index},`);
  return [
    '// Generated from scripts/manifest/schemas by scripts/manifest/standalone.ts.',
    trim(code),
    `const checks = {\n${table.join('\n')}\n};`,
    'export function validatorFor(name) {',
    '  const check = checks[name];',
    '  if (!check) throw new Error(`No schema is called "${name}".`);',
    '  return (value) => (check(value) ? [] : [...(check.errors ?? [])]);',
    '}',
    '',
  ].join('\n');
}

/** Leaves out what only ajv's own messages and `$data` need: more than half of the text. */
function trim(code: string): string {
  return code
    .replace(/export const (check\d+) = /g, 'const $1 = ')
    .replace(/,parentData,parentDataProperty,rootData\}/g, '}')
    .replace(/,parentData:\w+,parentDataProperty:(?:"(?:[^"\\]|\\.)*"|\w+),rootData\}/g, '}')
    .replace(/\{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}/g, '{instancePath=""}={}')
    .replace(/,schemaPath:"(?:[^"\\]|\\.)*"(?=,keyword:)/g, '')
    .replace(/(\},)schema:[^{}]*?,(?=parentSchema:)/g, '$1');
}

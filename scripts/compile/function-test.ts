import type { ImportDeclaration, Program } from 'acorn';
import { parse } from 'acorn';
import { NO_CHECK } from './custom-function.ts';

/** A test as the platform runs it: plain JavaScript with `it`, `assert` and the function as globals. */
export type FunctionTest = { readonly test: string } | { readonly failure: string };

/** Modules whose names the platform gives a test as globals. */
const GLOBAL_MODULES = ['assert', 'node:assert', 'node:assert/strict', 'node:test', 'vitest'];
const GLOBALS: readonly string[] = ['assert', 'it', 'iml', 'environment'];

/** Takes the imports out of a test; `javascript` is its text without types. */
export function platformTest(name: string, javascript: string): FunctionTest {
  const text = javascript.replace(NO_CHECK, '');
  const program = parseTest(text);
  if (!program) return { failure: 'the text does not parse.' };
  let test = '';
  let from = 0;
  for (const node of program.body) {
    if (node.type !== 'ImportDeclaration') continue;
    const aliases = aliasesOf(name, node);
    if ('failure' in aliases) return aliases;
    test += text.slice(from, node.start) + aliases.test;
    from = node.end + (/^[ \t]*\r?\n/.exec(text.slice(node.end))?.[0].length ?? 0);
  }
  return { test: test + text.slice(from) };
}

/** What stands in for an import: nothing where the local name is the global's, else a constant. */
function aliasesOf(name: string, node: ImportDeclaration): FunctionTest {
  const from = String(node.source.value);
  const isFunction = new RegExp(`^\\./${name}(?:\\.[jt]s)?$`).test(from);
  if (!isFunction && !GLOBAL_MODULES.includes(from)) {
    return { failure: `it imports "${from}"; on the platform a test has only the function, iml, it and assert.` };
  }
  let test = '';
  for (const specifier of node.specifiers) {
    const imported = specifier.type === 'ImportSpecifier' ? String(Reflect.get(specifier.imported, 'name')) : undefined;
    const global = isFunction ? name : globalOf(imported, specifier.local.name);
    if (global === undefined)
      return { failure: `it imports "${imported}" of "${from}", which the platform does not have.` };
    if (specifier.local.name !== global) test += `const ${specifier.local.name} = ${global};\n`;
  }
  return { test };
}

/** `test` is another name of `it`; a default or namespace import of an assert module is `assert`. */
function globalOf(imported: string | undefined, local: string): string | undefined {
  if (imported === undefined) return local === 'it' || local === 'test' ? 'it' : 'assert';
  if (imported === 'test') return 'it';
  return GLOBALS.includes(imported) ? imported : undefined;
}

function parseTest(text: string): Program | undefined {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    return undefined;
  }
}

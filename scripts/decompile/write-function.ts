import { parse } from 'acorn';
import { componentPath, type FunctionComponent } from '../manifest/manifest.ts';
import type { AppContext } from './app-context.ts';
import { fileOf } from './references.ts';

/** Plain JavaScript of an app is not held to the types of this project. */
const NO_CHECK = '// @ts-nocheck: plain JavaScript, as the platform runs it\n';
/** The compiler takes what stands below as it is. */
const AS_IS = '// @ts-nocheck: sent as it is\n';

/** Writes a custom function and its test; their text is kept to the letter. */
export function writeFunction(app: AppContext, component: FunctionComponent) {
  const { code = '', test = '' } = component.sections;
  const path = fileOf(component);
  const isRaw = app.raw.has(componentPath(component));
  const files = [{ path, text: isRaw ? AS_IS + String(code) : functionText(component.name, String(code)) }];
  if (test === '') return files;
  const mark = isRaw || !isPlainTest(String(test)) ? AS_IS : NO_CHECK;
  return [...files, { path: path.replace(/\.ts$/, '.test.ts'), text: mark + String(test) }];
}

/** Whether the compiler gives a test back as it is: JavaScript that imports nothing. */
function isPlainTest(test: string): boolean {
  try {
    const { body } = parse(test, { ecmaVersion: 'latest', sourceType: 'module' });
    return body.every(({ type }) => type !== 'ImportDeclaration');
  } catch {
    return false;
  }
}

export function parses(code: string): boolean {
  try {
    parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    return true;
  } catch {
    return false;
  }
}

/** One declaration of the right name is exported; anything else goes to the platform without a look. */
function functionText(name: string, code: string): string {
  const start = declarationStart(name, code);
  return start === undefined ? AS_IS + code : `${NO_CHECK}${code.slice(0, start)}export ${code.slice(start)}`;
}

function declarationStart(name: string, code: string): number | undefined {
  try {
    const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    const [statement, ...others] = body;
    if (statement?.type !== 'FunctionDeclaration' || others.length > 0) return undefined;
    const { id, async, generator, start } = statement;
    // the platform's import reads the name up to the last parenthesis of its line
    const isPlain = /(?:function )(.+)(?:\()/.exec(code)?.[1] === name;
    return id.name === name && !async && !generator && isPlain ? start : undefined;
  } catch {
    return undefined; // no JavaScript module; the text is kept all the same
  }
}

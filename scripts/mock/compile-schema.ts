import type { ErrorObject } from 'ajv';
import ajvPackage from 'ajv/package.json' with { type: 'json' };
import { hasCache, remembered } from '../core/remember.ts';

/** Says whether a value fits a schema; what does not is in `errors` until the next call. */
export interface Check {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

type Compiler = InstanceType<typeof import('ajv/dist/2020.js').Ajv2020>;

const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  email: /^[^@\s]+@[^@\s]+$/,
  uri: (text: string) => URL.canParse(text),
  binary: true,
  byte: true,
  int32: true,
  int64: true,
  float: true,
  double: true,
  password: true,
} as const;

/** Compiling takes ten times as long as running what was compiled, so the code is kept like a parsed file is. */
export async function compileSchema(schema: object, near: string): Promise<Check> {
  if (!hasCache(near)) return (await createCompiler(false)).compile(schema);
  const texts = ['validator', ajvPackage.version, JSON.stringify(schema)];
  return revive(await remembered(near, texts, () => writeCode(schema)));
}

async function writeCode(schema: object): Promise<string> {
  const compiler = await createCompiler(true);
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const write = typeof standalone === 'function' ? standalone : standalone.default; // CommonJS, wrapped or not
  return write(compiler, compiler.compile(schema));
}

/** Runs code written by `writeCode`; it asks for nothing but the formats and two helpers of its own library. */
async function revive(code: string): Promise<Check> {
  const needed = [...code.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
  const helpers = new Map(await Promise.all(needed.map(async (name) => [name, await loadHelper(name)] as const)));
  const module: { exports?: Check } = {};
  new Function('module', 'require', 'formats', code)(module, (name: string) => helpers.get(name), formats);
  if (!module.exports) throw new Error('A kept validator is no validator.');
  return module.exports;
}

async function loadHelper(name: string): Promise<unknown> {
  const loaded = await importHelper(name);
  return typeof loaded.default === 'function' ? loaded : loaded.default;
}

function importHelper(name: string): Promise<{ readonly default: unknown }> {
  switch (name) {
    case 'ajv/dist/runtime/ucs2length':
      return import('ajv/dist/runtime/ucs2length.js');
    case 'ajv/dist/runtime/equal':
      return import('ajv/dist/runtime/equal.js');
    default: // not a union: the library names its helpers
      throw new Error(`A validator needs "${name}", which this tool does not carry.`);
  }
}

const compilers = new Map<boolean, Compiler>();

/** One for schemas to run at once, one for schemas to write down. */
async function createCompiler(isWritten: boolean): Promise<Compiler> {
  const [{ Ajv2020 }, { _ }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv/dist/core.js')]);
  const compiler =
    compilers.get(isWritten) ??
    new Ajv2020({
      strict: false,
      meta: false,
      validateSchema: false,
      addUsedSchema: false,
      messages: false, // messages.ts has its own
      logger: false, // it would warn of formats that only other tools know
      discriminator: true,
      formats,
      code: isWritten ? { source: true, formats: _`formats` } : { optimize: false },
    });
  compilers.set(isWritten, compiler);
  return compiler;
}

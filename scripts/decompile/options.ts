import { isPlainObject, type Json } from '../core/json.ts';
import { among, isText } from './attributes.ts';
import type { Doc } from './document.ts';
import { merged } from './field-values.ts';
import { type FieldWriter, writeReference } from './field-writer.ts';
import { call, isArray, jsonLiteral, keyOf, list, object, opensList, property, quoted } from './syntax.ts';
import { type Constant, kindOfConstant, OPAQUE, type Type, union } from './type.ts';

/** Options as code, with the type of what is chosen and the values of fields nested in them. */
export interface WrittenOptions {
  readonly code: Doc;
  readonly type: Type;
  readonly nested: ReadonlyMap<string, Type>;
}

type Entries = Readonly<Record<string, Json>>;

/** Writes the options of a select: a list, groups, an RPC, or a store of them. Undefined when only JSON can say them. */
export function writeOptions(options: Json, writer: FieldWriter): WrittenOptions | undefined {
  if (typeof options === 'string') return writeRemote(options, writer);
  if (isArray(options)) return writeOptionList(options, writer);
  if (!isPlainObject(options) || !Object.hasOwn(options, 'store')) return undefined;
  return writeStore(options as Entries, writer); // parsed from JSON
}

function writeRemote(url: string, writer: FieldWriter): WrittenOptions | undefined {
  const code = writeReference(url, writer);
  return code === undefined ? undefined : { code, type: writer.optionValueOf(url), nested: new Map() };
}

function writeOptionList(options: readonly Json[], writer: FieldWriter): WrittenOptions | undefined {
  const written = options.map((option) => (isGroup(option) ? writeGroup(option, writer) : writeOption(option, writer)));
  const known = written.filter((option) => option !== undefined);
  if (known.length < written.length || known.length === 0) return undefined;
  return {
    code: list(
      known.map(({ code }) => ({ code })),
      opensList(options),
    ),
    type: union(...known.map(({ type }) => type)),
    nested: merged(known.map(({ nested }) => nested)),
  };
}

const isGroup = (option: Json): option is Entries & { readonly options: readonly Json[]; readonly label: string } =>
  isPlainObject(option) && isArray(option.options) && isText(option.label as Json) && !Object.hasOwn(option, 'value');

function writeGroup(
  { label, options, ...rest }: Entries & { readonly options: readonly Json[]; readonly label: string },
  writer: FieldWriter,
): WrittenOptions | undefined {
  const inner = writeOptionList(options, writer);
  if (!inner || Object.keys(rest).length > 0) return undefined;
  return {
    ...inner,
    code: object([{ code: property('label', quoted(label)) }, { code: property('options', inner.code) }]),
  };
}

const PLAIN: Readonly<Record<string, (value: Json) => boolean>> = {
  value: (value) => ['string', 'number', 'boolean'].includes(typeof value),
  label: isText,
  description: isText,
  short: isText,
  default: among(true, false),
};

/** An option with a value of its own; members the DSL does not know are kept beside it. */
function writeOption(option: Json, writer: FieldWriter): WrittenOptions | undefined {
  if (!isPlainObject(option) || !Object.hasOwn(option, 'value')) return undefined;
  const codes: Doc[] = [];
  const rest = new Map<string, Json>();
  let nested: ReadonlyMap<string, Type> = new Map();
  for (const [key, value] of Object.entries(option as Entries)) {
    if (Object.hasOwn(PLAIN, key) && PLAIN[key]?.(value)) codes.push(property(key, jsonLiteral(value)));
    else if (key === 'value') return undefined;
    else if (key === 'nested') {
      const written = writer.nested(value);
      if (!written) return undefined;
      nested = written.values;
      codes.push(property(key, written.code));
    } else rest.set(key, value);
  }
  if (rest.size > 0) codes.push(writer.extra(Object.fromEntries(rest)));
  const value = option.value as Constant; // checked above
  return {
    code: object(codes.map((code) => ({ code }))),
    type: { kinds: [kindOfConstant(value)], constants: [value] },
    nested,
  };
}

const STORE: Readonly<Record<string, (value: Json) => boolean>> = { label: isText, value: isText, default: isText };

function writeStore(options: Entries, writer: FieldWriter): WrittenOptions | undefined {
  const codes: Doc[] = [];
  const sets: ReadonlyMap<string, Type>[] = [];
  let type: Type = OPAQUE;
  for (const [key, value] of Object.entries(options)) {
    if (key === 'store') {
      const store = isArray(value) || isText(value) ? writeOptions(value, writer) : undefined;
      if (!store) return undefined;
      type = options.value === undefined ? store.type : OPAQUE;
      sets.push(store.nested);
      codes.push(property(key, store.code));
    } else if (key === 'nested') {
      const written = writer.nested(value);
      if (!written) return undefined;
      sets.push(written.values);
      codes.push(property(key, written.code));
    } else if (key === 'placeholder') {
      const written = writePlaceholder(value, writer);
      if (!written) return undefined;
      sets.push(written.values);
      codes.push(property(key, written.code));
    } else if (Object.hasOwn(STORE, key) && STORE[key]?.(value)) codes.push(property(key, jsonLiteral(value)));
    else return undefined;
  }
  return { code: object(codes.map((code) => ({ code }))), type, nested: merged(sets) };
}

function writePlaceholder(value: Json, writer: FieldWriter) {
  if (typeof value === 'string') return { code: quoted(value), values: new Map<string, Type>() };
  if (!isPlainObject(value)) return undefined;
  const { label, nested, ...rest } = value as Entries; // parsed from JSON
  if (typeof label !== 'string' || Object.keys(rest).length > 0) return undefined;
  const written = nested === undefined ? undefined : writer.nested(nested);
  if (nested !== undefined && !written) return undefined;
  const codes = [`${keyOf('label')}: ${quoted(label)}`, ...(written ? [property('nested', written.code)] : [])];
  return { code: object(codes.map((code) => ({ code }))), values: written?.values ?? new Map<string, Type>() };
}

/** What a picker of files gets its levels from. */
export function writeFileOptions(options: Json, writer: FieldWriter): Doc | undefined {
  if (typeof options === 'string') return writeReference(options, writer);
  if (!isPlainObject(options)) return undefined;
  const { store, ...rest } = options as Entries; // parsed from JSON
  const code = typeof store === 'string' ? writeReference(store, writer) : undefined;
  const isPlain = Object.entries(rest).every(
    ([key, value]) => ['showRoot', 'singleLevel', 'ids'].includes(key) && typeof value === 'boolean',
  );
  if (code === undefined || !isPlain) return undefined;
  return object([
    { code: property('store', code) },
    ...Object.entries(rest).map(([key, value]) => ({ code: property(key, jsonLiteral(value)) })),
  ]);
}

/** Options of a select that only JSON can say. */
export const uncheckedOptions = (options: Json): WrittenOptions => ({
  code: call('unchecked', jsonLiteral(options)),
  type: OPAQUE,
  nested: new Map(),
});

import { isPlainObject, type Json } from '../core/json.ts';
import { attributesOf } from './attributes.ts';
import type { Doc } from './document.ts';
import { type FieldValue, merged, plainType, valuesOf } from './field-values.ts';
import { type FieldWriter, type WrittenSet, writeReference } from './field-writer.ts';
import { uncheckedOptions, writeFileOptions, writeOptions } from './options.ts';
import { call, type Entry, isArray, jsonLiteral, object, property } from './syntax.ts';
import { collectionOf, OPAQUE, simple, type Type, UNKNOWN } from './type.ts';

type Attributes = Readonly<Record<string, Json>>;

/** What fields need of the app around them. */
export type FieldContext = Pick<FieldWriter, 'referenceTo' | 'optionValueOf'>;

export interface WrittenFields extends WrittenSet {
  readonly fields: readonly FieldValue[];
}

/** Writes a list of fields as a set of constructors, `{ name: text({ … }) }`. */
export function writeFields(entries: readonly Json[], context: FieldContext): WrittenFields {
  const writer: FieldWriter = {
    ...context,
    nested: (value) => writeNested(value, writer),
    extra: (members) => ['...', call('extra', jsonLiteral(members))],
  };
  return writeSet(entries, writer, true);
}

function writeSet(entries: readonly Json[], writer: FieldWriter, isOpen = entries.length > 1): WrittenFields {
  const taken = new Set(entries.flatMap((entry) => nameOf(entry) ?? []));
  const seen = new Set<string>();
  const codes: Entry[] = [];
  const fields: FieldValue[] = [];
  for (const entry of entries) {
    const name = nameOf(entry);
    const isOwn = name !== undefined && !seen.has(name);
    const key = isOwn ? name : freeKey(entry, taken);
    seen.add(key);
    taken.add(key);
    const written = isOwn ? writeNamed(entry, writer) : undefined;
    if (written) fields.push({ ...written.field, name: key });
    else
      fields.push({ name: key, type: UNKNOWN, isRequired: false, nested: new Map(), ...(!isOwn && { isStray: true }) });
    const unchecked = isOwn ? 'No constructor makes this field.' : undefined;
    codes.push(
      written
        ? { code: property(key, written.code) }
        : {
            code: property(key, writeStray(entry, writer)),
            comment: typeof entry === 'string' ? undefined : (unchecked ?? STRAY),
          },
    );
  }
  return { code: object(codes, isOpen), values: valuesOf(fields.filter(({ isStray }) => !isStray)), fields };
}

const STRAY = 'A set of fields cannot have this entry under its name.';

/** The name a field can have as a key. */
function nameOf(entry: Json): string | undefined {
  const name = isPlainObject(entry) ? entry.name : undefined;
  if (typeof name !== 'string' || name === '' || name === '__proto__') return undefined;
  return /^(?:0|[1-9]\d*)$/.test(name) ? undefined : name;
}

function freeKey(entry: Json, taken: ReadonlySet<string>): string {
  const name = typeof entry === 'string' ? entry.replace(/^rpc:\/\//, '').replace(/[^\w$].*$/s, '') : '';
  const base = /^[A-Za-z_$]/.test(name) ? name : 'entry';
  if (!taken.has(base)) return base;
  for (let copy = 2; ; copy++) if (!taken.has(`${base}${copy}`)) return `${base}${copy}`;
}

/** An entry without a key of its own: the fields of an RPC, or anything else as it is. */
function writeStray(entry: Json, writer: FieldWriter): Doc {
  if (typeof entry !== 'string') return call('uncheckedField', jsonLiteral(entry));
  return call('fieldsFrom', writer.referenceTo(entry) ?? call('unchecked', jsonLiteral(entry)));
}

interface WrittenField {
  readonly code: Doc;
  readonly field: Omit<FieldValue, 'name'>;
}

/** A field under its name, made by the constructor of its type. */
function writeNamed(entry: Json, writer: FieldWriter): WrittenField | undefined {
  const { name: _name, ...attributes } = entry as Attributes; // it has a name, so it is an object
  return writeField(attributes, writer);
}

const SPECIAL: readonly string[] = ['spec', 'options', 'nested', 'rpc'];

/** A constructor call; undefined when only JSON can say the field. */
function writeField({ type, ...attributes }: Attributes, writer: FieldWriter): WrittenField | undefined {
  const checks = typeof type === 'string' ? attributesOf(type) : undefined;
  if (typeof type !== 'string' || !checks) return undefined;
  const special = writeSpecial(type, attributes, writer);
  if (!special) return undefined;
  const codes: Doc[] = [];
  const rest = new Map<string, Json>();
  for (const [key, value] of Object.entries(attributes)) {
    const check = key === 'default' && type === 'select' ? isChoice(attributes, special.type) : own(checks, key);
    const written = own(special.codes, key);
    if (written) codes.push(property(key, written));
    else if (!SPECIAL.includes(key) && Object.hasOwn(attributes, key) && check?.(value))
      codes.push(property(key, jsonLiteral(value)));
    else if (!passesThrough(key, value)) return undefined;
    else rest.set(key, value);
  }
  const isRequired = attributes.required === true;
  const field = { type: special.type, isRequired, nested: special.nested };
  const needsSpec = (type === 'collection' || type === 'array') && !special.codes.spec;
  const needsOptions = type === 'select' && !special.codes.options;
  if (needsSpec || needsOptions) {
    return {
      code: call(type, call('unchecked', jsonLiteral(attributes))),
      field: { type: OPAQUE, isRequired: false, nested: new Map() },
    };
  }
  if (rest.size > 0) codes.push(writer.extra(Object.fromEntries(rest)));
  return { code: codes.length === 0 ? `${type}()` : call(type, object(codes.map((code) => ({ code })))), field };
}

/** A member by a name that comes from outside: `constructor` is none. */
const own = <T>(members: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;

/** The default of a select is one of its options. */
function isChoice({ multiple }: Attributes, { kinds, item, constants }: Type) {
  const single = multiple === true ? { kinds: item?.kinds ?? [], constants: item?.constants } : { kinds, constants };
  const isOne = (value: Json): boolean =>
    single.constants
      ? single.constants.includes(value as string)
      : typeof value === 'string' && single.kinds.every((kind) => kind === 'text');
  return (value: Json): boolean => (multiple === true ? isArray(value) && value.every(isOne) : isOne(value));
}

interface Special {
  readonly codes: Readonly<Record<string, Doc>>;
  readonly type: Type;
  readonly nested: ReadonlyMap<string, Type>;
}

/** The attributes that hold fields, options or RPCs. */
function writeSpecial(type: string, attributes: Attributes, writer: FieldWriter): Special | undefined {
  const button = attributes.rpc === undefined || type === 'banner' ? undefined : writeButton(attributes.rpc, writer);
  const codes: Record<string, Doc> = button ? { rpc: button } : {};
  const plain = { codes, type: plainType(type) ?? OPAQUE, nested: new Map<string, Type>() };
  switch (type) {
    case 'collection':
    case 'array':
      return withSpec(type, attributes.spec, codes, writer);
    case 'select':
      return withOptions(attributes, codes, writer);
    case 'boolean': {
      const written = attributes.nested === undefined ? undefined : writeAnswers(attributes.nested, writer);
      if (written) codes.nested = written.code;
      return { ...plain, nested: written?.values ?? plain.nested };
    }
    case 'file':
    case 'folder': {
      const code = attributes.options === undefined ? undefined : writeFileOptions(attributes.options, writer);
      if (code) codes.options = code;
      return plain;
    }
    case 'filter': {
      const options = typeof attributes.options === 'string' ? writeReference(attributes.options, writer) : undefined;
      if (options) codes.options = options;
      return plain;
    }
    default:
      return type === 'banner' ? { ...plain, type: simple('nothing') } : plain;
  }
}

function withSpec(
  type: string,
  spec: Json | undefined,
  codes: Record<string, Doc>,
  writer: FieldWriter,
): Special | undefined {
  const nested = new Map<string, Type>();
  const plain = { codes, type: OPAQUE, nested };
  if (spec === undefined) return plain;
  if (isPlainObject(spec)) {
    const single = type === 'array' ? writeField(spec as Attributes, writer) : undefined; // parsed from JSON
    if (!single) return undefined;
    codes.spec = single.code;
    return { ...plain, type: { kinds: ['list'], item: single.field.type } };
  }
  const [first] = isArray(spec) ? spec : [];
  const url = isArray(spec) && spec.length === 1 && typeof first === 'string' ? writer.referenceTo(first) : undefined;
  const written = isArray(spec) && !url ? writeSet(spec, writer) : undefined;
  const code =
    written?.code ?? url ?? (typeof spec === 'string' && spec.startsWith('rpc://') ? jsonLiteral(spec) : undefined);
  if (!code) return undefined;
  codes.spec = code;
  const isWhole = written?.fields.every(({ isStray }) => !isStray) === true;
  const item = written && isWhole ? collectionOf(written.values) : simple('collection');
  return { ...plain, type: type === 'array' ? { kinds: ['list'], item } : item };
}

function withOptions(attributes: Attributes, codes: Record<string, Doc>, writer: FieldWriter): Special | undefined {
  const { options, nested, multiple } = attributes;
  if (options === undefined) return { codes, type: OPAQUE, nested: new Map() };
  const written =
    writeOptions(options, writer) ?? (passesThrough('options', options) ? uncheckedOptions(options) : undefined);
  const beside = nested === undefined ? undefined : writeNested(nested, writer);
  if (!written || (nested !== undefined && !beside)) return undefined;
  codes.options = written.code;
  if (beside) codes.nested = beside.code;
  const chosen: Type = multiple === true ? { kinds: ['list'], item: written.type } : written.type;
  return { codes, type: chosen, nested: merged([written.nested, beside?.values ?? new Map()]) };
}

/** Fields beside a boolean: of either answer, or of yes. */
function writeAnswers(value: Json, writer: FieldWriter): WrittenSet | undefined {
  const isByAnswer =
    isPlainObject(value) &&
    Object.keys(value).length > 0 &&
    Object.keys(value).every((key) => key === 'true' || key === 'false');
  if (!isByAnswer) return writeNested(value, writer);
  const sets = Object.entries(value as Attributes).map(([key, fields]) => [key, writeNested(fields, writer)] as const);
  if (sets.some(([, set]) => !set)) return undefined;
  const entries = sets.map(([key, set]) => ({ code: property(key, set?.code ?? '{}') }));
  return { code: object(entries), values: merged(sets.map(([, set]) => set?.values ?? new Map())) };
}

/** Nested fields: written out, of an RPC, or put into another set of parameters. */
function writeNested(value: Json, writer: FieldWriter): WrittenSet | undefined {
  const values = new Map<string, Type>();
  if (isArray(value)) {
    const written = writeSet(value, writer);
    return { code: written.code, values: merged([written.values]) };
  }
  if (typeof value === 'string') {
    const code = writeReference(value, writer);
    return code === undefined ? undefined : { code, values };
  }
  if (!isPlainObject(value)) return undefined;
  const { store, domain, ...rest } = value as Attributes; // parsed from JSON
  const inner = store === undefined ? undefined : writeNested(store, writer);
  if (!inner || isPlainObject(store) || typeof domain !== 'string' || Object.keys(rest).length > 0) return undefined;
  return {
    code: object([{ code: property('store', inner.code) }, { code: property('domain', jsonLiteral(domain)) }]),
    values,
  };
}

/** A button that fills the field by a call. */
function writeButton(value: Json, writer: FieldWriter): Doc | undefined {
  if (!isPlainObject(value)) return undefined;
  const { label, url, parameters, ...rest } = value as Attributes; // parsed from JSON
  const target = typeof url === 'string' ? writeReference(url, writer) : undefined;
  const fields = isArray(parameters) ? writeSet(parameters, writer) : undefined;
  if (typeof label !== 'string' || !target || (parameters !== undefined && !fields) || Object.keys(rest).length > 0)
    return undefined;
  const codes = [
    property('label', jsonLiteral(label)),
    property('url', target),
    ...(fields ? [property('parameters', fields.code)] : []),
  ];
  return object(codes.map((code) => ({ code })));
}

/** Whether the compiler renders an attribute as it is: where it looks for fields it takes lists and URLs as they are. */
function passesThrough(key: string, value: Json): boolean {
  const isList = isArray(value) || typeof value === 'string';
  if (key === 'spec' || key === 'nested') return isList;
  if (key === 'rpc') return !isPlainObject(value) || value.parameters === undefined || isArray(value.parameters);
  if (key !== 'options') return true;
  if (isArray(value)) return value.every((option) => passesThrough('options', option));
  if (!isPlainObject(value)) return true;
  return Object.entries(value as Attributes).every(([name, inner]) => {
    if (name === 'nested') return passesThrough('nested', inner);
    return ['options', 'store', 'placeholder'].includes(name) ? passesThrough('options', inner) : true;
  });
}

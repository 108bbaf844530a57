import { isPlainObject, type Json } from '../core/json.ts';

/** Whether the types of the DSL take a value for an attribute. */
export type Check = (value: Json) => boolean;

export const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isFlag: Check = (value) => typeof value === 'boolean';
const isAnything: Check = () => true;
const isIml: Check = (value) => typeof value === 'string' && /\{\{.*\}\}/s.test(value);
const either =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
export const among =
  (...values: readonly Json[]): Check =>
  (value) =>
    values.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (check: Check): Check =>
  (value) =>
    isPlainObject(value) && Object.values(value as Record<string, Json>).every(check);

type Members = Readonly<Record<string, Check>>;

/** An object of these members and no others; `required` ones must be there. */
const shaped =
  (members: Members, ...required: string[]): Check =>
  (value) =>
    isPlainObject(value) &&
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value as Record<string, Json>).every(
      ([name, member]) => Object.hasOwn(members, name) && members[name]?.(member) === true,
    );

const LIMITS = {
  min: either(isNumber, isText),
  max: either(isNumber, isText),
  minItems: isNumber,
  maxItems: isNumber,
  pattern: either(isText, shaped({ regexp: isText }, 'regexp')),
  unique: either(isFlag, shaped({ by: isText }, 'by')),
  past: isFlag,
  enum: listOf(either(isText, isNumber, isFlag)),
} as const;

const validation = (...names: (keyof typeof LIMITS)[]): Check =>
  either(isFlag, shaped(Object.fromEntries(names.map((name) => [name, LIMITS[name]]))));

const ALL_LIMITS = Object.keys(LIMITS) as (keyof typeof LIMITS)[]; // the keys of the constant above
const TEXT_LIMITS = validation('min', 'max', 'pattern', 'enum');
const NUMBER_LIMITS = validation('min', 'max', 'enum');
const ITEM_LIMITS = validation('minItems', 'maxItems', 'unique', 'enum');

const COMMON: Members = {
  label: isText,
  help: isText,
  required: isFlag,
  advanced: isFlag,
  disabled: isFlag,
  readonly: isFlag,
  omit: isFlag,
  mappable: either(isFlag, shaped({ help: isText })),
  editable: either(isFlag, shaped({ enabled: isFlag, help: isText })),
  mode: among('choose', 'edit'),
  semantic: isText,
  metadata: (value) => isPlainObject(value),
  labels: record(isText),
  visible: isText,
  convert: shaped(
    { type: isText, format: isText, timezone: isText, name: isText, label: isText, names: record(isText) },
    'type',
  ),
  tags: among('strip', 'stripall', 'escape'),
  validate: validation(...ALL_LIMITS),
};

const textual = (more: Members = {}): Members => ({ ...COMMON, default: isText, validate: TEXT_LIMITS, ...more });
const numeric: Members = { ...COMMON, default: either(isNumber, isIml), validate: NUMBER_LIMITS };

/** Plain attributes of each type that has a constructor; `spec`, `options`, `nested` and `rpc` are written apart. */
const BY_TYPE: Readonly<Record<string, Members>> = {
  text: textual({ multiline: isFlag, coder: isFlag }),
  password: textual(),
  email: textual(),
  url: textual(),
  uuid: textual(),
  color: textual(),
  path: textual(),
  timezone: textual(),
  time: textual(),
  cert: textual(),
  pkey: textual(),
  filename: textual({ extension: either(isText, listOf(isText)) }),
  number: numeric,
  integer: numeric,
  uinteger: numeric,
  port: numeric,
  any: { ...COMMON, default: isAnything },
  date: { ...COMMON, default: isText, time: isFlag, validate: validation('min', 'max', 'past') },
  timestamp: { ...COMMON, default: either(isText, isNumber) },
  buffer: { ...COMMON, default: isText, codepage: isText },
  json: { ...COMMON, default: isAnything, schema: (value) => isPlainObject(value) },
  hidden: { ...COMMON, default: isAnything },
  udt: { ...COMMON, default: isNumber },
  boolean: { ...COMMON, default: isFlag, reversedNested: isFlag },
  file: { ...COMMON, default: isText },
  folder: { ...COMMON, default: isText },
  filter: { ...COMMON, default: isAnything },
  collection: { ...COMMON, default: isAnything, sequence: isFlag },
  array: { ...COMMON, default: isAnything, validate: ITEM_LIMITS },
  select: {
    ...COMMON,
    multiple: isFlag,
    grouped: isFlag,
    sort: among('text', 'number'),
    dynamic: isFlag,
    validate: ITEM_LIMITS,
  },
  banner: {
    title: isText,
    text: isText,
    theme: among('info', 'warning', 'danger', 'light', 'dark'),
    badge: isText,
    closable: isFlag,
    label: isText,
    help: isText,
    advanced: isFlag,
    visible: isText,
  },
};

/** Gives the checks of a type's plain attributes; undefined for a type without a constructor. */
export const attributesOf = (type: string): Members | undefined =>
  Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined;

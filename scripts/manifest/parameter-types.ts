import type { JsonObject } from '../core/json.ts';

/** JSON type of a value as scenario settings store it. */
export type FormType = 'any' | 'array' | 'boolean' | 'number' | 'object' | 'string';

/** One type a parameter may have (make-app-format.md §4.3). */
export interface ParameterType {
  readonly name: string;
  readonly form: FormType;
  /** Only something to look at: no value, no name needed. */
  readonly visual?: true;
  /** Attributes it has beyond the common ones. */
  readonly attributes: readonly string[];
  /** Keys of `validate` that mean something for it (make-app-format.md §4.4, runtime.md §14). */
  readonly validate: readonly string[];
  /** TypeScript type of the value an app receives. */
  readonly value: string;
  /** JSON Schema of the value written as JSON. */
  readonly schema: JsonObject;
  /** `tolerated`: works, but the editor does not offer it; `platform`: custom apps cannot use it. */
  readonly use: 'offered' | 'tolerated' | 'platform';
  /** The type it is another name of. */
  readonly aliasOf?: string;
  /** The name is followed by a colon and an app's own type: `account:chat`. */
  readonly suffixed?: true;
}

/** Attributes every type may have (make-app-format.md §4.2, runtime.md §14). */
export const COMMON_ATTRIBUTES = [
  'name',
  'type',
  'label',
  'help',
  'default',
  'required',
  'advanced',
  'disabled',
  'readonly',
  'omit',
  'mappable',
  'editable',
  'mode',
  'nested',
  'rpc',
  'validate',
  'semantic',
  'metadata',
  'labels',
  'visible',
  'convert',
] as const;

const LENGTH = ['min', 'max', 'pattern', 'enum'];
const RANGE = ['min', 'max', 'enum'];
const COUNT = ['minItems', 'maxItems', 'enum', 'unique'];
const MOMENT = ['min', 'max', 'past'];
const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const CHOICE = ['options', 'multiple', 'grouped', 'sort', 'dynamic', 'spec'];
const BANNER = ['title', 'text', 'theme', 'badge', 'closable'];

interface Rest extends Partial<Omit<ParameterType, 'name' | 'form' | 'use'>> {}

const row = (name: string, form: FormType, value: string, schema: JsonObject, rest: Rest = {}): ParameterType => ({
  name,
  form,
  value,
  schema,
  attributes: [],
  validate: [],
  use: 'offered',
  ...rest,
});
const textual = (name: string, rest: Rest = {}) => row(name, 'string', 'string', TEXT, { validate: LENGTH, ...rest });
const numeric = (name: string, schema: JsonObject = NUMBER) =>
  row(name, 'number', 'number', schema, { validate: RANGE });
const visual = (name: string, use: ParameterType['use'], attributes: readonly string[] = []): ParameterType => ({
  ...row(name, 'any', 'never', { not: {} }),
  visual: true,
  use,
  attributes,
});
const platform = (name: string, form: FormType, rest: Rest = {}): ParameterType => ({
  ...row(
    name,
    form,
    form === 'number' ? 'number' : form === 'array' ? 'unknown[]' : 'string',
    form === 'any' ? {} : { type: form },
    rest,
  ),
  use: 'platform',
});

export const PARAMETER_TYPES: readonly ParameterType[] = [
  row('any', 'any', 'unknown', {}),
  row('array', 'array', 'unknown[]', { type: 'array' }, { attributes: ['spec'], validate: COUNT }),
  row('boolean', 'boolean', 'boolean', { type: 'boolean' }, { attributes: ['reversedNested'] }),
  row('buffer', 'string', 'Uint8Array', TEXT, { attributes: ['codepage'] }),
  textual('cert'),
  row('collection', 'object', 'Record<string, unknown>', { type: 'object' }, { attributes: ['spec', 'sequence'] }),
  textual('color', { schema: { type: 'string', pattern: '^#[0-9A-Fa-f]{6}$' } }),
  row('date', 'string', 'Date', { type: 'string', format: 'date-time' }, { attributes: ['time'], validate: MOMENT }),
  textual('email', { schema: { type: 'string', format: 'email' } }),
  textual('filename', { attributes: ['extension'] }),
  textual('file', { attributes: ['options', 'singleLevel', 'showRoot', 'ids', 'dynamic'] }),
  textual('folder', { attributes: ['options', 'singleLevel', 'showRoot', 'ids', 'dynamic'] }),
  row('filter', 'array', 'unknown[]', { type: 'array' }, { attributes: ['options'] }),
  row('hidden', 'any', 'unknown', {}, { attributes: ['multiline', 'spec'] }),
  row('json', 'any', 'unknown', {}, { attributes: ['schema'] }),
  numeric('integer', { type: 'integer' }),
  numeric('uinteger', { type: 'integer', minimum: 0 }),
  numeric('number'),
  textual('password'),
  textual('path'),
  textual('pkey'),
  numeric('port', { type: 'integer', minimum: 0, maximum: 65535 }),
  row('select', 'any', 'unknown', {}, { attributes: CHOICE, validate: ['enum', ...COUNT] }),
  textual('text', { attributes: ['multiline', 'tags', 'coder'] }),
  textual('time', { schema: { type: 'string', pattern: '^\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?$' } }),
  row('timestamp', 'string', 'Date', { type: ['string', 'number'] }, { validate: MOMENT, attributes: ['time'] }),
  textual('timezone'),
  textual('url', { schema: { type: 'string', format: 'uri' } }),
  textual('uuid', { schema: { type: 'string', format: 'uuid' } }),
  visual('banner', 'offered', BANNER),
  row('udt', 'number', 'number', NUMBER),
  visual('markdown', 'tolerated', ['text']),
  visual('html', 'tolerated', ['text']),
  visual('separator', 'tolerated'),
  { ...row('upload', 'array', 'unknown[]', { type: 'array' }), use: 'tolerated' },
  {
    ...row(
      'checkbox',
      'boolean',
      'boolean',
      { type: 'boolean' },
      { attributes: ['reversedNested'], aliasOf: 'boolean' },
    ),
    use: 'tolerated',
  },
  {
    ...row('radio', 'any', 'unknown', {}, { attributes: CHOICE, validate: COUNT, aliasOf: 'select' }),
    use: 'tolerated',
  },
  {
    ...row('list', 'any', 'unknown', {}, { attributes: CHOICE, validate: COUNT, aliasOf: 'select' }),
    use: 'tolerated',
  },
  platform('account', 'number', { suffixed: true }),
  platform('hook', 'number', { suffixed: true }),
  platform('keychain', 'number', { suffixed: true }),
  platform('device', 'number', { suffixed: true }),
  platform('datastore', 'number'),
  platform('aiagent', 'string'),
  platform('scenario', 'string'),
  platform('udttype', 'string'),
  platform('udtspec', 'array'),
  platform('filestorage', 'array'),
  platform('editor', 'any'),
  platform('dynamicCollection', 'any'),
];

const BY_NAME: ReadonlyMap<string, ParameterType> = new Map(PARAMETER_TYPES.map((type) => [type.name, type]));

/** The row of a type; `account:chat` finds `account`. Undefined for an unknown or computed (`{{…}}`) type. */
export function parameterType(name: string): ParameterType | undefined {
  const [head = '', ...tail] = name.split(':');
  const found = BY_NAME.get(head);
  return found !== undefined && tail.length > 0 === (found.suffixed ?? false) ? found : undefined;
}

/** Type names an author may write: those the editor offers, then those that merely work. */
export const USABLE_TYPES: readonly string[] = (['offered', 'tolerated'] as const).flatMap((use) =>
  PARAMETER_TYPES.filter((type) => type.use === use).map(({ name }) => name),
);

/** Every attribute some type knows. */
export const ALL_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...COMMON_ATTRIBUTES,
  ...PARAMETER_TYPES.flatMap(({ attributes }) => attributes),
]);

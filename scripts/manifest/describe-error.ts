import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Place, Problem, Severity } from '../core/problems.ts';
import { closest } from '../core/suggest.ts';
import type { ManifestCode } from './codes.ts';
import { misplaced } from './misplaced-keys.ts';
import { parameterType } from './parameter-types.ts';
import type { SchemaError } from './validators.ts';
import { describeValue, listWords, quote, typeWords } from './words.ts';

interface Finding {
  readonly code: ManifestCode;
  readonly severity?: Severity;
  readonly message: string;
  readonly fix?: string;
  /** The key at fault, when it is not the value at the error's own place. */
  readonly key?: string;
}

/** Says in words what one unmet demand of a schema means; undefined when another demand says it better. */
export function describeError(error: SchemaError, path: JsonPath, place: Place): Problem | undefined {
  const finding = findingOf(error, subjectOf(path));
  if (!finding) return undefined;
  const { key, code, severity = severityOf(error), message, fix } = finding;
  return {
    code,
    severity,
    message,
    ...(fix !== undefined && { fix }),
    ...place,
    path: [...(place.path ?? []), ...path, ...(key === undefined ? [] : [key])],
  };
}

function findingOf(error: SchemaError, subject: string): Finding | undefined {
  const { keyword, params, data } = error;
  const { expects, refusal, reason } = annotationsOf(error);
  switch (keyword) {
    case 'type':
      return {
        code: 'MAN001',
        message: `${subject} is ${describeValue(data)}, but must be ${expects ?? typeWords(params.type)}.`,
      };
    case 'additionalProperties':
      return unknownKey(String(params.additionalProperty), error);
    case 'required':
      return {
        code: 'MAN003',
        message: `${quote(params.missingProperty)} is missing${reason ? `: ${reason}` : ''}.`,
        fix: addKey(String(params.missingProperty), error),
      };
    case 'dependencies':
      return {
        code: 'MAN003',
        message: `${quote(params.property)} means something only beside ${quote(params.missingProperty)}.`,
        fix: `add "${params.missingProperty}", or remove "${params.property}".`,
      };
    case 'enum':
      return outsideList(data, params.allowedValues);
    case 'const':
      return {
        code: 'MAN004',
        message: `${subject} is ${quote(data)}, but must be ${expects ?? quote(params.allowedValue)}.`,
      };
    case 'pattern':
      return unlike(subject, error);
    case 'maxLength':
      return {
        code: 'MAN005',
        message: `${subject} has ${String(data).length} characters, but at most ${params.limit} are allowed.`,
        fix: 'shorten it.',
      };
    case 'minLength':
      return { code: 'MAN005', message: `${subject} is empty.`, fix: 'fill it in, or remove the key.' };
    case 'minimum':
      return { code: 'MAN006', message: `${subject} is ${quote(data)}, but must be at least ${params.limit}.` };
    case 'maximum':
      return { code: 'MAN006', message: `${subject} is ${quote(data)}, but may be at most ${params.limit}.` };
    case 'not':
      return { code: 'MAN008', message: `${subject} ${refusal ?? 'is not allowed here'}.`, fix: 'remove it.' };
    default:
      return undefined; // "if" only repeats what its branch reports
  }
}

function unlike(subject: string, { data, parentSchema }: SchemaError): Finding {
  const { expects = 'in the required form', unquoted } = annotationsOf({ parentSchema });
  return { code: 'MAN007', message: unquoted ? `${subject} is not ${expects}.` : `${quote(data)} is not ${expects}.` };
}

function unknownKey(key: string, { parentSchema }: SchemaError): Finding {
  const { keys } = annotationsOf({ parentSchema });
  const schema = isPlainObject(parentSchema) ? parentSchema : {};
  const known = isPlainObject(schema.properties) ? allowedKeys(schema.properties) : [];
  const near = closest(key, known);
  const fix =
    near !== undefined
      ? `did you mean "${near}"?`
      : (misplaced(key, String(schema.title)) ?? `remove it; allowed: ${keys ?? listWords(known)}.`);
  return { code: 'MAN002', message: `${quote(key)} is not known here; Make ignores it.`, fix, key };
}

/** Keys that are there only to be refused are no help. */
function allowedKeys(properties: Readonly<Record<string, unknown>>): string[] {
  const refused = ['values.vendorOnly', 'endpoint.nested', 'request.endpointElsewhere'];
  return Object.entries(properties).flatMap(([key, schema]) =>
    isPlainObject(schema) && refused.includes(String(schema.$ref).replace('#/definitions/', '')) ? [] : [key],
  );
}

function addKey(key: string, { parentSchema }: SchemaError): string {
  const properties =
    isPlainObject(parentSchema) && isPlainObject(parentSchema.properties) ? parentSchema.properties : {};
  const property = properties[key];
  const description = isPlainObject(property) && typeof property.description === 'string' ? property.description : '';
  const [meaning = ''] = description.split(/[.:;] /);
  return meaning === ''
    ? `add "${key}".`
    : `add "${key}": ${meaning.replace(/\.$/, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())}.`;
}

function outsideList(value: unknown, allowedValues: unknown): Finding {
  const allowed = Array.isArray(allowedValues) ? allowedValues.map(String) : [];
  if (typeof value === 'string' && parameterType(value)?.use === 'platform' && allowed.includes('collection')) {
    return {
      code: 'MAN010',
      message: `A parameter of type ${quote(value)} is not possible in a custom app.`,
      fix: "remove it: Make adds the pickers of connections and webhooks itself, from the module's settings.",
    };
  }
  const near = typeof value === 'string' ? (otherName(value, allowed) ?? closest(value, allowed)) : undefined;
  return {
    code: 'MAN004',
    message: `${quote(value)} is not an allowed value.`,
    fix: near === undefined ? `use one of: ${listWords(allowed)}.` : `did you mean "${near}"?`,
  };
}

/** Types of parameters as other platforms call them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  datetime: 'date',
  dropdown: 'select',
  enum: 'select',
  float: 'number',
  int: 'integer',
  multiline: 'text',
  object: 'collection',
  secret: 'password',
  string: 'text',
  textarea: 'text',
};

function otherName(value: string, allowed: readonly string[]): string | undefined {
  const known = value.toLowerCase();
  const name = Object.hasOwn(OTHER_NAMES, known) ? OTHER_NAMES[known] : undefined;
  return name !== undefined && allowed.includes(name) ? name : undefined;
}

function severityOf({ keyword, parentSchema }: SchemaError): Severity {
  if (isPlainObject(parentSchema) && parentSchema.severity === 'warning') return 'warning';
  return keyword === 'additionalProperties' ? 'warning' : 'error';
}

interface Annotations {
  readonly expects?: string;
  readonly refusal?: string;
  readonly keys?: string;
  readonly reason?: string;
  readonly unquoted?: boolean;
}

// The schemas are ours: these keywords hold what they should wherever they stand.
const annotationsOf = ({ parentSchema }: Pick<SchemaError, 'parentSchema'>): Annotations =>
  (parentSchema ?? {}) as Annotations;

/** How a message names the value: by its key, or as the section. */
function subjectOf(path: JsonPath): string {
  const key = path.at(-1);
  if (key === undefined) return 'The section';
  return typeof key === 'number' ? `Element ${key + 1}` : `"${key}"`;
}

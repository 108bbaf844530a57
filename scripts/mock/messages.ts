import type { ErrorObject } from 'ajv';
import { printPath } from '../core/paths.ts';
import { counted } from '../core/problems.ts';

/** What a validator found, in words: the member at fault and what it should have been. */
export interface Explanation {
  /** As people write it: `attributes.default_name`, `filters[0].type`; empty for the whole. */
  readonly field: string;
  readonly message: string;
}

type Say = (params: Readonly<Record<string, unknown>>) => string;

const SENTENCES: Readonly<Record<string, Say>> = {
  type: ({ type }) => `must be ${article(Array.isArray(type) ? type.join(' or ') : String(type))}`,
  required: () => 'is required',
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`),
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  minItems: ({ limit }) => `must have at least ${counted(Number(limit), 'item')}`,
  maxItems: ({ limit }) => `must have at most ${counted(Number(limit), 'item')}`,
  uniqueItems: () => 'must not repeat an item',
  minProperties: ({ limit }) =>
    limit === 1 ? 'must not be empty' : `must have at least ${counted(Number(limit), 'member')}`,
  maxProperties: ({ limit }) => `must have at most ${counted(Number(limit), 'member')}`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).map(String).join(', ')}`,
  const: ({ allowedValue }) =>
    `must be ${typeof allowedValue === 'string' ? allowedValue : JSON.stringify(allowedValue)}`,
  format: ({ format }) => `is not a ${format}`,
  pattern: ({ pattern }) => `must match ${pattern}`,
  additionalProperties: () => 'is not known',
  unevaluatedProperties: () => 'is not known',
  discriminator: () => 'is of no known kind',
  oneOf: ({ passingSchemas }) => (passingSchemas ? 'fits more than one of the alternatives' : 'fits no alternative'),
  anyOf: () => 'fits no alternative',
};

/**
 * Picks the finding that says most: alternatives of required members together, else the deepest. The first `skip` keys
 * of a path are not the sender's own and are left out, unless nothing else would remain.
 */
export function explain(errors: readonly ErrorObject[], skip = 0): Explanation {
  const choice = errors.at(-1);
  const isChoice = choice?.keyword === 'anyOf' || choice?.keyword === 'oneOf';
  const missing = errors.filter((error) => error.keyword === 'required').map((error) => fieldOf(error, skip));
  if (isChoice && missing.length > 1 && missing.length === errors.length - 1) {
    return { field: fieldOf(choice, skip), message: `needs ${missing.join(' or ')}` };
  }
  const [deepest] = [...errors].sort((a, b) => depth(b) - depth(a));
  const telling = isChoice && choice.params.passingSchemas ? choice : deepest;
  if (!telling) return { field: '', message: 'is not as described' };
  const say = SENTENCES[telling.keyword];
  return { field: fieldOf(telling, skip), message: say?.(telling.params) ?? telling.message ?? 'is not as described' };
}

const depth = ({ instancePath, keyword }: ErrorObject): number =>
  instancePath.split('/').length * 2 - (keyword === 'oneOf' || keyword === 'anyOf' ? 1 : 0);

/** The member an error is about, as people write it. */
const fieldOf = (error: ErrorObject, skip: number): string => {
  const keys = keysOf(error);
  return printPath(keys.length > skip ? keys.slice(skip) : keys);
};

/** The keys to the member an error is about: for a missing or unknown one, that one and not its parent. */
export function keysOf({ instancePath, keyword, params }: ErrorObject): (string | number)[] {
  const keys = instancePath.split('/').slice(1).map(readKey);
  const member = { required: 'missingProperty', additionalProperties: 'additionalProperty', discriminator: 'tag' }[
    keyword
  ];
  return member === undefined ? keys : [...keys, params[member]];
}

const readKey = (key: string): string | number =>
  /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~');

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

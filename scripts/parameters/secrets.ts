import { isPlainObject } from '../core/json.ts';
import type { Field } from './field.ts';
import { fieldName } from './field.ts';
import { isSecretType } from './types.ts';
import type { ValuePath } from './walk.ts';
import { walkFields } from './walk.ts';

/** What stands for a secret wherever it would be shown. */
export const MASK = '***';

/** Lists where in the parameters secrets are: values of `password` and `pkey` fields; null stands for every item. */
export function secretNames(section: unknown): ValuePath[] {
  const paths = new Map<string, ValuePath>();
  walkFields(section, ({ field, valuePath }) => {
    if (isSecretType(field) && valuePath) paths.set(JSON.stringify(valuePath), valuePath);
  });
  return [...paths.values()];
}

/** Names any declaration of which, at any depth and in button forms too, is a secret; errs on the side of silence. */
export function secretFieldNames(section: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  walkFields(section, ({ field, parent }) => {
    const name = fieldName(field) ?? nameAbove(parent?.field);
    if (isSecretType(field) && name !== undefined) names.add(name);
  });
  return names;
}

const nameAbove = (field: Field | undefined): string | undefined => field && fieldName(field);

/** Copies parameters with the values at the given places replaced by `***`; empty values stay, to show they are empty. */
export function maskSecrets(values: unknown, paths: readonly ValuePath[]): unknown {
  return paths.reduce(maskAt, values);
}

function maskAt(value: unknown, path: ValuePath): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value === undefined || value === null || value === '' ? value : MASK;
  // A single value stands for an array of one (iml.md §6.4).
  if (step === null)
    return Array.isArray(value) ? value.map((item: unknown) => maskAt(item, rest)) : maskAt(value, rest);
  if (!isPlainObject(value) || !Object.hasOwn(value, step)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === step ? maskAt(inner, rest) : inner]),
  );
}

/** Lists the texts that must not be shown: the secrets among the values, so that messages can be searched for them. */
export function secretTexts(values: unknown, paths: readonly ValuePath[]): string[] {
  const texts = new Set<string>();
  for (const path of paths) for (const text of textsAt(values, path, 0)) texts.add(text);
  return [...texts];
}

function textsAt(value: unknown, path: ValuePath, depth: number): string[] {
  const step = path[depth];
  if (step === undefined) return textsIn(value);
  if (step === null)
    return (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => textsAt(item, path, depth + 1));
  return isPlainObject(value) && Object.hasOwn(value, step) ? textsAt(value[step], path, depth + 1) : [];
}

/** A secret of the wrong shape is one all the same: every text inside it counts. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isPlainObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** Replaces secrets inside a text that came from elsewhere; the longest first, as one may contain another. */
export function scrub(text: string, secrets: Iterable<string>): string {
  return [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
}

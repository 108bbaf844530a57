import { isEmptyString } from '../iml/values.ts';
import type { Coerced, Coercion, Reading } from './coerce.ts';
import * as coerce from './coerce.ts';
import { prepareArray, prepareCollection } from './containers.ts';
import type { Field } from './field.ts';
import { preparePath } from './file-path.ts';
import { prepareFilter } from './filter.ts';
import type { Finding } from './finding.ts';
import { quotePublic, textOrNothing } from './finding.ts';
import { formatFinding } from './formats.ts';
import type { Eventual, Spot } from './preparation.ts';
import { holdsIml, isEmpty, isMappable, isUnresolved, report, watchErrors } from './preparation.ts';
import { isUnvalidated, momentFindings, numberFindings, rangeFindings, textFindings } from './rules.ts';
import { textsIn } from './secrets.ts';
import { prepareSelect } from './select.ts';
import type { Family } from './types.ts';
import { isSecretType, typeRowOf } from './types.ts';

/** Reads one value as its field wants it; undefined when it is absent or refused, the reason being reported. */
export function prepareValue(field: Field, raw: unknown, spot: Spot): Eventual {
  const { family, isSecret } = spot.preparation.facts.field(field);
  if (family === 'visual') return undefined;
  if (isSecret) rememberSecret(raw, spot);
  if (isEmpty(raw)) return prepareEmpty(field, raw, spot);
  if (holdsIml(raw) && !isMappable(field, spot)) return refuseIml(spot);
  if (isUnresolved(raw, spot)) return raw;
  switch (family) {
    case 'array':
      return prepareArray(field, raw, spot);
    case 'collection':
      return prepareCollection(field, raw, spot);
    case 'select':
      return prepareSelect(field, raw, spot);
    case 'filter':
      return prepareFilter(field, raw, spot);
    case 'path':
      return prepareScalar(field, coerce.toTextValue(raw, readingOf(field, spot)), spot);
    case 'any':
    case 'text':
    case 'number':
    case 'integer':
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'time':
    case 'buffer':
    case 'json':
      return prepareScalar(field, COERCIONS[family](raw, readingOf(field, spot)), spot);
  }
}

function rememberSecret(raw: unknown, { path, preparation }: Spot): void {
  const place = path.map((key) => (typeof key === 'number' ? null : key));
  preparation.secrets.set(JSON.stringify(place), place);
  for (const text of textsIn(raw)) preparation.secretTexts.add(text);
}

/** Empty text is a field nobody filled; null is kept: it is what `erase` sends (ASM-27). */
function prepareEmpty(field: Field, raw: unknown, spot: Spot): unknown {
  if (field.required === true && spot.isRequiredEnforced) {
    const fix = `give "${spot.name}" a value${prefilledWith(field)}.`;
    report(spot, { kind: 'mandatory', message: 'Field is mandatory.', fix });
    return undefined;
  }
  return raw === null ? null : undefined;
}

/** Tells what the form would have filled in, since at a terminal nobody does (ASM-56). */
function prefilledWith(field: Field): string {
  if (field.default === undefined || isEmpty(field.default) || isSecretType(field)) return '';
  return `; the form would fill in ${quotePublic(field.default)}`;
}

function refuseIml(spot: Spot): undefined {
  const fix = 'give the value itself; nothing can be mapped here.';
  report(spot, { kind: 'iml', message: 'Value contains prohibited IML expression.', fix });
  return undefined;
}

type Scalar = Exclude<Family, 'array' | 'collection' | 'select' | 'filter' | 'path' | 'visual'>;

const COERCIONS: Readonly<Record<Scalar, Coercion>> = {
  any: coerce.keep,
  text: coerce.toTextValue,
  number: coerce.toNumberValue,
  integer: coerce.toInteger,
  boolean: coerce.toBoolean,
  date: coerce.toDate,
  timestamp: coerce.toTimestamp,
  time: coerce.toTime,
  buffer: coerce.toBuffer,
  json: coerce.toJsonText,
};

const readingOf = ({ codepage }: Field, { quote, preparation }: Spot): Reading => ({
  timezone: preparation.timezone,
  quote,
  codepage,
});

function prepareScalar(field: Field, coerced: Coerced, spot: Spot): Eventual {
  if (coerced.finding) {
    report(spot, coerced.finding);
    return undefined;
  }
  const { value, remark } = coerced;
  if (remark) report(spot, remark);
  if (isEmpty(value)) return prepareEmpty(field, value, spot);
  if (isEmptyString(value)) return value; // Deliberately empty: there is no text to check.
  const hasFailed = watchErrors(spot.preparation);
  const { family } = spot.preparation.facts.field(field);
  for (const finding of boundFindings(field, value)) report(spot, finding);
  for (const finding of ruleFindings(field, { value, family }, spot)) report(spot, finding);
  if (hasFailed()) return undefined;
  return family === 'path' ? preparePath(field, String(value), spot) : value;
}

/** Bounds that are part of the type: no negative `uinteger`, no port above 65535. */
function boundFindings(field: Field, value: unknown): Finding[] {
  if (typeof value !== 'number') return [];
  const { minimum, maximum } = typeRowOf(field)?.schema ?? {};
  return rangeFindings(value, numberOrNone(minimum), numberOrNone(maximum));
}

const numberOrNone = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function ruleFindings(
  field: Field,
  { value, family }: { readonly value: unknown; readonly family: Family },
  { quote, preparation }: Spot,
): Finding[] {
  if (isUnvalidated(field)) return [];
  const { timezone, now } = preparation;
  if (family === 'date' && value instanceof Date) return momentFindings(field, value, { timezone, now, unit: 1 });
  if (typeof value === 'number') {
    if (family !== 'timestamp') return family === 'any' ? [] : numberFindings(field, value);
    return momentFindings(field, new Date(value * 1000), { timezone, now, unit: 1000 });
  }
  if (family !== 'text' && family !== 'json' && family !== 'path') return [];
  const text = String(value);
  const format = formatFinding(field, text, quote);
  return [...(format ? [format] : []), ...textFindings(field, text)];
}

/**
 * What a field nobody filled sends: nothing, since defaults belong to the form (ASM-56); only a hidden field, which
 * nobody can fill, sends its default as text (make-app-format.md §4.3).
 */
export function applyDefault(field: Field): unknown {
  if (field.type !== 'hidden' || field.default === undefined || field.default === null) return undefined;
  return textOrNothing(field.default);
}

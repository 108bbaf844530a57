import { isPlainObject } from '../core/json.ts';
import type { Field } from './field.ts';
import { specOf } from './field.ts';
import { quotePublic, quoteSecret, wrongType } from './finding.ts';
import type { Spot, Values } from './preparation.ts';
import { itemSpot, report, watchErrors } from './preparation.ts';
import { arrayFindings, isUnvalidated } from './rules.ts';
import { isSecretType } from './types.ts';

/** Reads an array; a single value is an array of one (iml.md §6.4). */
export async function prepareArray(field: Field, raw: unknown, spot: Spot): Promise<unknown> {
  const hasFailed = watchErrors(spot.preparation);
  const given: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const items: unknown[] = [];
  for (const [index, item] of given.entries()) items.push(await prepareItem(field, item, itemSpot(spot, index)));
  if (hasFailed()) return undefined;
  for (const finding of isUnvalidated(field) ? [] : arrayFindings(field, items)) report(spot, finding);
  return hasFailed() ? undefined : items;
}

/** `required` counts for items of one field, not for the fields of items made of several (runtime.md §14). */
async function prepareItem(field: Field, item: unknown, spot: Spot): Promise<unknown> {
  const spec = specOf(field);
  if (!spec) return item ?? null;
  if (spec.kind === 'members') return prepareMembers(spec.section, item, { ...spot, isRequiredEnforced: false });
  const { secretFields, readings } = spot.preparation;
  const quote = isSecretType(spec.field) || secretFields.has(spot.name) ? quoteSecret : quotePublic;
  const value = await readings.value(spec.field, item, { ...spot, isRequiredEnforced: true, quote });
  // An item keeps its position: what is empty stays, what comes to nothing is null.
  return value ?? (item === '' ? item : null);
}

/** Reads a collection; members keep the order they were given in, unless `sequence` asks for the spec's (make-app-format.md §4.3). */
export async function prepareCollection(field: Field, raw: unknown, spot: Spot): Promise<unknown> {
  const hasFailed = watchErrors(spot.preparation);
  const spec = specOf(field);
  const section = spec?.kind === 'item' ? [spec.field] : spec?.section;
  const values = await prepareMembers(section, raw, { ...spot, isRequiredEnforced: true });
  if (hasFailed()) return undefined;
  return field.sequence === true || !isPlainObject(raw) || !isPlainObject(values) ? values : inOrderOf(raw, values);
}

/** Text is not parsed: a collection must come as one (make-app-format.md §4.4). Without a spec its members are free. */
async function prepareMembers(section: unknown, raw: unknown, spot: Spot): Promise<unknown> {
  if (!isPlainObject(raw)) {
    report(spot, wrongType('object', raw, 'give a collection such as {"name": "value"}.'));
    return undefined;
  }
  const { iml, preparation } = spot;
  return section === undefined ? raw : preparation.readings.namespace([{ section, iml }], raw, spot);
}

function inOrderOf(given: Values, values: Values): Record<string, unknown> {
  const names = new Set([...Object.keys(given).filter((name) => Object.hasOwn(values, name)), ...Object.keys(values)]);
  return Object.fromEntries([...names].map((name) => [name, values[name]]));
}

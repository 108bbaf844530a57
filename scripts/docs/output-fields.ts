import { elementsOf, type Field, fieldLabel, fieldName, specOf } from '../parameters/field.ts';
import { typeNameOf } from '../parameters/types.ts';
import { oneLine } from './clean-text.ts';

/** One field of the output bundle, with its place in it. */
export interface OutputField {
  /** `attributes.default_name`, `items[].id`. */
  readonly path: string;
  /** Labels from the outside in. */
  readonly labels: readonly string[];
  readonly type: string;
  readonly help: string;
}

/** An interface deeper than this is cut off. */
const MAX_DEPTH = 12;

/** Lists the fields of an interface, those inside collections and arrays after the one they belong to. */
export function outputFields(section: unknown): OutputField[] {
  return fieldsOf(section, '', [], 0);
}

function fieldsOf(section: unknown, prefix: string, above: readonly string[], depth: number): OutputField[] {
  if (depth > MAX_DEPTH) return [];
  return elementsOf(section).flatMap((element) => {
    if (element.kind === 'field') return fieldOf(element.field, prefix, above, depth);
    return [{ path: `${prefix}…`, labels: [...above, 'More fields'], type: `from ${element.text}`, help: '' }];
  });
}

function fieldOf(field: Field, prefix: string, above: readonly string[], depth: number): OutputField[] {
  const name = fieldName(field) ?? '';
  const path = `${prefix}${name}`;
  const spec = specOf(field);
  const isArray = typeNameOf(field) === 'array';
  const item = spec?.kind === 'item' ? spec.field : undefined;
  const labels = [...above, oneLine(fieldLabel(field))];
  const own: OutputField = {
    path,
    labels,
    type: item && isArray ? `array of ${typeNameOf(item)}` : typeNameOf(field),
    help: typeof field.help === 'string' ? field.help : '',
  };
  const inner =
    spec?.kind === 'members' ? spec.section : item && specOf(item)?.kind === 'members' ? item.spec : undefined;
  return [own, ...fieldsOf(inner, `${path}${isArray ? '[]' : ''}.`, labels, depth + 1)];
}

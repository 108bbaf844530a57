import type { Json } from '../core/json.ts';
import { isPlainObject } from '../core/json.ts';
import { isDescriptor } from '../dsl/descriptor.ts';
import { type Field, fieldSpec, fieldType, isField } from '../dsl/field.ts';
import { isIml } from '../dsl/iml-value.ts';
import { fieldsOf, renderValue, report, type Spot, step } from './render-value.ts';

/** An object key of this form loses its place among the others. */
const INTEGER_LIKE = /^(?:0|[1-9]\d*)$/;

/** Turns `{ roomId: select(...) }` into Make's `[{ "name": "roomId", "type": "select", ... }]`; an RPC fills a whole section. */
export function renderFields(value: unknown, at: Spot): Json | undefined {
  const fields = fieldsOf(value);
  if (!fields) return renderUnnamed(value, at);
  return Object.entries(fields).map(([name, field], index) => {
    const inner = step(at, index, { holder: fields, key: name });
    if (INTEGER_LIKE.test(name)) {
      report(
        inner,
        'MAN211',
        `The field name "${name}" looks like an integer, so it would not keep its place.`,
        'put a letter in front of it.',
      );
    }
    if (!isField(field)) return refuseField(name, inner);
    return renderField(field, { ...inner, sink: withNameOrigin(inner, fields, name) }, name);
  });
}

/** The generated `name` and `type` come from where the field stands in its set. */
function withNameOrigin(at: Spot, holder: object, key: string): Spot['sink'] {
  for (const property of ['name', 'type']) at.sink.origin?.({ ...at, path: [...at.path, property] }, { holder, key });
  return at.sink;
}

/** A hand-written list, `rpc://name`, or an RPC by value; anything else is a mistake. */
function renderUnnamed(value: unknown, at: Spot): Json | undefined {
  const isReference = isDescriptor(value) && value.kind === 'rpc';
  if (value === undefined || isReference || Array.isArray(value) || typeof value === 'string')
    return renderValue(value, at);
  report(
    at,
    'MAN213',
    'This is no set of fields.',
    'write parameters({ name: text(...) }), { name: text(...) }, or an RPC that returns fields.',
  );
  return undefined;
}

function refuseField(name: string, at: Spot): Json {
  report(at, 'MAN213', `"${name}" is no field.`, 'make it with text(...), select(...) or another field constructor.');
  return { name };
}

function renderField(field: Field, at: Spot, name?: string): Json {
  const spec = fieldSpec(field);
  if (fieldType(field) === 'rpc') return renderValue(spec, at) ?? null;
  return { ...(name !== undefined && { name }), type: fieldType(field), ...renderAttributes(spec, at) };
}

function renderAttributes(spec: object, at: Spot): Record<string, Json> {
  return renderEntries(spec, at, (key, value, inner) => {
    if (key === 'spec') return renderSpec(value, inner);
    if (key === 'nested') return renderNested(value, inner);
    if (key === 'options') return renderOptions(value, inner);
    if (key === 'rpc') return renderButton(value, inner);
    return renderValue(value, inner);
  });
}

/** What a list or collection is made of; fields of an RPC stand as the one element of a list (make-app-format.md §4.3). */
function renderSpec(value: unknown, at: Spot): Json | undefined {
  if (isField(value)) return fieldType(value) === 'rpc' ? [renderField(value, at)] : renderField(value, at);
  const rendered = renderFields(value, at);
  return isDescriptor(value) && rendered !== undefined ? [rendered] : rendered;
}

function renderNested(value: unknown, at: Spot): Json | undefined {
  if (isByAnswer(value)) return renderEntries(value, at, (_answer, fields, spot) => renderFields(fields, spot));
  if (!isStore(value)) return renderFields(value, at);
  return renderEntries(value, at, (key, inner, spot) =>
    key === 'store' ? renderFields(inner, spot) : renderValue(inner, spot),
  );
}

/** Fields of a boolean for yes and for no (runtime.md §14). A set of fields has fields as its members, this has sets. */
const isByAnswer = (value: unknown): value is object =>
  isPlainObject(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, fields]) => (key === 'true' || key === 'false') && !isField(fields));

const isStore = (value: unknown): value is { readonly store: unknown; readonly domain: string } =>
  isPlainObject(value) && typeof value.domain === 'string' && !isField(value.store);

/** Options, groups of them, and stores: wherever `nested` or further options stand in them. */
function renderOptions(value: unknown, at: Spot): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((option, index) => renderOptions(option, step(at, index, { holder: value, key: index })) ?? null);
  }
  if (!isPlainObject(value) || isIml(value) || isDescriptor(value)) return renderValue(value, at);
  return renderEntries(value, at, (key, inner, spot) => {
    if (key === 'nested') return renderNested(inner, spot);
    return key === 'options' || key === 'store' || key === 'placeholder'
      ? renderOptions(inner, spot)
      : renderValue(inner, spot);
  });
}

function renderButton(value: unknown, at: Spot): Json | undefined {
  if (!isPlainObject(value)) return renderValue(value, at);
  return renderEntries(value, at, (key, inner, spot) =>
    key === 'parameters' ? renderFields(inner, spot) : renderValue(inner, spot),
  );
}

type RenderEntry = (key: string, value: unknown, at: Spot) => Json | undefined;

/** Renders an author's literal key by key, in its order; undefined drops out. */
export function renderEntries(literal: object, at: Spot, render: RenderEntry): Record<string, Json> {
  const rendered: [key: string, value: Json][] = [];
  for (const [key, value] of Object.entries(literal)) {
    const inner = render(key, value, step(at, key, { holder: literal, key }));
    if (inner !== undefined) rendered.push([key, inner]);
  }
  return Object.fromEntries(rendered); // a key "__proto__" is one like any other
}

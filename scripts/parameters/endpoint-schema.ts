import type { Json, JsonObject } from '../core/json.ts';
import type { Field } from './field.ts';
import { isField } from './field.ts';

const SCHEMA_FIELDS = new Set(['inputSchema', 'outputSchema']);

/**
 * Gives an endpoint's parameters as ordinary ones: a top-level `json` field `inputSchema` or `outputSchema` stands for the
 * properties of its JSON Schema, its own name being no key at run time (make-app-format.md §1.2, Endpoint).
 */
export function endpointParameters(section: Json): Json {
  if (!Array.isArray(section)) return section;
  return section.flatMap((element: Json): readonly Json[] => {
    if (!isField(element) || element.type !== 'json' || !SCHEMA_FIELDS.has(String(element.name))) return [element];
    return isField(element.schema) ? fieldsOfSchema(element.schema) : [element];
  });
}

function fieldsOfSchema(schema: Field): Field[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  if (!isField(schema.properties)) return [];
  return Object.entries(schema.properties).map(([name, property]) => ({
    ...fieldOfSchema(isField(property) ? property : {}),
    name,
    ...(required.includes(name) && { required: true }),
  }));
}

/** The nearest parameter type; what JSON Schema can say and parameters cannot becomes `any`. */
function fieldOfSchema(schema: Field): Field {
  const about: JsonObject = {
    ...(typeof schema.title === 'string' && { label: schema.title }),
    ...(typeof schema.description === 'string' && { help: schema.description }),
  };
  if (Array.isArray(schema.enum) && schema.enum.every((value) => value !== null)) {
    return { ...about, type: 'select', options: schema.enum.map((value: Json) => ({ value })) };
  }
  return { ...about, ...typeOfSchema(schema) };
}

function typeOfSchema(schema: Field): Field {
  switch (schema.type) {
    case 'string':
      return { type: schema.format === 'date-time' ? 'date' : 'text' };
    case 'number':
    case 'integer':
    case 'boolean':
      return { type: schema.type };
    case 'array':
      return isField(schema.items) ? { type: 'array', spec: itemOfSchema(schema.items) } : { type: 'array' };
    case 'object':
      return { type: 'collection', spec: fieldsOfSchema(schema) };
    default:
      return { type: 'any' };
  }
}

const itemOfSchema = (items: Field): Json => (isField(items.properties) ? fieldsOfSchema(items) : fieldOfSchema(items));

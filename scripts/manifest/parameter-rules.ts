import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Place, Problem } from '../core/problems.ts';
import { ALL_ATTRIBUTES, COMMON_ATTRIBUTES, parameterType } from './parameter-types.ts';
import { listWords } from './words.ts';

const COMMON: ReadonlySet<string> = new Set(COMMON_ATTRIBUTES);

/** Reports attributes and rules that mean nothing for the type of their parameter: Make ignores them (make-app-format.md §4.3, §4.4). */
export function checkAttributes(section: unknown, place: Place): Problem[] {
  return parametersIn(section, []).flatMap(({ parameter, path }) => {
    const at = (key: JsonPath) => ({ ...place, path: [...path, ...key] });
    const type = typeof parameter.type === 'string' ? parameterType(parameter.type) : undefined;
    // A value of type any or hidden may be anything, so anything may describe it.
    if (!type || type.name === 'any' || type.name === 'hidden') return [];
    const ignored = Object.keys(parameter).filter(
      (key) => ALL_ATTRIBUTES.has(key) && !COMMON.has(key) && !type.attributes.includes(key),
    );
    const rules = isPlainObject(parameter.validate) ? Object.keys(parameter.validate) : [];
    const idle = rules.filter((rule) => ALL_RULES.has(rule) && !type.validate.includes(rule));
    return [
      ...ignored.map((key) => meaningless(key, type.name, type.attributes, at([key]))),
      ...idle.map((rule) => meaningless(rule, type.name, type.validate, at(['validate', rule]))),
    ];
  });
}

const ALL_RULES: ReadonlySet<string> = new Set(['min', 'max', 'minItems', 'maxItems', 'pattern', 'unique', 'past']);

function meaningless(key: string, type: string, known: readonly string[], place: Place): Problem {
  return {
    code: 'MAN009',
    severity: 'warning',
    message: `"${key}" means nothing for a parameter of type ${type}; Make ignores it.`,
    fix: known.length === 0 ? 'remove it.' : `remove it; what there is: ${listWords(known)}.`,
    ...place,
  };
}

interface FoundParameter {
  readonly parameter: Readonly<Record<string, unknown>>;
  readonly path: JsonPath;
}

/** Every parameter of a section at any depth: in spec, nested, options and the forms of buttons. */
function parametersIn(value: unknown, path: JsonPath): FoundParameter[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => parametersIn(inner, [...path, index]));
  if (!isPlainObject(value)) return [];
  const { spec, nested, options, rpc } = value;
  return [
    { parameter: value, path },
    ...parametersIn(spec, [...path, 'spec']),
    ...parametersInNested(nested, [...path, 'nested']),
    ...parametersInOptions(options, [...path, 'options']),
    ...(isPlainObject(rpc) ? parametersIn(rpc.parameters, [...path, 'rpc', 'parameters']) : []),
  ];
}

function parametersInNested(nested: unknown, path: JsonPath): FoundParameter[] {
  if (!isPlainObject(nested)) return parametersIn(nested, path);
  return ['store', 'true', 'false'].flatMap((key) => parametersIn(nested[key], [...path, key]));
}

function parametersInOptions(options: unknown, path: JsonPath): FoundParameter[] {
  if (Array.isArray(options)) {
    return options.flatMap((option: unknown, index) =>
      isPlainObject(option)
        ? [
            ...parametersInNested(option.nested, [...path, index, 'nested']),
            ...parametersInOptions(option.options, [...path, index, 'options']),
          ]
        : [],
    );
  }
  if (!isPlainObject(options)) return [];
  const { placeholder, store, nested } = options;
  return [
    ...parametersInOptions(store, [...path, 'store']),
    ...parametersInNested(nested, [...path, 'nested']),
    ...(isPlainObject(placeholder) ? parametersInNested(placeholder.nested, [...path, 'placeholder', 'nested']) : []),
  ];
}

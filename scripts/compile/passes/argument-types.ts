import type { Problem } from '../../core/problems.ts';
import type { Expression } from '../../iml/ast.ts';
import type { ImlParameter, ImlType } from '../../iml/functions/function.ts';
import { library } from '../../iml/functions/library.ts';
import { referenceOf } from '../../iml/references.ts';
import { typeOf } from '../../iml/result-type.ts';
import type { Component, Manifest } from '../../manifest/manifest.ts';
import { fieldName } from '../../parameters/field.ts';
import { familyOf } from '../../parameters/types.ts';
import { walkFields } from '../../parameters/walk.ts';
import type { CallAt } from './parse-texts.ts';

/** Reports arguments a built-in function refuses, where their type is known: from the text, or from the form. */
export function checkArgumentTypes(calls: readonly CallAt[], manifest: Manifest): Problem[] {
  const custom = new Set(Object.keys(manifest.functions));
  const forms = new Map<Component, ReadonlyMap<string, ImlType>>();
  const formOf = (component: Component): ReadonlyMap<string, ImlType> => {
    const form = forms.get(component) ?? typesIn(component);
    forms.set(component, form);
    return form;
  };
  return calls.flatMap(({ site, path, call }) => {
    const parameters = call.kind === 'built-in' ? library.get(call.name)?.parameters : undefined;
    if (!parameters) return [];
    return call.args.flatMap((arg, index): Problem[] => {
      const wanted = parameters[index] ?? lastOf(parameters);
      const given = arg && wanted ? givenType(arg, custom, site.component && formOf(site.component)) : 'any';
      if (!arg || !wanted || !isRefused(wanted.type, given, arg)) return [];
      const at = { component: site.name, section: site.section, path, offset: arg.start };
      return [{ ...problemOf(call.name, wanted, given, arg), ...at }];
    });
  });
}

const lastOf = (parameters: readonly ImlParameter[]): ImlParameter | undefined => {
  const last = parameters.at(-1);
  return last?.variadic ? last : undefined;
};

/** A form's own word counts where the expression is nothing but one of its parameters. */
function givenType(
  arg: Expression,
  custom: ReadonlySet<string>,
  form: ReadonlyMap<string, ImlType> | undefined,
): ImlType {
  const reference = referenceOf(arg);
  const [name] = reference?.path ?? [];
  if (reference?.root !== 'parameters' || reference.path.length !== 1 || typeof name !== 'string')
    return typeOf(arg, custom);
  return form?.get(name) ?? 'any';
}

/** What a function of this type throws on, whatever the value (iml.md §6.4); text may hold a number or a date. */
const REFUSED: Readonly<Record<ImlType, readonly ImlType[]>> = {
  any: [],
  text: [],
  boolean: [],
  buffer: [],
  array: ['text', 'number', 'boolean', 'date', 'collection', 'buffer'],
  collection: ['text', 'number', 'boolean', 'date', 'array', 'buffer'],
  number: ['boolean', 'array', 'collection', 'buffer'],
  date: ['boolean', 'array', 'collection', 'buffer'],
};

function isRefused(wanted: ImlType, given: ImlType, arg: Expression): boolean {
  if (wanted === 'number' && arg.type === 'literal' && typeof arg.value === 'string')
    return !Number.isFinite(Number(arg.value.trim() === '' ? Number.NaN : arg.value));
  return REFUSED[wanted].includes(given);
}

const WORDS: Readonly<Record<ImlType, string>> = {
  any: 'a value',
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  buffer: 'binary data',
  collection: 'a collection',
  array: 'an array',
};

const INSTEAD: Partial<Readonly<Record<ImlType, string>>> = {
  array: "make an array of it first, such as split(text, ','), or add(emptyarray, value).",
  collection: 'give a collection.',
  number: 'give a number.',
  date: 'give a date, such as parseDate(text).',
};

function problemOf(
  name: string,
  { name: parameter, type }: ImlParameter,
  given: ImlType,
  arg: Expression,
): Pick<Problem, 'code' | 'severity' | 'message' | 'fix'> {
  const what = arg.type === 'literal' ? JSON.stringify(arg.value) : WORDS[given];
  return {
    code: 'IML209',
    severity: 'error',
    message: `${name}() takes ${WORDS[type]} as "${parameter}", and fails on ${what}.`,
    fix: INSTEAD[type] ?? 'give another value.',
  };
}

/** Types of what a form holds under one name; `any` where several fields share it. */
function typesIn(component: Component): ReadonlyMap<string, ImlType> {
  const types = new Map<string, ImlType>();
  for (const section of ['staticParams', 'mappableParams', 'params', 'inputParameters']) {
    walkFields(component.sections[section], ({ field, valuePath }) => {
      const name = fieldName(field);
      if (name === undefined || valuePath?.length !== 1) return;
      types.set(name, types.has(name) ? 'any' : typeOfField(field));
    });
  }
  return types;
}

/** Nothing is said of fields whose values the user may write as an expression of any kind. */
function typeOfField(field: Parameters<typeof familyOf>[0]): ImlType {
  switch (familyOf(field)) {
    case 'array':
      return 'array';
    case 'collection':
      return 'collection';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'integer':
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'any':
    case 'buffer':
    case 'filter':
    case 'json':
    case 'path':
    case 'select':
    case 'time':
    case 'timestamp':
    case 'visual':
      return 'any';
  }
}

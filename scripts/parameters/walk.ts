import type { JsonPath } from '../core/paths.ts';
import type { Showing } from './branches.ts';
import { branchesOf } from './branches.ts';
import type { Field } from './field.ts';
import { buttonFormOf, elementsOf, fieldName, specOf } from './field.ts';
import { listOptions, optionRulesOf } from './options.ts';
import type { RpcReference } from './rpc-reference.ts';
import { typeNameOf } from './types.ts';

/** Where a value sits in the parameters; null stands for every item of an array. */
export type ValuePath = readonly (string | null)[];

/** How a field came into the section: as an element, as a nested field, inside `spec`, or in a button's form. */
export type Via = 'section' | 'nested' | 'member' | 'item' | 'form';

export interface FieldVisit {
  readonly field: Field;
  /** Where the field is written. */
  readonly path: JsonPath;
  /** Where its value lands; undefined without a name, in a button's form and beside the items of a simple array. */
  readonly valuePath: ValuePath | undefined;
  readonly via: Via;
  /** The field this one belongs to. */
  readonly parent?: FieldVisit;
  /** For nested fields: when they show. */
  readonly showing?: Showing;
}

export interface ReferenceVisit {
  readonly reference: RpcReference;
  readonly text: string;
  /** Where the reference is written. */
  readonly path: JsonPath;
  /** What the RPC is asked for. */
  readonly gives: 'fields' | 'options';
  readonly via: Via;
  readonly parent?: FieldVisit;
}

type Visit = ({ readonly kind: 'field' } & FieldVisit) | ({ readonly kind: 'reference' } & ReferenceVisit);

/** What the fields of one level share. */
interface Level {
  /** Where the level's values land; undefined when they are no parameters. */
  readonly base: ValuePath | undefined;
  readonly via: Via;
  readonly parent?: FieldVisit;
  readonly showing?: Showing;
}

const ROOT: Level = { base: [], via: 'section' };

/** Calls `visit` for every field of a section in document order: nested, in `spec`, and in button forms too. */
export function walkFields(section: unknown, visit: (visited: FieldVisit) => void): void {
  for (const { kind, ...visited } of visits(section)) if (kind === 'field') visit(visited as FieldVisit); // By its kind.
}

/** Calls `visit` for every `rpc://` reference of a section, those of options included. */
export function walkReferences(section: unknown, visit: (visited: ReferenceVisit) => void): void {
  for (const { kind, ...visited } of visits(section)) if (kind === 'reference') visit(visited as ReferenceVisit); // By its kind.
}

/** The field written at a path; undefined when none is. */
export function fieldAt(section: unknown, path: JsonPath): FieldVisit | undefined {
  for (const { kind, ...visited } of visits(section)) {
    if (kind === 'field' && isSamePath(visited.path, path)) return visited as FieldVisit; // By its kind.
  }
  return undefined;
}

export function isSamePath(a: JsonPath, b: JsonPath): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}

function visits(section: unknown): Generator<Visit> {
  return visitLevel(section, [], ROOT);
}

function* visitLevel(section: unknown, path: JsonPath, level: Level): Generator<Visit> {
  const { via, parent } = level;
  for (const element of elementsOf(section, path)) {
    if (element.kind === 'field') yield* visitField(element.field, element.path, level);
    else yield { ...element, gives: 'fields', via, ...(parent && { parent }) };
  }
}

function* visitField(field: Field, path: JsonPath, level: Level): Generator<Visit> {
  const { base, ...inherited } = level;
  const visit: FieldVisit = { field, path, valuePath: valuePathOf(field, level), ...inherited };
  yield { kind: 'field', ...visit };
  for (const option of listOptions(optionRulesOf(field)).references) {
    yield {
      kind: 'reference',
      ...option,
      path: [...path, ...option.path],
      gives: 'options',
      via: level.via,
      parent: visit,
    };
  }
  yield* visitSpec(visit);
  const nestedBase = level.via === 'item' ? undefined : base;
  for (const { section, path: inner, showing } of branchesOf(field)) {
    yield* visitLevel(section, [...path, ...inner], { base: nestedBase, via: 'nested', parent: visit, showing });
  }
  const form = buttonFormOf(field);
  if (form) yield* visitLevel(form.section, [...path, ...form.path], { base: undefined, via: 'form', parent: visit });
}

/** An item has no name: its level's base already stands for it. */
function valuePathOf(field: Field, { base, via }: Level): ValuePath | undefined {
  if (via === 'item') return base;
  const name = fieldName(field);
  return base === undefined || name === undefined ? undefined : [...base, name];
}

function* visitSpec(visit: FieldVisit): Generator<Visit> {
  const { field, path, valuePath } = visit;
  const spec = specOf(field);
  if (!spec) return;
  const isArray = typeNameOf(field) === 'array' || spec.kind === 'item';
  const base = valuePath && isArray ? [...valuePath, null] : valuePath;
  const inside = [...path, ...spec.path];
  if (spec.kind === 'item') yield* visitField(spec.field, inside, { base, via: 'item', parent: visit });
  else yield* visitLevel(spec.section, inside, { base, via: 'member', parent: visit });
}

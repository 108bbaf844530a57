import { isPlainObject, type Json } from '../core/json.ts';
import type { Doc } from './document.ts';
import { valuesOf } from './field-values.ts';
import { keep, noteReason, type Scope } from './scope.ts';
import type { ObjectSlot, OutputSlot, Roots, Slot } from './slot.ts';
import { call, type Entry, isArray, jsonLiteral, list, object, opensList, property, quoted } from './syntax.ts';
import { type Accept, ANY, type Kind, kindOfConstant, OPAQUE, type Type, withNothing } from './type.ts';

/** A value as code, with what is to be said about it. */
export interface Written {
  readonly code: Doc;
  readonly comment?: string | undefined;
  /** The text, where it stays IML. */
  readonly kept?: string;
}

type Members = Readonly<Record<string, Json>>;

/** Writes JSON as what a place of a descriptor takes; what the types refuse is kept as it is. */
export function writeSlot(value: Json, slot: Slot, scope: Scope): Written {
  switch (slot.is) {
    case 'value':
      return writeValue(value, slot, scope);
    case 'json':
      return writeJson(value, slot.roots, scope, slot.hint);
    case 'flat':
      return writeFlat(value, slot, scope);
    case 'members':
      return writeMembers(value, slot, scope);
    case 'plain':
      return slot.check(value) ? { code: jsonLiteral(value) } : unchecked(value, scope);
    case 'object':
      return writeObject(value, slot, scope);
    case 'list':
      return writeChain(value, slot, scope);
    case 'choice':
      return writeSlot(value, slot.pick(value), scope);
    case 'output':
      return writeOutput(value, slot, scope);
    case 'reference': {
      const code = slot.refer(value);
      return code === undefined ? unchecked(value, scope) : { code };
    }
    case 'nothing':
      return unchecked(value, scope, slot.why);
  }
}

const hasMustaches = (value: Json): value is string => typeof value === 'string' && /\{\{.*\}\}/s.test(value);

/** Keeps a value whose place the types do not allow; references inside need no permission. */
export function unchecked(value: Json, scope: Scope, comment?: string): Written {
  const why = comment ?? 'The DSL does not foresee this value.';
  noteReason(scope.counts, why);
  return { code: call('unchecked', writeJson(value, undefined, scope).code), comment: why };
}

/** Text with mustaches by references, or as it is. */
function writeText(text: string, accept: Accept, roots: Roots, scope: Scope, hint?: Kind): Written {
  const isList = accept.kinds !== 'any' && accept.kinds.includes('list');
  const constant = isList ? scope.listConstant(text) : undefined;
  if (constant !== undefined) return { code: constant };
  const written = scope.write(text, accept, roots, hint);
  if ('code' in written) return { code: written.code };
  const lifted = scope.kept.constantOf(text);
  if (lifted !== undefined) return { code: lifted };
  scope.kept.note(text, written.why);
  return { code: quoted(text), comment: `Kept as IML: ${written.why}.`, kept: text };
}

function writeValue(value: Json, { accept, roots }: Slot & { is: 'value' }, scope: Scope): Written {
  if (hasMustaches(value)) return writeText(value, accept, roots, scope);
  return isConstantOf(value, accept) ? { code: jsonLiteral(value) } : unchecked(value, scope);
}

function isConstantOf(value: Json, { kinds, constants }: Accept): boolean {
  if (typeof value === 'object') return false;
  if (constants) return constants.includes(value);
  return kinds !== 'any' && kinds.includes(kindOfConstant(value));
}

/** JSON with expressions anywhere in it. */
function writeJson(value: Json, roots: Roots, scope: Scope, hint?: Kind): Written {
  if (hasMustaches(value)) return writeText(value, ANY, roots, scope, hint);
  if (isArray(value))
    return {
      code: list(
        value.map((item) => writeJson(item, roots, scope)),
        opensList(value),
      ),
    };
  if (!isPlainObject(value)) return { code: jsonLiteral(value) };
  return { code: object(jsonEntries(value as Members, roots, scope)) }; // parsed from JSON
}

const jsonEntries = (members: Members, roots: Roots, scope: Scope): Entry[] =>
  entriesOf(members, (value) => writeJson(value, roots, scope), roots, scope);

const OBJECTS: Accept = { kinds: ['collection', 'list', 'date', 'binary', 'nothing'] };

/** Members one by one; under the platform's key for it, a collection that is merged into those around it. */
function entriesOf(members: Members, write: (value: Json) => Written, roots: Roots, scope: Scope): Entry[] {
  const keys = Object.keys(members);
  return Object.entries(members).map(([key, value], index): Entry => {
    if (key === '{{...}}' && hasMustaches(value)) return spreadEntry(value, keys.slice(0, index), roots, scope);
    const { code, comment, kept } = write(value);
    if (kept !== undefined) scope.kept.noteKey(kept, key);
    return { code: property(key, code), comment };
  });
}

/** TypeScript takes a member that is surely written over for a mistake. */
function spreadEntry(value: string, before: readonly string[], roots: Roots, scope: Scope): Entry {
  const type = scope.typeOf(value, roots);
  const covered = before.find((key) => !type?.members || type.members.has(key));
  const kept = (comment: string): Entry => ({ code: property('{{...}}', quoted(value)), comment });
  if (covered !== undefined) return kept(keep(scope.counts, `it may write over "${covered}"`));
  const written = scope.write(value, OBJECTS, roots);
  return 'code' in written ? { code: ['...', call('spread', written.code)] } : kept(`Kept as IML: ${written.why}.`);
}

function writeFlat(value: Json, { isWhole, roots }: Slot & { is: 'flat' }, scope: Scope): Written {
  if (isWhole && hasMustaches(value)) return writeText(value, OBJECTS, roots, scope);
  if (!isPlainObject(value)) return unchecked(value, scope);
  const isFlat = (item: Json): boolean => typeof item !== 'object' || item === null;
  const write = (item: Json): Written =>
    isFlat(item) || (isArray(item) && item.every(isFlat)) ? writeJson(item, roots, scope) : unchecked(item, scope);
  return { code: object(entriesOf(value as Members, write, roots, scope)) }; // parsed from JSON
}

function writeMembers(value: Json, { isWhole, roots, hint }: Slot & { is: 'members' }, scope: Scope): Written {
  if (isPlainObject(value)) {
    const write = (member: Json): Written => writeJson(member, roots, scope, hint);
    return { code: object(entriesOf(value as Members, write, roots, scope)) }; // parsed from JSON
  }
  return isWhole && hasMustaches(value) ? writeText(value, OBJECTS, roots, scope) : unchecked(value, scope);
}

/** Members the DSL knows by their slots, the others beside them. */
function writeObject(value: Json, slot: ObjectSlot, scope: Scope): Written {
  if (!isPlainObject(value)) return unchecked(value, scope);
  const stated = value as Members; // parsed from JSON
  const missing = slot.required?.find((name) => !Object.hasOwn(stated, name));
  if (missing !== undefined) return unchecked(value, scope, `The DSL asks for "${missing}" here.`);
  const write = (): Written => {
    const entries: Entry[] = [];
    const rest = new Map<string, Json>();
    for (const [key, inner] of Object.entries(stated)) {
      const own = slotOf(key, slot);
      if (!own) rest.set(key, inner);
      else {
        const { code, comment, kept } = writeSlot(inner, own, scope);
        if (kept !== undefined) scope.kept.noteKey(kept, key);
        entries.push({ code: property(key, code), comment });
      }
    }
    if (rest.size > 0) entries.push(extra(Object.fromEntries(rest), scope));
    return { code: object(entries, slot.isOpen) };
  };
  return slot.iterated ? scope.within(slot.iterated(stated), write) : write();
}

function slotOf(key: string, { members, pattern }: ObjectSlot): Slot | undefined {
  if (Object.hasOwn(members, key)) return members[key];
  return pattern?.name.test(key) ? pattern.slot : undefined;
}

/** `...extra({ … })`: members the types do not know. */
export function extra(members: Members, scope: Scope): Entry {
  const why = `The DSL does not know ${listed(Object.keys(members))} here.`;
  noteReason(scope.counts, why);
  return { code: ['...', call('extra', writeJson(members, undefined, scope).code)], comment: why };
}

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Requests in order; those before the last may be marked as steps on the way. */
function writeChain(value: Json, { item, earlier, wrapper }: Slot & { is: 'list' }, scope: Scope): Written {
  if (!isArray(value) || value.length === 0) return unchecked(value, scope);
  const entries = value.map((request, index): Entry => {
    if (index === value.length - 1) return writeSlot(request, item, scope);
    const { code, comment } = writeSlot(request, earlier, scope);
    return { code: wrapper === undefined ? code : call(wrapper, code), comment };
  });
  return { code: list(entries, true) };
}

/** What a module gives: its interface field by field, or one expression. */
function writeOutput(value: Json, { fields, fieldsOf, roots, mayBeNothing }: OutputSlot, scope: Scope): Written {
  if (mayBeNothing && (value === null || value === false)) return { code: String(value) };
  if (!fields) return writeJson(value, roots, scope);
  const members = new Map(fields.map(({ name, type }) => [name, type]));
  const values = valuesOf(fields.filter(({ isStray }) => !isStray));
  if (hasMustaches(value)) {
    const like: Type = { kinds: ['collection'], members: values, ...(fieldsOf !== undefined && { fieldsOf }) };
    if (values.size === 0) return { code: quoted(value), comment: keep(scope.counts, 'the interface is empty') };
    return writeText(value, { kinds: ['collection', 'nothing'], like }, roots, scope);
  }
  const type: Type = { kinds: ['collection'], members };
  const merged = isPlainObject(value) && writeMerged(value as Members, type, values, fieldsOf, roots, scope); // parsed from JSON
  return merged || writeMapped(value, type, roots, scope);
}

/** A bundle that is a whole collection first, and some members anew; undefined when that is not all of the interface. */
function writeMerged(
  value: Members,
  type: Type,
  values: ReadonlyMap<string, Type>,
  fieldsOf: string | undefined,
  roots: Roots,
  scope: Scope,
): Written | undefined {
  const { '{{...}}': merged = null, ...own } = value;
  const [first] = Object.keys(value);
  const isForeign = first !== '{{...}}' || Object.keys(own).some((name) => !values.has(name));
  if (!hasMustaches(merged) || fieldsOf === undefined || values.size === 0 || isForeign) return undefined;
  if (!scope.isOpen && scope.typeOf(merged, roots)?.fieldsOf !== fieldsOf) return undefined;
  const like: Type = { kinds: ['collection'], members: values, fieldsOf };
  const written = scope.write(merged, { kinds: ['collection'], like }, roots);
  if (!('code' in written)) return undefined;
  const entries = Object.entries(own).map(([key, value]): Entry => {
    const { code, comment } = writeMapped(value, type.members?.get(key) ?? OPAQUE, roots, scope);
    return { code: property(key, code), comment };
  });
  return { code: object([{ code: ['...', call('spread', written.code)] }, ...entries]) };
}

/** A value that has to be of a declared type. */
function writeMapped(value: Json, type: Type, roots: Roots, scope: Scope): Written {
  if (type.kinds.includes('unknown')) return writeJson(value, roots, scope);
  if (hasMustaches(value)) return writeMappedText(value, type, roots, scope);
  if (isPlainObject(value) && type.kinds.includes('collection'))
    return writeMappedMembers(value as Members, type, roots, scope); // parsed from JSON
  const { item } = type;
  if (isArray(value) && item && type.kinds.includes('list')) {
    return {
      code: list(
        value.map((each) => writeMapped(each, item, roots, scope)),
        opensList(value),
      ),
    };
  }
  const accept: Accept = { kinds: type.kinds, ...(type.constants && { constants: type.constants }) };
  return isConstantOf(value, accept)
    ? { code: jsonLiteral(value) }
    : unchecked(value, scope, 'The interface says another type.');
}

function writeMappedText(text: string, type: Type, roots: Roots, scope: Scope): Written {
  if (type.kinds.includes('opaque'))
    return { code: quoted(text), comment: keep(scope.counts, 'the type in the interface follows from elsewhere') };
  return writeText(
    text,
    { kinds: withNothing(type).kinds, like: type, ...(type.constants && { constants: type.constants }) },
    roots,
    scope,
  );
}

/** A literal has every declared member and no other, else the types refuse it as a whole. */
function writeMappedMembers(value: Members, { members }: Type, roots: Roots, scope: Scope): Written {
  const names = Object.keys(value);
  const stranger = names.find((name) => !members?.has(name));
  const missing = [...(members?.keys() ?? [])].find((name) => !names.includes(name));
  if (!members || stranger !== undefined || missing !== undefined) {
    const difference =
      stranger !== undefined ? `"${stranger}" is not in the interface` : `"${missing}" of the interface is not here`;
    return unchecked(
      value,
      scope,
      members ? `Not held to the interface: ${difference}.` : 'Not held to the interface.',
    );
  }
  const entries = Object.entries(value).map(([key, inner]): Entry => {
    const { code, comment } = writeMapped(inner, members.get(key) ?? { kinds: ['unknown'] }, roots, scope);
    return { code: property(key, code), comment };
  });
  return { code: object(entries) };
}

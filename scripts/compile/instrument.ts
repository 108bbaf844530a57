import type { AnyNode, ArrayExpression, ObjectExpression, Program, Property, SpreadElement } from 'acorn';
import { parse } from 'acorn';

/** One `key: value` of an object literal, or one element of an array literal; offsets into the bundle. */
export interface Entry {
  /** Absent for a computed key, known only at run time, and for a spread. */
  readonly key?: string;
  readonly keyStart: number;
  readonly valueStart: number;
  readonly isSpread: boolean;
}

/** What an object or array literal of the bundle looks like; its number is its place in the table. */
export interface Literal {
  readonly start: number;
  readonly isArray: boolean;
  readonly entries: readonly (Entry | undefined)[];
}

export interface Instrumented {
  readonly code: string;
  readonly literals: readonly Literal[];
}

/** Names the instrumented code calls; `$` keeps them apart from what authors write. */
export const HOOKS = { at: '__at$', open: '__open$', spread: '__spread$' } as const;

interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Wraps every object and array literal in a call that tells which literal its value came from, and every spread
 * in one that tells what was spread: `{ ...a, b }` becomes `__at$(__open$(7),{ ...__spread$(7,a), b })`.
 */
export function instrument(code: string): Instrumented {
  const literals: Literal[] = [];
  const insertions: Insertion[] = [];
  const { constants, nodes } = survey(parse(code, { ecmaVersion: 'latest', sourceType: 'script' }));
  for (const node of nodes) {
    const id = literals.length;
    const spreads = spreadsOf(node);
    literals.push(describe(node, constants));
    const argument = spreads.length > 0 ? `${HOOKS.open}(${id})` : String(id);
    insertions.push({ offset: node.start, text: `${HOOKS.at}(${argument},` }, { offset: node.end, text: ')' });
    for (const { argument: spread } of spreads) {
      insertions.push({ offset: spread.start, text: `${HOOKS.spread}(${id},` }, { offset: spread.end, text: ')' });
    }
  }
  return { code: insertAll(code, insertions), literals };
}

const spreadsOf = (node: ObjectExpression | ArrayExpression): SpreadElement[] =>
  [...(node.type === 'ObjectExpression' ? node.properties : node.elements)].filter(
    (entry) => entry?.type === 'SpreadElement',
  );

function describe(node: ObjectExpression | ArrayExpression, constants: ReadonlyMap<string, number>): Literal {
  if (node.type === 'ObjectExpression') {
    const entries = node.properties.map((entry) => describeEntry(entry, constants));
    return { start: node.start, isArray: false, entries };
  }
  const entries = node.elements.map((element): Entry | undefined => {
    if (element === null) return undefined;
    const isSpread = element.type === 'SpreadElement';
    const value = isSpread ? element.argument : element;
    return { keyStart: value.start, valueStart: startOfValue(value, constants), isSpread };
  });
  return { start: node.start, isArray: true, entries };
}

function describeEntry(entry: Property | SpreadElement, constants: ReadonlyMap<string, number>): Entry {
  if (entry.type === 'SpreadElement') {
    return { keyStart: entry.argument.start, valueStart: entry.argument.start, isSpread: true };
  }
  const key = keyOf(entry);
  return {
    ...(key !== undefined && { key }),
    keyStart: entry.key.start,
    valueStart: entry.method ? entry.key.start : startOfValue(entry.value, constants),
    isSpread: false,
  };
}

function keyOf({ key, computed }: Property): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}

/** A name for a constant text counts as the text: that is where a mistake in it is written. */
const startOfValue = (value: AnyNode, constants: ReadonlyMap<string, number>): number =>
  (value.type === 'Identifier' ? constants.get(value.name) : undefined) ?? leftmost(value).start;

/** The first thing an author wrote of a value: esbuild turns a call `text()` of an import into `(0, dsl.text)()`. */
function leftmost(node: AnyNode): AnyNode {
  switch (node.type) {
    case 'CallExpression':
      return leftmost(node.callee);
    case 'TaggedTemplateExpression':
      return leftmost(node.tag);
    case 'MemberExpression':
      return leftmost(node.object);
    case 'SequenceExpression':
      return leftmost(node.expressions.at(-1) ?? node);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return leftmost(node.left);
    default:
      return node;
  }
}

interface Survey {
  /** Where texts begin that are assigned once to a name meaning nothing else in the bundle, such as a function's parameter. */
  readonly constants: ReadonlyMap<string, number>;
  /** Every object and array literal, outer ones first. */
  readonly nodes: readonly (ObjectExpression | ArrayExpression)[];
}

function survey(program: Program): Survey {
  const constants = new Map<string, number>();
  const nodes: (ObjectExpression | ArrayExpression)[] = [];
  const assigned = new Map<string, number>();
  const parameters = new Set<string>();
  visit(program, (node) => {
    if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') nodes.push(node);
    const [target, value] = assignmentOf(node);
    if (target?.type === 'Identifier') {
      assigned.set(target.name, (assigned.get(target.name) ?? 0) + 1);
      if (value && isText(value)) constants.set(target.name, leftmost(value).start);
    }
    if ('params' in node) for (const parameter of node.params) visit(parameter, (inner) => addName(inner, parameters));
  });
  for (const name of constants.keys()) {
    if (assigned.get(name) !== 1 || parameters.has(name)) constants.delete(name);
  }
  return { constants, nodes };
}

function addName(node: AnyNode, names: Set<string>): void {
  if (node.type === 'Identifier') names.add(node.name);
}

function assignmentOf(node: AnyNode): readonly [AnyNode?, AnyNode?] {
  if (node.type === 'AssignmentExpression') return [node.left, node.right];
  if (node.type === 'VariableDeclarator' && node.init) return [node.id, node.init];
  return [];
}

const isText = (node: AnyNode): boolean =>
  (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'TemplateLiteral' && node.expressions.length === 0) ||
  node.type === 'TaggedTemplateExpression';

/** Calls back for a node, then for all below it. */
function visit(node: AnyNode, see: (node: AnyNode) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const inner of value) visitValue(inner, see);
    else visitValue(value, see);
  }
}

function visitValue(value: unknown, see: (node: AnyNode) => void): void {
  // acorn's nodes are the only objects in its tree that have a type
  if (typeof value === 'object' && value !== null && 'type' in value) visit(value as AnyNode, see);
}

/** Inserts outer openings before inner ones and inner closings before outer ones at the same offset. */
function insertAll(code: string, insertions: readonly Insertion[]): string {
  const ordered = insertions.map((insertion, index) => ({ ...insertion, index }));
  ordered.sort((a, b) => a.offset - b.offset || order(a, b));
  let text = '';
  let from = 0;
  for (const { offset, text: inserted } of ordered) {
    text += code.slice(from, offset) + inserted;
    from = offset;
  }
  return text + code.slice(from);
}

interface Ranked {
  readonly text: string;
  readonly index: number;
}

/** Closings go before openings; the walk is outside in, so openings keep its order. */
function order(a: Ranked, b: Ranked): number {
  const isClosingA = a.text === ')';
  const isClosingB = b.text === ')';
  if (isClosingA !== isClosingB) return isClosingA ? -1 : 1;
  return a.index - b.index;
}

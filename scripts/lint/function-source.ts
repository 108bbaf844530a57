import type { Node, Program } from 'acorn';
import { parse } from 'acorn';
import type { FunctionComponent, Manifest } from '../manifest/manifest.ts';

/** The JavaScript of a custom function and of its test, parsed; undefined where it does not parse. */
export interface FunctionSource {
  readonly component: FunctionComponent;
  readonly at: string;
  readonly code: string;
  readonly program: Program | undefined;
  readonly test: string;
  readonly testProgram: Program | undefined;
}

export function functionSources({ functions }: Manifest): FunctionSource[] {
  return Object.values(functions).map((component) => {
    const code = textOf(component.sections.code);
    const test = textOf(component.sections.test);
    const at = `functions.${component.name}`;
    return { component, at, code, program: parseCode(code), test, testProgram: parseCode(test) };
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function parseCode(code: string): Program | undefined {
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'script', locations: true });
  } catch {
    return undefined; // Whether it parses at all is not these rules' business.
  }
}

/** A node as rules look at it: its own properties beside the type are read by name. */
export interface SyntaxNode extends Node {
  readonly [property: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Visits a node and everything in it, with the nodes around it, innermost last. */
export function walkCode(
  node: unknown,
  visit: (node: SyntaxNode, around: readonly SyntaxNode[]) => void,
  around: readonly SyntaxNode[] = [],
): void {
  if (!isNode(node)) return;
  visit(node, around);
  const inside = [...around, node];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) walkCode(item, visit, inside);
    else walkCode(value, visit, inside);
  }
}

/** `assert.ok`, `JSON.parse`, `fetch`: what a call or a member names, as written; undefined for anything computed. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node.name);
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined;
  const object = nameOf(node.object);
  const property = nameOf(node.property);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

/** The parameters of the function a source declares under its component's name. */
export function declaredFunction({ component, program }: FunctionSource): SyntaxNode | undefined {
  const body: readonly unknown[] = program?.body ?? [];
  return body.find(
    (node): node is SyntaxNode =>
      isNode(node) && node.type === 'FunctionDeclaration' && nameOf(node.id) === component.name,
  );
}

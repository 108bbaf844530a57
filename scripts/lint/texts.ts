import type { Json } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Call, Expression, Template } from '../iml/ast.ts';
import { ImlSyntaxError } from '../iml/errors.ts';
import { parseTemplate } from '../iml/parse.ts';
import { type Reference, referencesIn } from '../iml/references.ts';
import { walk } from '../iml/walk.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import { componentPath, componentsOf } from '../manifest/manifest.ts';

/** One text of a section the platform evaluates. */
export interface TextSite {
  /** Absent for Base. */
  readonly component?: Component;
  readonly at: string;
  readonly section: string;
  readonly path: JsonPath;
  readonly text: string;
  /** Parts of the text; undefined when it does not parse, which other checks report. */
  readonly template: Template | undefined;
  readonly references: readonly Reference[];
  /** `now`, `uuid` and the like. */
  readonly systemVariables: ReadonlySet<string>;
  /** Every expression in it, outer ones first. */
  readonly expressions: readonly Expression[];
}

/** Sections whose texts are evaluated (make-app-format.md §4). */
const EVALUATED = ['communication', 'epoch', 'attach', 'update', 'detach', 'installDirectives'] as const;

/** Every evaluated text of the app, parsed once. */
export function textsIn(manifest: Manifest): TextSite[] {
  const parsed = new Map<string, Parsed>();
  const read = (text: string): Parsed => {
    const found = parsed.get(text) ?? parse(text);
    parsed.set(text, found);
    return found;
  };
  const sites: TextSite[] = [];
  const collect = (value: Json | undefined, at: string, section: string, component?: Component): void => {
    walkTexts(value, [], (text, path) => {
      if (isTakenAsWritten(path)) return;
      sites.push({ ...(component && { component }), at, section, path, text, ...read(text) });
    });
  };
  collect(manifest.sections.base, 'app', 'base');
  for (const component of componentsOf(manifest)) {
    for (const section of EVALUATED) collect(component.sections[section], componentPath(component), section, component);
  }
  return sites;
}

/** Calls `visit` for every text in a JSON value. */
export function walkTexts(
  value: Json | undefined,
  path: JsonPath,
  visit: (text: string, path: JsonPath) => void,
): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) value.forEach((inner: Json, index) => void walkTexts(inner, [...path, index], visit));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) walkTexts(inner, [...path, key], visit);
  }
}

/** Paths of the log, and names of endpoints (make-app-format.md §3.10, runtime.md §8). */
function isTakenAsWritten(path: JsonPath): boolean {
  if (path.some((key, index) => key === 'log' && path[index + 1] === 'sanitize')) return true;
  const [first, second] = typeof path[0] === 'number' ? path.slice(1) : path;
  return first === 'endpoint' || (first === 'pagination' && second === 'endpoint');
}

type Parsed = Pick<TextSite, 'template' | 'references' | 'systemVariables' | 'expressions'>;

const NOTHING: Parsed = { template: undefined, references: [], systemVariables: new Set(), expressions: [] };

/** Parses a text that may be no template at all. */
export function parse(text: string): Parsed {
  try {
    const template = parseTemplate(text);
    const expressions: Expression[] = [];
    for (const part of template.parts) {
      if (part.type === 'mustache') walk(part.expression, (expression) => void expressions.push(expression));
    }
    return { template, ...referencesIn(template), expressions };
  } catch (error) {
    if (error instanceof ImlSyntaxError) return NOTHING;
    throw error;
  }
}

/** The expression of a text that is one mustache and nothing else. */
export function wholeExpression({ template }: Pick<TextSite, 'template'>): Expression | undefined {
  if (template?.kind !== 'primitive') return undefined;
  const [part] = template.parts;
  return part?.type === 'mustache' ? part.expression : undefined;
}

/** The calls in a text, of one function when named. */
export function callsIn({ expressions }: TextSite, ...names: readonly string[]): Call[] {
  return expressions.filter(
    (expression): expression is Call =>
      expression.type === 'call' && (names.length === 0 || names.includes(expression.name)),
  );
}

/** Whether a text reads below a root: `readsBelow(text, 'webhook', 'url')`; the bare root reads everything. */
export function reads({ references }: TextSite, root: string, name?: string): boolean {
  return references.some(
    (reference) =>
      reference.root === root && (name === undefined || reference.path.length === 0 || reference.path[0] === name),
  );
}

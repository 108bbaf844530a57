import { isPlainObject } from '../core/json.ts';
import { formats } from './formats.ts';

/** Values a template may name, by their first key; a function is called each time its name is read. */
export type Scope = Readonly<Record<string, unknown>>;

interface Placeholder {
  readonly keys: readonly string[];
  readonly format: string | undefined;
  readonly fallback: unknown;
}
type Part = string | Placeholder;

// ${path}, ${path:format}, ${path ?? json}
const PLACEHOLDER =
  /\$\{\s*([\w$-]+(?:\.[\w$-]+)*)\s*(?::\s*(\w+)\s*)?(?:\?\?\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^{}]*\}|[^"'{}[\]]+?)\s*)?\}/g;

const parsed = new Map<string, readonly Part[]>();

/** Fills in a template; members and elements that come out undefined are left out. */
export function render(template: unknown, scope: Scope): unknown {
  if (typeof template === 'string') return renderText(template, scope);
  if (Array.isArray(template)) return template.map((item) => render(item, scope)).filter((item) => item !== undefined);
  if (!isPlainObject(template)) return template;
  if (typeof template.$switch === 'string') return renderSwitch(template, template.$switch, scope);
  return renderMembers(template, scope);
}

/** Fills in an object template. A plain loop: seeds come through here some ten thousand times. */
export function renderMembers(template: Readonly<Record<string, unknown>>, scope: Scope): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const key of Object.keys(template)) {
    const value = render(template[key], scope);
    if (value !== undefined) members[key] = value;
  }
  return members;
}

/** What is wrong with the text of a template, or undefined. */
export function templateMistake(text: string, roots: ReadonlySet<string>): string | undefined {
  const rest = text.replace(PLACEHOLDER, '');
  if (rest.includes('${')) return `"${text}" holds a placeholder that cannot be read`;
  for (const part of partsOf(text)) {
    if (typeof part === 'string') continue;
    const [root = ''] = part.keys;
    if (!roots.has(root)) return `"\${${part.keys.join('.')}}" names "${root}", which a template does not know`;
    if (part.format !== undefined && !Object.hasOwn(formats, part.format)) return `"${part.format}" is not a format`;
  }
  return undefined;
}

function renderSwitch(template: Readonly<Record<string, unknown>>, option: string, scope: Scope): unknown {
  const value = String(readScope(scope, ['option', option]));
  return Object.hasOwn(template, value) ? render(template[value], scope) : undefined;
}

function renderText(text: string, scope: Scope): unknown {
  if (!text.includes('${')) return text;
  const parts = partsOf(text);
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && typeof first !== 'string') return fill(first, scope);
  return parts.map((part) => (typeof part === 'string' ? part : printed(fill(part, scope)))).join('');
}

const printed = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

function fill({ keys, format, fallback }: Placeholder, scope: Scope): unknown {
  const found = readScope(scope, keys);
  const value = fallback === undefined ? found : (found ?? fallback);
  return format === undefined || value === undefined || value === null ? value : formats[format]?.(value);
}

function readScope(scope: Scope, keys: readonly string[]): unknown {
  let value: unknown = scope;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Scope)[key]; // any object can be read by a key it owns
    if (typeof value === 'function') value = value();
  }
  return value;
}

function partsOf(text: string): readonly Part[] {
  const known = parsed.get(text);
  if (known) return known;
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const [whole, path = '', format, literal] = match;
    parts.push({ keys: path.split('.'), format, fallback: literal === undefined ? undefined : readLiteral(literal) });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  parsed.set(text, parts);
  return parts;
}

/** A fallback is JSON; what is not JSON is taken as text. */
function readLiteral(literal: string): unknown {
  try {
    return JSON.parse(literal);
  } catch {
    return literal;
  }
}

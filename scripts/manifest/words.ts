import type { ComponentKind } from './manifest.ts';

const TYPE_WORDS: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'a collection',
  string: 'text',
};

/** Names JSON types the way the platform does: "text or a number". */
export function typeWords(type: unknown): string {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return listWords(
    types.map((name) => TYPE_WORDS[String(name)] ?? String(name)),
    'or',
  );
}

/** Says what a value is without repeating it: it may be long, or secret. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? 'text' : 'a collection';
}

/** A component kind with its article. */
export function aKind(kind: ComponentKind): string {
  if (kind === 'rpc') return 'an RPC';
  return kind === 'endpoint' ? 'an endpoint' : `a ${kind}`;
}

const QUOTED = 60;

/** Quotes a value as JSON, shortened. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  if (text.length <= QUOTED) return text;
  return `${text.slice(0, QUOTED - 2)}…${typeof value === 'string' ? '"' : ''}`;
}

/** "a, b, c", or "a, b or c". */
export function listWords(words: readonly string[], last?: 'or' | 'and'): string {
  if (last === undefined || words.length < 2) return words.join(', ');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

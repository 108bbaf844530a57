import { isPlainObject } from '../core/json.ts';
import type { ApiClient } from './client.ts';
import { OriginError } from './origin-error.ts';

type Members = Readonly<Record<string, unknown>>;

/** Fetches a JSON document. */
export async function getObject(client: ApiClient, path: string): Promise<Members> {
  const request = `GET ${path}`;
  const document = parse(await client.send({ method: 'GET', path }));
  if (isPlainObject(document)) return document;
  throw unexpected('a JSON collection', request);
}

/** Fetches the list a JSON document holds under a key; Make's library would take a missing one for an empty one. */
export async function getList(client: ApiClient, path: string, key: string): Promise<readonly Members[]> {
  return listIn(await getObject(client, path), key, `GET ${path}`);
}

/** A list of collections; one that is missing is no empty list, or a stray answer would look like an empty app. */
export function listIn(document: Members, key: string, request: string): readonly Members[] {
  const list = document[key];
  if (!Array.isArray(list)) throw unexpected(`the list "${key}"`, request);
  return list.filter(isPlainObject);
}

/** Takes what Make's library found under a key of an answer. */
export function memberOf(value: unknown, key: string, request: string): Members {
  if (isPlainObject(value)) return value;
  throw unexpected(`"${key}"`, request);
}

const unexpected = (what: string, request: string): OriginError =>
  new OriginError(`the answer does not hold ${what}.`, { status: 200, request });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

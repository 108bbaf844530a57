import { isPlainObject } from '../core/json.ts';
import type { ApiClient } from './client.ts';
import { OriginError } from './origin-error.ts';

type Members = Readonly<Record<string, unknown>>;

/** Fetches a JSON document and takes one member of it. */
export async function getObject(client: ApiClient, path: string, key?: string): Promise<Members> {
  return objectIn(await client.send({ method: 'GET', path }), `GET ${path}`, key);
}

/** Fetches the list a JSON document holds under a key. */
export async function getList(client: ApiClient, path: string, key: string): Promise<readonly Members[]> {
  return listIn(await getObject(client, path), key, `GET ${path}`);
}

/** A list of collections; one that is missing is no empty list, or a stray answer would look like an empty app. */
export function listIn(document: Members, key: string, request: string): readonly Members[] {
  const list = document[key];
  if (!Array.isArray(list)) throw unexpected(`the list "${key}"`, request);
  return list.filter(isPlainObject);
}

/** Reads a collection out of the text of an answer. */
export function objectIn(text: string, request: string, key?: string): Members {
  const document = parse(text);
  const value = key === undefined ? document : isPlainObject(document) ? document[key] : undefined;
  if (isPlainObject(value)) return value;
  throw unexpected(key === undefined ? 'a JSON collection' : `"${key}"`, request);
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

const SCHEME = 'rpc://';

/** A reference to an RPC: `rpc://listUsers?kind=guest`. Query values are always text (runtime.md §7). */
export interface RpcReference {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  /** `app@version`, which compiled apps put before the name (runtime.md §2.8). */
  readonly app?: string;
}

/** Claims text that is meant as a reference, even when it does not parse. */
export function isRpcReference(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(SCHEME);
}

/** Reads a reference; undefined when the value is none or names no RPC. A repeated query key keeps its last value. */
export function parseRpcReference(value: unknown): RpcReference | undefined {
  if (!isRpcReference(value)) return undefined;
  const text = value.slice(SCHEME.length);
  const mark = text.indexOf('?');
  const address = mark < 0 ? text : text.slice(0, mark);
  const slash = address.lastIndexOf('/');
  const name = address.slice(slash + 1);
  if (name === '') return undefined;
  const query = Object.fromEntries(new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1)));
  return slash < 0 ? { name, query } : { name, query, app: address.slice(0, slash) };
}

/** Prints a reference; `parseRpcReference` reads it back. */
export function printRpcReference({ name, query, app }: RpcReference): string {
  const pairs = Object.entries(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  const address = app === undefined ? name : `${app}/${name}`;
  return `${SCHEME}${address}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

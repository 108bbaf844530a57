import type { Problem } from '../core/problems.ts';
import type { Description, Route } from './openapi.ts';
import { suggestRoute } from './routes.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The path as the description writes it, or undefined for a host that is none of its servers; loopback stands in for all. */
export function pathOnServer(url: URL, { servers }: Description): string | undefined {
  const bases = servers.filter((server) => URL.canParse(server)).map((server) => new URL(server));
  const isLocal = LOOPBACK.has(url.hostname);
  const candidates = isLocal ? bases : bases.filter((base) => base.origin === url.origin);
  if (candidates.length === 0) return isLocal || servers.length === 0 ? url.pathname : undefined;
  const prefixes = candidates.map((base) => base.pathname.replace(/\/+$/, ''));
  const prefix = prefixes.find((one) => url.pathname === one || url.pathname.startsWith(`${one}/`));
  return prefix === undefined ? undefined : url.pathname.slice(prefix.length) || '/';
}

/** Says that a request has no route, and what was probably meant. */
export function noRoute(method: string, url: URL, pathname: string | undefined, description: Description): Problem {
  const problem = { code: 'MCK001', severity: 'error' } as const;
  if (pathname === undefined) {
    const message = `${method} ${url.origin}${url.pathname} does not go to a server of ${description.title}.`;
    return { ...problem, message, fix: `its servers are ${description.servers.join(', ')}.` };
  }
  const message = `${method} ${pathname} has no route in ${description.title}.`;
  return { ...problem, message, fix: suggestRoute(description.routes, method, pathname) };
}

/** Says that a route is described but neither behaviour nor example tells what it answers. */
export const noBehaviour = ({ method, path, operationId }: Route): Problem => ({
  code: 'MCK001',
  severity: 'error',
  message: `${method} ${path} is described, but nothing says what it answers.`,
  fix: `declare "${operationId}" under "operations", or give its answer an example.`,
});

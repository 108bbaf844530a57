import type { HttpHeaders } from '../core/http.ts';
import type { AuthSpec } from './definition.ts';
import type { Description, Route, SecurityScheme } from './openapi.ts';

/** What a request is judged by. */
export interface Presented {
  readonly headers: HttpHeaders;
  readonly search: URLSearchParams;
}

/** Why a request may not pass, or undefined when it may; the credential itself is never repeated. */
export function refuseReason(
  route: Route,
  presented: Presented,
  { schemes }: Description,
  auth: Readonly<Record<string, AuthSpec>>,
): string | undefined {
  if (route.security.length === 0) return undefined;
  const reasons = route.security.map((requirement) =>
    requirement.map((name) => judge(schemes.get(name), auth[name], presented)).find((reason) => reason !== undefined),
  );
  return reasons.includes(undefined) ? undefined : reasons[0];
}

function judge(
  scheme: SecurityScheme | undefined,
  spec: AuthSpec | undefined,
  presented: Presented,
): string | undefined {
  if (!scheme || !spec) return 'The API knows no such way to authorize';
  const { credential, reason } = readCredential(scheme, presented);
  if (credential === undefined) return reason;
  return spec.accept === 'any' || spec.accept.includes(credential) ? undefined : 'Authorization failed';
}

function readCredential(
  scheme: SecurityScheme,
  { headers, search }: Presented,
): {
  readonly credential?: string;
  readonly reason: string;
} {
  if (scheme.type === 'apiKey') {
    const found =
      scheme.in === 'query' ? search.get(scheme.name ?? '') : one(headers[(scheme.name ?? '').toLowerCase()]);
    return { ...(found ? { credential: found } : {}), reason: `The ${scheme.in} ${scheme.name} is missing` };
  }
  const header = one(headers.authorization) ?? '';
  if (header === '') return { reason: 'The Authorization header is missing' };
  const wanted = scheme.type === 'http' ? (scheme.scheme ?? 'bearer').toLowerCase() : 'bearer';
  const [, type = '', value = ''] = /^(\S+)\s*(.*)$/.exec(header) ?? [];
  if (type.toLowerCase() !== wanted) return { reason: `The authorization type must be ${wanted}` };
  const credential = wanted === 'basic' ? Buffer.from(value, 'base64').toString('utf8') : value.trim();
  return { ...(credential ? { credential } : {}), reason: 'The token is empty' };
}

export const one = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.[0];

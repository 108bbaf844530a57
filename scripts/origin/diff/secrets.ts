import { isPlainObject, type Json } from '../../core/json.ts';
import type { JsonPath } from '../../core/paths.ts';
import { memberOf } from './same-json.ts';

export const CONCEALED = '***';

const SECRET_NAME =
  /authorization|passw|secret|token|credential|signature|api[-_]?key|(?:access|private|auth)[-_]?key|^(?:key|auth|pwd)$/i;

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** Hides what a request states literally where secrets are: at telling names, and wherever `log.sanitize` looks. */
export function conceal(value: Json | undefined, path: JsonPath, sanitized: ReadonlySet<string>): Json | undefined {
  if (Array.isArray(value))
    return value.map((inner: Json, index) => conceal(inner, [...path, index], sanitized) ?? null);
  if (isPlainObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, conceal(inner as Json, [...path, key], sanitized) ?? null]), // a member of JSON
    );
  }
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  const isSecret = path.some((key) => typeof key === 'string' && isSecretName(key)) || isSanitized(path, sanitized);
  if (isSecret) return typeof value === 'string' && isTemplateOnly(value) ? value : CONCEALED;
  return typeof value === 'string' ? withoutSecretsInUrl(value) : value;
}

/** Paths whose values logs hide, as requests write them: `request.headers.authorization` is `headers.authorization`. */
export function sanitizedPaths(...requests: readonly (Json | undefined)[]): ReadonlySet<string> {
  const paths = requests.flatMap((request) => {
    const listed = memberOf(memberOf(request, 'log'), 'sanitize');
    return Array.isArray(listed) ? listed.map((path: Json) => String(path).toLowerCase()) : [];
  });
  return new Set(paths.map((path) => path.replace(/^(?:request|response)\./, '')));
}

function isSanitized(path: JsonPath, sanitized: ReadonlySet<string>): boolean {
  const keys = path.map((key) => String(key).toLowerCase());
  return keys.some((_, index) => sanitized.has(keys.slice(0, index + 1).join('.')));
}

/** Claims text of expressions without a literal in them, at most with the name of a scheme before: `Bearer {{connection.key}}`. */
function isTemplateOnly(text: string): boolean {
  const expressions = text.match(/\{\{[^}]*\}\}/g) ?? [];
  if (expressions.length === 0 || expressions.some((expression) => /['"`]/.test(expression))) return false;
  const rest = text.replace(/\{\{[^}]*\}\}/g, '');
  return /^[\s:]*(?:basic|bearer|token|apikey|key)?[\s:]*$/i.test(rest);
}

const withoutSecretsInUrl = (text: string): string =>
  text
    .replace(/([?&]([^=&\s{}]+)=)([^&\s{}]+)/g, (whole, head: string, name: string) =>
      isSecretName(name) ? `${head}${CONCEALED}` : whole,
    )
    .replace(/(:\/\/)[^/\s@{}]+:[^/\s@{}]+@/g, `$1${CONCEALED}@`);

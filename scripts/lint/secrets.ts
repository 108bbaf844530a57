import type { Json, JsonObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { LintContext } from './context.ts';
import { listOf, objectOf, type RequestSite } from './requests.ts';
import type { Finding } from './rule.ts';
import type { TextSite } from './texts.ts';

const SECRET_WORDS: ReadonlySet<string> = new Set([
  'token',
  'secret',
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'apikey',
  'accesstoken',
  'authtoken',
  'clientsecret',
]);
const KEY_KINDS: ReadonlySet<string> = new Set(['api', 'access', 'private', 'secret', 'auth', 'signing', 'app']);
/** Words that make a name of something beside the secret: tokenType, keyId, nextPageToken. */
const HARMLESS: ReadonlySet<string> = new Set(
  'id type url uri name names count limit expires expiry expiration in at endpoint page next continuation cursor public sync max min total used help hint label device'.split(
    ' ',
  ),
);

/** The words of a name: `clientSecret_key` has client, secret, key. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Claims the name of something that gives access: `apiKey`, `client_secret`; not `tokenType`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => HARMLESS.has(word))) return false;
  if (words.some((word) => SECRET_WORDS.has(word))) return true;
  return words.includes('key') && words.some((word) => KEY_KINDS.has(word));
}

const SENSITIVE_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'apikey',
  'ocp-apim-subscription-key',
]);

/** Claims a header that carries a credential by its name. */
export function isSensitiveHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return SENSITIVE_HEADERS.has(lower) || isSecretName(lower);
}

/** Names of connection values nobody may see: password fields, and what is named like a secret. */
function isSecretOfConnection(name: string, context: LintContext): boolean {
  if (isSecretName(name)) return true;
  return context.fields.some(
    (site) => site.component.kind === 'connection' && site.name === name && isSecretField(site.type),
  );
}

const isSecretField = (type: string): boolean => type === 'password' || type === 'pkey';

/** Claims a text that puts a secret somewhere: of the connection, of common data, or a password just typed in. */
export function readsSecret(site: TextSite, context: LintContext): boolean {
  return site.references.some(({ root, path }) => {
    const [name] = path;
    if (typeof name !== 'string') return false;
    if (root === 'connection' || root === 'common') return isSecretOfConnection(name, context);
    const isOwn = site.component?.kind === 'connection';
    if (root === 'data' || root === 'temp') return isOwn && isSecretName(name);
    if (root !== 'parameters') return false;
    if (isOwn) return isSecretOfConnection(name, context);
    const inputs = site.component ? context.inputsOf(site.component, name) : [];
    return inputs.some(({ type }) => isSecretField(type));
  });
}

/** One part of a request that carries a credential, as `log.sanitize` would name it. */
export interface SensitivePart {
  readonly name: string;
  readonly path: JsonPath;
}

/** The headers, query and body values of a request, as written there, that carry a credential. */
export function sensitiveParts(request: RequestSite, context: LintContext): SensitivePart[] {
  return ['headers', 'qs', 'body'].flatMap((directive) =>
    context.textsBelow(request, directive).flatMap((site): SensitivePart[] => {
      const inner = site.path.slice(request.path.length);
      const keys = inner.map(String);
      const named = directive === 'headers' && isSensitiveHeader(keys[1] ?? '') && isFilled(site);
      if (keys.length < 2 || keys.includes('{{...}}') || !(named || readsSecret(site, context))) return [];
      const name = ['request', ...keys].join('.');
      return [{ name: directive === 'headers' ? name.toLowerCase() : name, path: site.path }];
    }),
  );
}

/** A header whose expression reads nothing, such as {{undefined}}, takes a header away. */
const isFilled = ({ text, references, template }: TextSite): boolean =>
  text !== '' && (references.length > 0 || template?.kind === 'plain');

/** The masked paths of a request, its own and those of Base, in lower case. */
export const sanitizedIn = (request: JsonObject): string[] =>
  listOf(objectOf(request.log).sanitize).flatMap((entry) => (typeof entry === 'string' ? [entry.toLowerCase()] : []));

/** Whether a part is masked: by its own path, by one above it, or by naming the value in it. */
export function isSanitized(part: string, sanitized: readonly string[]): boolean {
  const wanted = part.toLowerCase();
  return sanitized.some(
    (entry) => wanted === entry || wanted.startsWith(`${entry}.`) || entry.startsWith(`${wanted}<`),
  );
}

/** The credentials of a request that neither it nor what it inherits masks. */
export function unmaskedParts(request: RequestSite, context: LintContext): SensitivePart[] {
  const sanitized = sanitizedIn(request.merged);
  return sensitiveParts(request, context).filter(({ name }) => !isSanitized(name, sanitized));
}

/** The list that masks them, as an addition to the request's own. */
export function maskingList(request: RequestSite, names: readonly string[]): readonly Json[] {
  const listed = listOf(objectOf(request.own.log).sanitize);
  return [...new Set([...listed, ...names])];
}

/** The request of a section a finding is in. */
export const requestAt = (
  { component, section, path }: Pick<Finding, 'component' | 'section' | 'path'>,
  { requests }: LintContext,
): RequestSite | undefined =>
  requests.find(
    (request) =>
      request.at === component &&
      request.section === section &&
      request.path.every((key, index) => path[index] === key),
  );

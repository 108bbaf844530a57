import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { Step } from './base.ts';
import type { BodyType } from './body.ts';
import type { Chain } from './chain-types.ts';
import { directivePlace } from './directive-place.ts';
import { numberOf } from './limits.ts';
import { isNothing } from './query.ts';
import { evaluateIn } from './scope.ts';
import { isAbsoluteUrl, originOf } from './url.ts';

const CREDENTIAL = /^(?:authorization|proxy-authorization|cookie)$|token|api-?_?key|secret|^key$/i;

/** Points out what becomes of a URL that its author hardly meant. */
export function warnAboutUrl(
  chain: Chain,
  step: Step,
  { url, assembled }: { readonly url: string; readonly assembled: string },
): void {
  const written = typeof step.url === 'string' ? step.url : '';
  if (written.includes('{{')) warnAboutValues(chain, step, { written, url, assembled });
  if (!url.startsWith('/') && isAbsoluteUrl(url)) warnForeignHost(chain, step, assembled);
}

function warnAboutValues(
  chain: Chain,
  step: Step,
  { written, url, assembled }: { readonly written: string; readonly url: string; readonly assembled: string },
): void {
  const { warnings } = chain.run;
  const place = directivePlace(chain, step, ['url']);
  if (hasEmptySegment(written, url))
    warnings.add('emptySegment', `A part of the URL "${written}" is empty; the request goes to ${assembled}.`, place);
  if (/encodeURL\s*\(/.test(written) && step.encodeUrl !== false)
    warnings.add('doubleEncoding', `The URL "${written}" is encoded twice.`, place);
  if (!chain.checkOrigin && breaksPath(written, url))
    warnings.add(
      'brokenPath',
      `A value in the URL "${written}" holds / ? or #; the request goes to ${assembled}.`,
      place,
    );
}

/** Claims that a mustache between slashes, or after the last one, came out empty. */
function hasEmptySegment(template: string, url: string): boolean {
  const parts = template.split(/\{\{.*?\}\}/);
  return parts.some((part, at) => {
    const before = parts[at - 1];
    if (!before?.endsWith('/')) return false;
    if (part === '' && at === parts.length - 1) return url.endsWith(before);
    return part.startsWith('/') && url.includes(before + part);
  });
}

/** Claims a single value, standing alone between slashes, that brings separators of its own. */
function breaksPath(template: string, url: string): boolean {
  const [before = '', after, ...rest] = template.split(/\{\{.*?\}\}/);
  if (after === undefined || rest.length > 0 || !/[^/]\/$/.test(before) || !/^(?:$|[/?])/.test(after)) return false;
  if (!url.startsWith(before) || !url.endsWith(after)) return false;
  const value = url.slice(before.length, url.length - after.length).replace(/^\/+/, '');
  return /[/?#]/.test(value);
}

/** An absolute URL leaves the address of Base, and takes its headers and query along. */
function warnForeignHost(chain: Chain, step: Step, url: string): void {
  const { run, scope, base } = chain;
  const own = originOf(toText(evaluateIn(scope, step.baseUrl, 'baseUrl')));
  const target = originOf(url);
  if (own === undefined || target === own || !base) return;
  const carried = ['headers', 'qs'].flatMap((part) => credentialsOf(base[part], step[part]));
  if (carried.length === 0) return;
  const message = `A request to ${target} carries "${carried.join('", "')}" of Base, which belongs to ${own}.`;
  run.warnings.add('foreignHost', message, directivePlace(chain, step, ['url']));
}

/** Members of Base with credentials that the step leaves as they are. */
function credentialsOf(base: unknown, step: unknown): string[] {
  if (!isPlainObject(base) || !isPlainObject(step)) return [];
  return Object.keys(base).filter((name) => CREDENTIAL.test(name) && step[name.toLowerCase()] === base[name]);
}

/** Headers a user gives are spread after those of Base, so that they hide its credentials. */
export function warnOverriddenHeaders(chain: Chain, step: Step, given: Readonly<Record<string, unknown>>): void {
  const { run, scope, base } = chain;
  if (!isPlainObject(step.headers) || !('{{...}}' in step.headers) || !isPlainObject(base?.headers)) return;
  const own = evaluateIn(scope, base.headers, 'headers');
  for (const name of credentialsOf(base.headers, step.headers)) {
    const sent = Object.entries(given).findLast(([key]) => key.trim().toLowerCase() === name.toLowerCase())?.[1];
    if (!isPlainObject(own) || sent === own[name]) continue;
    const place = directivePlace(chain, step, ['headers', '{{...}}']);
    run.warnings.add('overriddenHeader', `A spread header replaces "${name}" of Base.`, place);
  }
}

/** Points out members of a form that are not sent. */
export function warnAboutBody(
  chain: Chain,
  step: Step,
  { type, value }: { readonly type: BodyType; readonly value: unknown },
): void {
  if ((type !== 'urlencoded' && type !== 'multipart/form-data') || !isPlainObject(value)) return;
  const { warnings } = chain.run;
  for (const key of Object.keys(value)) {
    if (value[key] === null)
      warnings.add(
        'nullStripped',
        `body.${key} is null, which a form does not carry.`,
        directivePlace(chain, step, ['body', key]),
      );
  }
}

export function warnBodyOfGet(chain: Chain, step: Step): void {
  const value = evaluateIn(chain.scope, step.body, 'body');
  const isEmpty = isNothing(value) || (isPlainObject(value) && Object.keys(value).length === 0);
  if (isEmpty) return;
  chain.run.warnings.add('bodyOfGet', 'The body of a GET request is not sent.', directivePlace(chain, step, ['body']));
}

/** Points out a timeout that is not taken as written. */
export function warnAboutTimeout(chain: Chain, step: Step, timeout: unknown): void {
  if (timeout === undefined || timeout === null) return;
  const given = numberOf(timeout);
  if (given !== undefined && given > 0 && given <= 300_000) return;
  const message = `The timeout is ${JSON.stringify(timeout)}.`;
  chain.run.warnings.add('timeout', message, directivePlace(chain, step, ['timeout']));
}

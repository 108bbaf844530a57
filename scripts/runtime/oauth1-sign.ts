import { createHash, createHmac, createSign } from 'node:crypto';
import { compareText } from '../core/compare-text.ts';
import { PlatformError } from './errors.ts';
import type { Pair } from './query.ts';
import { formPairs, printPairs } from './query.ts';
import type { OutgoingRequest } from './request.ts';
import { encodeComponent } from './url.ts';

type Texts = Readonly<Record<string, string | undefined>>;

export interface SigningMoment {
  readonly now: Date;
  readonly nonce: string;
}

/** Signs a request by OAuth 1.0a (RFC 5849); the parameters go where `transport_method` says. */
export async function signOAuth1(
  request: OutgoingRequest,
  oauth: Texts,
  moment: SigningMoment,
): Promise<OutgoingRequest> {
  const method = oauth.signature_method ?? 'HMAC-SHA1';
  const parameters: Pair[] = protocolPairs(request, oauth, { method, moment });
  const base = baseString(request, parameters);
  return place(
    request,
    [...parameters, ['oauth_signature', signatureOf(base, method, oauth)]],
    oauth.transport_method ?? 'header',
  );
}

function protocolPairs(
  { body, form }: OutgoingRequest,
  oauth: Texts,
  { method, moment }: { readonly method: string; readonly moment: SigningMoment },
): Pair[] {
  const optional: readonly (readonly [string, string | undefined])[] = [
    ['oauth_token', oauth.token],
    ['oauth_verifier', oauth.verifier],
    ['oauth_body_hash', body && !form && oauth.body_hash !== 'false' ? hashOf(body.bytes) : undefined],
  ];
  return [
    ['oauth_consumer_key', oauth.consumer_key ?? ''],
    ['oauth_nonce', moment.nonce],
    ['oauth_signature_method', method],
    ['oauth_timestamp', String(Math.floor(moment.now.getTime() / 1000))],
    ['oauth_version', '1.0'],
    ...optional.flatMap(([name, text]): Pair[] => (text === undefined ? [] : [[name, text]])),
  ];
}

const hashOf = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');

/** RFC 5849 §3.4.1: method, address without query, and every parameter, sorted. */
function baseString({ method, url, form }: OutgoingRequest, parameters: readonly Pair[]): string {
  const { origin, pathname, searchParams } = new URL(url);
  const all = [...searchParams, ...(form ? formPairs(form) : []), ...parameters].map(
    ([name, text]) => [encodeComponent(name), encodeComponent(text)] as const,
  );
  const sorted = all
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y))
    .map(([name, text]) => `${name}=${text}`);
  return [method, `${origin}${pathname}`, sorted.join('&')].map(encodeComponent).join('&');
}

function signatureOf(base: string, method: string, oauth: Texts): string {
  const key = `${encodeComponent(oauth.consumer_secret ?? '')}&${encodeComponent(oauth.token_secret ?? '')}`;
  if (method === 'PLAINTEXT') return key;
  if (method === 'HMAC-SHA1') return createHmac('sha1', key).update(base).digest('base64');
  if (method !== 'RSA-SHA1')
    throw new PlatformError('InvalidConfigurationError', `The OAuth signature method "${method}" is unknown.`);
  try {
    return createSign('RSA-SHA1')
      .update(base)
      .sign(oauth.private_key ?? '', 'base64');
  } catch (cause) {
    throw new PlatformError('InvalidConfigurationError', 'oauth.private_key is no private key in PEM form.', { cause });
  }
}

function place(request: OutgoingRequest, parameters: readonly Pair[], transport: string): OutgoingRequest {
  if (transport === 'query') {
    return { ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}${printPairs(parameters)}` };
  }
  if (transport === 'body') return inBody(request, parameters);
  const fields = parameters.map(([name, text]) => `${name}="${encodeComponent(text)}"`).join(', ');
  return { ...request, headers: { ...request.headers, authorization: `OAuth ${fields}` } };
}

function inBody(request: OutgoingRequest, parameters: readonly Pair[]): OutgoingRequest {
  const form = { ...request.form, ...Object.fromEntries(parameters) };
  const contentType = 'application/x-www-form-urlencoded';
  const text = printPairs(formPairs(form));
  return {
    ...request,
    form,
    headers: { ...request.headers, 'content-type': contentType },
    body: { bytes: Buffer.from(text), contentType, shown: text },
  };
}

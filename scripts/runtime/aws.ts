import { createHash, createHmac } from 'node:crypto';
import { compareText } from '../core/compare-text.ts';
import { PlatformError } from './errors.ts';
import type { OutgoingRequest } from './request.ts';
import { encodeComponent } from './url.ts';

type Texts = Readonly<Record<string, string | undefined>>;

/** Signs a request for AWS; version 2 unless the app asks for 4. */
export function signAws(request: OutgoingRequest, aws: Texts, now: Date): OutgoingRequest {
  const version = aws.sign_version ?? '2';
  if (version === '2') return signVersion2(request, aws, now);
  if (version === '4') return signVersion4(request, aws, { now, ...placeOf(new URL(request.url).hostname) });
  throw new PlatformError('InvalidConfigurationError', `aws.sign_version is "${version}"; it must be "2" or "4".`);
}

const textOf = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' || value === undefined ? (value ?? '') : value.join(',');

/** The query parameters that are part of a version 2 resource. */
const SUBRESOURCES = new Set(
  'acl cors delete lifecycle location logging notification partNumber policy requestPayment tagging torrent uploadId uploads versionId versioning versions website'.split(
    ' ',
  ),
);

function signVersion2(request: OutgoingRequest, aws: Texts, now: Date): OutgoingRequest {
  const headers: Record<string, string | readonly string[]> = {
    ...request.headers,
    date: textOf(request.headers.date) || now.toUTCString(),
    ...(aws.session !== undefined && { 'x-amz-security-token': aws.session }),
  };
  const amz = Object.keys(headers)
    .filter((name) => name.startsWith('x-amz-'))
    .sort()
    .map((name) => `${name}:${textOf(headers[name])}\n`);
  const { pathname, searchParams } = new URL(request.url);
  const sub = [...searchParams]
    .filter(([name]) => SUBRESOURCES.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const resource = `${aws.bucket === undefined ? '' : `/${aws.bucket}`}${pathname}${sub.length === 0 ? '' : `?${sub.join('&')}`}`;
  const text = `${request.method}\n${textOf(headers['content-md5'])}\n${textOf(headers['content-type'])}\n${textOf(headers.date)}\n${amz.join('')}${resource}`;
  const signature = createHmac('sha1', aws.secret ?? '')
    .update(text)
    .digest('base64');
  return { ...request, headers: { ...headers, authorization: `AWS ${aws.key}:${signature}` } };
}

interface SigningPlace {
  readonly region: string;
  readonly service: string;
}

/** Service and region as an AWS host spells them (ASM-53). */
export function placeOf(host: string): SigningPlace {
  const labels = host.replace(/\.amazonaws\.com(?:\.cn)?$/, '').split('.');
  const storage = labels.findIndex((label) => label === 's3' || label.startsWith('s3-'));
  if (storage >= 0) {
    const region = labels[storage + 1] ?? labels[storage]?.slice('s3-'.length);
    return { service: 's3', region: region || 'us-east-1' };
  }
  return {
    service: labels.at(labels.length > 1 ? -2 : 0) ?? '',
    region: labels.length > 1 ? (labels.at(-1) ?? 'us-east-1') : 'us-east-1',
  };
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** AWS Signature Version 4. */
export function signVersion4(
  request: OutgoingRequest,
  aws: Texts,
  { now, region, service }: SigningPlace & { readonly now: Date },
): OutgoingRequest {
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const payload = sha256(request.body?.bytes ?? '');
  const { host, pathname } = new URL(request.url);
  const added: Record<string, string> = {
    'x-amz-date': stamp,
    ...(service === 's3' && { 'x-amz-content-sha256': payload }),
    ...(aws.session !== undefined && { 'x-amz-security-token': aws.session }),
  };
  const signedHeaders: Record<string, string> = { ...ownHeaders(request), host, ...added };
  const names = Object.keys(signedHeaders).sort();
  const canonical = [
    request.method,
    service === 's3' ? pathname : pathname.split('/').map(encodeComponent).join('/'),
    canonicalQuery(request.url),
    ...names.map((name) => `${name}:${signedHeaders[name]?.trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = ['aws4_request', service, region, day].reduceRight<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${aws.secret}`,
  );
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${aws.key}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...request, headers: { ...request.headers, ...added, authorization } };
}

/** What the app itself sends and AWS wants signed. */
function ownHeaders({ headers }: OutgoingRequest): Record<string, string> {
  const isSigned = (name: string): boolean =>
    name === 'content-type' || name === 'content-md5' || name.startsWith('x-amz-');
  const signed = Object.entries(headers).filter(([name, value]) => isSigned(name) && textOf(value) !== '');
  return Object.fromEntries(signed.map(([name, value]) => [name, textOf(value)]));
}

function canonicalQuery(url: string): string {
  const pairs = [...new URL(url).searchParams].map(([name, value]): [string, string] => [
    encodeComponent(name),
    encodeComponent(value),
  ]);
  const sorted = pairs.sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y));
  return sorted.map(([name, value]) => `${name}=${value}`).join('&');
}

import type { HttpResponse } from '../core/http.ts';
import { messageOf } from '../iml/errors.ts';
import { networkCode, PlatformError } from './errors.ts';
import { MAX_ANSWER_BYTES } from './limits.ts';
import { headerText } from './response.ts';
import { tooLarge } from './wire-answer.ts';

type Inflate = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** Decodes a compressed answer: what was applied last comes off first. A coding nobody knows leaves the bytes as they are. */
export async function inflated(response: HttpResponse, maxBytes = MAX_ANSWER_BYTES): Promise<HttpResponse> {
  const codings = headerText(response.headers, 'content-encoding').toLowerCase().split(',');
  if (response.body.length === 0) return response;
  let { body } = response;
  for (const coding of codings.map((name) => name.trim()).reverse()) {
    const inflate = await inflateFor(coding, body);
    if (inflate) body = inflateOrThrow(inflate, body, { status: response.status, maxBytes });
  }
  return { ...response, body };
}

async function inflateFor(coding: string, body: Uint8Array): Promise<Inflate | undefined> {
  if (!['gzip', 'x-gzip', 'deflate', 'br'].includes(coding)) return undefined;
  const { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } = await import('node:zlib');
  if (coding === 'br') return brotliDecompressSync;
  if (coding !== 'deflate') return gunzipSync;
  return isZlib(body) ? inflateSync : inflateRawSync; // Some servers leave out the header that deflate should have.
}

/** Claims the two bytes a zlib stream begins with (RFC 1950 §2.2). */
const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;

/** A broken body is no JSON either, so it has the class of that (A6). */
function inflateOrThrow(
  inflate: Inflate,
  body: Uint8Array,
  { status, maxBytes }: { readonly status: number; readonly maxBytes: number },
): Uint8Array {
  try {
    return inflate(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (networkCode(cause) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    const message = `The response body cannot be decompressed: ${messageOf(cause)}.`;
    throw new PlatformError('DataError', message, { statusCode: status, cause });
  }
}

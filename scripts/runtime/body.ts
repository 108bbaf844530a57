import { isPlainObject } from '../core/json.ts';
import { isEmptyString, toText } from '../iml/values.ts';
import { PlatformError } from './errors.ts';
import { formPairs, isNothing, printPairs } from './query.ts';

export const BODY_TYPES = ['json', 'urlencoded', 'multipart/form-data', 'text', 'string', 'raw', 'binary'] as const;
export type BodyType = (typeof BODY_TYPES)[number];

/** A request body on the wire, and the form of it that a report shows. */
export interface EncodedBody {
  readonly bytes: Uint8Array;
  /** What the platform adds unless the app set a content type itself. */
  readonly contentType?: string;
  readonly shown: unknown;
}

/** Reads the `type` directive of a request. */
export function bodyTypeOf(value: unknown): BodyType {
  if (isNothing(value) || value === '') return 'json';
  const found = BODY_TYPES.find((type) => type === value);
  if (found) return found;
  throw new PlatformError(
    'InvalidConfigurationError',
    `The request type "${toText(value)}" is unknown; use one of ${BODY_TYPES.join(', ')}.`,
  );
}

/** Encodes an evaluated body (runtime.md §4.5 "body and type"); nothing in it means no body at all (ASM-36). Files may take a promise. */
export function encodeBody(
  type: BodyType,
  value: unknown,
  boundary: () => string,
): EncodedBody | undefined | Promise<EncodedBody> {
  if (isNothing(value)) return undefined;
  switch (type) {
    case 'json':
      return jsonBody(value);
    case 'urlencoded':
      return formBody(value);
    case 'multipart/form-data':
      return multipartBody(value, boundary());
    case 'text':
    case 'string':
    case 'raw':
      return textBody(value);
    case 'binary':
      return value instanceof Uint8Array ? { bytes: value, shown: value } : textBody(value);
  }
}

/** Text goes as it is, even under `json`: apps send XML that way (make-app-format.md §3.5.4). */
function jsonBody(value: unknown): EncodedBody {
  const isText = typeof value === 'string' || isEmptyString(value);
  const text = isText ? toText(value) : (JSON.stringify(value) ?? '');
  return { bytes: Buffer.from(text), contentType: 'application/json', shown: value };
}

function formBody(value: unknown): EncodedBody {
  const text = isPlainObject(value) ? printPairs(formPairs(value)) : wireText(value);
  return { bytes: Buffer.from(text), contentType: 'application/x-www-form-urlencoded', shown: text };
}

function textBody(value: unknown): EncodedBody {
  if (value instanceof Uint8Array) return { bytes: value, shown: value };
  const text = wireText(value);
  return { bytes: Buffer.from(text), shown: text };
}

/** Collections and arrays travel as JSON, everything else as its text. */
const wireText = (value: unknown): string =>
  isPlainObject(value) || Array.isArray(value) ? JSON.stringify(value) : toText(value);

interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fileName?: string;
  readonly contentType?: string;
}

async function multipartBody(value: unknown, boundary: string): Promise<EncodedBody> {
  if (!isPlainObject(value)) {
    throw new PlatformError(
      'InvalidConfigurationError',
      'The body of a multipart request is not a collection of parts.',
    );
  }
  const parts = await Promise.all(
    Object.entries(value).flatMap(([name, field]) =>
      (Array.isArray(field) ? field : [field]).filter((item) => !isNothing(item)).map((item) => partOf(name, item)),
    ),
  );
  return {
    bytes: Buffer.concat([...parts.flatMap((part) => printPart(part, boundary)), Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
    shown: value,
  };
}

/** A file is `{ value, options: { filename, contentType } }`; anything else is a text part. */
async function partOf(name: string, item: unknown): Promise<Part> {
  if (!isPlainObject(item) || !('value' in item)) return { name, bytes: bytesOf(item) };
  const options = isPlainObject(item.options) ? item.options : {};
  const fileName = isNothing(options.filename) ? undefined : toText(options.filename);
  const given = isNothing(options.contentType) ? '' : toText(options.contentType);
  const contentType = given || (await guessedType(fileName));
  return {
    name,
    bytes: bytesOf(item.value),
    ...(fileName !== undefined && { fileName }),
    ...(contentType && { contentType }),
  };
}

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : Buffer.from(wireText(value)));

async function guessedType(fileName: string | undefined): Promise<string | undefined> {
  if (fileName === undefined) return undefined;
  const { default: mime } = await import('mime');
  return mime.getType(fileName) ?? 'application/octet-stream';
}

/** Line breaks and quotes cannot end a header early. */
const quoted = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

function printPart({ name, bytes, fileName, contentType }: Part, boundary: string): Uint8Array[] {
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"${fileName === undefined ? '' : `; filename="${quoted(fileName)}"`}`;
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType.replace(/[\r\n]/g, ' ')}`;
  return [Buffer.from(`--${boundary}\r\n${disposition}${type}\r\n\r\n`), bytes, Buffer.from('\r\n')];
}

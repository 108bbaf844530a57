import { isPlainObject } from '../core/json.ts';

/** A request to Make that failed. `status` is absent when there was no answer. The message never holds the API key. */
export class OriginError extends Error {
  override readonly name = 'OriginError';
  readonly status: number | undefined;
  readonly request: string;

  constructor(
    message: string,
    { status, request, cause }: { readonly status?: number; readonly request: string; readonly cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.request = request;
  }

  /** Claims that no other request would fare better. */
  get isFinal(): boolean {
    return this.status === undefined || this.status === 401;
  }
}

const LONGEST = 600;

/**
 * What an error body says: `detail` with every suberror, else the message, else the text itself (make-app-format.md
 * §2.2). Masked before anything is cut, and again once escapes are read.
 */
export function messageOfBody(raw: string, mask: (text: string) => string): string {
  const text = mask(raw);
  const body = parseObject(text);
  if (!body)
    return shortened(
      text
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  const { detail, suberrors, message } = body;
  const details = [...textsOf(detail), ...(Array.isArray(suberrors) ? suberrors.flatMap(textsOf) : [])];
  const said = details.length > 0 ? details : textsOf(message);
  return shortened(
    said.length > 0 ? [...new Set(said.map((each) => mask(each).replace(/[.\s]+$/, '')))].join('; ') : text.trim(),
  );
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of a detail: it is a text, an object with a message, or an array of either. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isPlainObject(value) ? textsOf(value.message) : [];
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

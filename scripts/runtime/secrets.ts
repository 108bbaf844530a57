import { isPlainObject } from '../core/json.ts';
import { MASK, secretNames, secretTexts } from '../parameters/secrets.ts';
import type { ValuePath } from '../parameters/walk.ts';
import { isLongSecret, jsonReady } from './json-ready.ts';
import type { SecretForms } from './secret-forms.ts';
import type { SecretMemory } from './secret-memory.ts';
import { createSecretMemory } from './secret-memory.ts';
import type { SecretSearch } from './secret-search.ts';
import { maskText } from './secret-search.ts';
import { setOwn } from './temp.ts';

/** What a run must not show. It learns while the run goes on; whatever is shown passes `mask` or `shown` last. */
export interface Secrets {
  /** Remembers a scalar: its text, and for a header value also the credentials in it. */
  add(value: unknown): void;
  /** Remembers the values of a section's `password` parameters. */
  addParameters(section: unknown, values: unknown): void;
  /** Copies JSON-ready data with every known secret replaced. */
  mask(value: unknown): unknown;
  /** Makes any run-time value JSON-ready and replaces every known secret in it, in one pass. */
  shown(value: unknown): unknown;
  text(text: string): string;
}

/** What the runs of one app share, so that each of them need not work it out again. */
export interface SecretSources {
  readonly memory: SecretMemory;
  readonly secretNames: (section: unknown) => readonly ValuePath[];
}

/** Words at sanitized places that say nothing and would blot out half a report; a password may be any of them. */
const NEVER_SECRET = new Set(['true', 'false', 'null', 'bearer', 'basic', 'token']);

export function createSecrets(sources: SecretSources = { memory: createSecretMemory(), secretNames }): Secrets {
  const { memory } = sources;
  const known = new Map<string, SecretForms>();
  let search: SecretSearch | undefined;

  const learn = (secret: string): void => {
    if (known.has(secret)) return;
    known.set(secret, memory.formsOf(secret));
    search = undefined;
  };
  const text = (shown: string): string => {
    if (known.size === 0) return shown;
    search ??= memory.searchFor(known);
    return maskText(shown, search);
  };
  return {
    add: (value) => {
      for (const secret of textsOf(value, memory)) if (!NEVER_SECRET.has(secret.toLowerCase())) learn(secret);
    },
    addParameters: (section, values) => {
      const places = sources.secretNames(section);
      if (places.length > 0) for (const secret of secretTexts(values, places)) learn(secret);
    },
    mask: (value) => (known.size === 0 ? value : maskValue(value, text)),
    shown: (value) => jsonReady(value, known.size === 0 ? undefined : text),
    text,
  };
}

function textsOf(value: unknown, memory: SecretMemory): readonly string[] {
  if (typeof value === 'string') return memory.textsIn(value);
  if (typeof value === 'number') return [String(value)];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('base64'), Buffer.from(value).toString('utf8')];
  return [];
}

function maskValue(value: unknown, text: (shown: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return isLongSecret(value, text) ? MASK : value;
  if (Array.isArray(value)) return value.map((item) => maskValue(item, text));
  if (!isPlainObject(value)) return value;
  const masked: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(masked, text(key), maskValue(value[key], text));
  return masked;
}

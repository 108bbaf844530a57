import type { SecretForms } from './secret-forms.ts';
import { formsOf, textsIn } from './secret-forms.ts';
import type { SecretSearch } from './secret-search.ts';
import { searchFor } from './secret-search.ts';

/**
 * What an app remembers between runs of how secrets are looked for, since run after run uses the same connection. It is
 * bounded, holds nothing a run did not hold, and goes with the app.
 */
export interface SecretMemory {
  /** The texts that are secret when this one is. */
  textsIn(value: string): readonly string[];
  formsOf(secret: string): SecretForms;
  /** The search for a set of secrets. */
  searchFor(secrets: ReadonlyMap<string, SecretForms>): SecretSearch;
}

/** Secrets whose forms, and sets of secrets whose searches, are kept; all are forgotten when one more comes. */
const MAX_KEPT = 200;
/** Runs that meet more or longer secrets than these get a search of their own: keeping it would help no other run. */
const MAX_TOGETHER = 16;
const MAX_LENGTH = 8192;

export function createSecretMemory(): SecretMemory {
  const forms = new Map<string, SecretForms>();
  const texts = new Map<string, readonly string[]>();
  const searches = new Map<string, SecretSearch>();
  return {
    textsIn: (value) => (value.length > MAX_LENGTH ? textsIn(value) : kept(texts, value, textsIn)),
    formsOf: (secret) => (secret.length > MAX_LENGTH ? formsOf(secret) : kept(forms, secret, formsOf)),
    searchFor: (secrets) => {
      const make = (): SecretSearch => searchFor([...secrets.values()]);
      const key = secrets.size > MAX_TOGETHER ? undefined : keyOf(secrets);
      return key === undefined || key.length > MAX_LENGTH ? make() : kept(searches, key, make);
    },
  };
}

/** Lengths keep apart what the texts alone would run together. */
function keyOf(secrets: ReadonlyMap<string, SecretForms>): string {
  let key = '';
  for (const secret of secrets.keys()) key += `${secret.length}:${secret}`;
  return key;
}

function kept<Value>(values: Map<string, Value>, key: string, make: (key: string) => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  if (values.size >= MAX_KEPT) values.clear();
  const made = make(key);
  values.set(key, made);
  return made;
}

/** Longer texts are compiled anew each time, so that the cache stays small whatever it is given. */
const MAX_KEY = 4096;

/**
 * A bounded cache by text. Two generations stand in for a list of recent uses: what was used since the last turn
 * survives it, so that a hit costs one look-up.
 */
export class TemplateCache<Value> {
  readonly #generation: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  constructor(capacity: number) {
    this.#generation = Math.max(1, Math.floor(capacity / 2));
  }

  get(key: string): Value | undefined {
    const found = this.#young.get(key);
    if (found !== undefined) return found;
    const older = this.#old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: string, value: Value): void {
    if (key.length > MAX_KEY) return;
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}

/** One way an app was written, and the parts in which it came back different: "modules.getUser › interface". */
export interface Attempt<T> {
  readonly result: T;
  readonly differences: readonly string[];
  /** The error to end with when no other way is left. */
  readonly fail: () => Error;
}

export interface Settled<T> {
  readonly result: T;
  /** What had to stay JSON. */
  readonly raw: ReadonlySet<string>;
}

/** Writes again with every part that came back different as JSON, until nothing does. */
export async function settleRaw<T>(write: (raw: ReadonlySet<string>) => Promise<Attempt<T>>): Promise<Settled<T>> {
  let raw: ReadonlySet<string> = new Set();
  for (;;) {
    const { result, differences, fail } = await write(raw);
    if (differences.length === 0) return { result, raw };
    const wider = new Set([...raw, ...differences.map((part) => part.replace(/ › .*$/s, ''))]);
    if (wider.size === raw.size) throw fail();
    raw = wider;
  }
}

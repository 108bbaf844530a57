import { closest } from '../../core/suggest.ts';

export interface Match<T> {
  readonly before: T;
  readonly after: T;
  readonly isRenamed: boolean;
}

export interface Matching<T> {
  /** In the order of the later side. */
  readonly pairs: readonly Match<T>[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/**
 * Pairs what has the same name, then what was renamed. A renaming is taken for one only when nothing else could be
 * meant, so that the result does not depend on order or direction.
 */
export function matchNames<T>(
  before: readonly T[],
  after: readonly T[],
  rules: { readonly nameOf: (item: T) => string; readonly isSame: (before: T, after: T) => boolean },
): Matching<T> {
  const { nameOf, isSame } = rules;
  const earlier = new Map(before.map((item) => [nameOf(item), item]));
  const later = new Set(after.map(nameOf));
  const lost = before.filter((item) => !later.has(nameOf(item)));
  const found = after.filter((item) => !earlier.has(nameOf(item)));
  const renamed = new Map<T, T>();
  for (const item of found) {
    const [source, ...others] = lost.filter((candidate) => isSame(candidate, item));
    if (source === undefined || others.length > 0) continue;
    if (found.filter((rival) => isSame(source, rival)).length === 1) renamed.set(item, source);
  }
  const sources = new Set(renamed.values());
  return {
    pairs: after.flatMap((item): Match<T>[] => {
      const same = earlier.get(nameOf(item));
      if (same !== undefined) return [{ before: same, after: item, isRenamed: false }];
      const source = renamed.get(item);
      return source === undefined ? [] : [{ before: source, after: item, isRenamed: true }];
    }),
    removed: lost.filter((item) => !sources.has(item)),
    added: found.filter((item) => !renamed.has(item)),
  };
}

/** Claims that one name could be a rewording of the other: `user_id` and `userId`, `limit` and `limits`. */
export function areSimilar(a: string, b: string): boolean {
  const [first, second] = [plain(a), plain(b)];
  if (first === '' || second === '') return false;
  if (first === second || closest(first, [second]) !== undefined || closest(second, [first]) !== undefined) return true;
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  return short.length >= SHORTEST_PART && long.includes(short);
}

const SHORTEST_PART = 3;
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

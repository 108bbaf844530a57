import type { Host } from '../iml/host.ts';

/** The parts of a host that are chance, made from a seed: the same seed gives the same run. */
export function seededHost(seed: number): Pick<Host, 'random' | 'uuid' | 'executionId'> {
  const random = seededRandom(seed);
  return {
    random,
    uuid: () => printUuid(hexOf(random, 16)),
    executionId: hexOf(seededRandom(seed + 1), 16),
  };
}

/** The generator "mulberry32": 32 bits of state, good enough where nothing must be kept secret. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const hexOf = (random: () => number, bytes: number): string =>
  Array.from({ length: bytes }, () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, '0'),
  ).join('');

/** RFC 4122 version 4: one digit says the version, two bits of another the variant. */
function printUuid(hex: string): string {
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Problem } from '../core/problems.ts';
import { COMPONENT_KINDS, PLURALS } from '../manifest/manifest.ts';
import type { Entry } from './component-entry.ts';

/** Reports what makes the editor refuse a project: an origin that is there twice, a component that is paired twice (make-app-format.md §2.1). */
export function checkOrigins({ origins }: Entry): Problem[] {
  const listed: readonly unknown[] = Array.isArray(origins) ? origins : [];
  return [
    ...repeats(listed, identityOf).map((index) => {
      const message = 'This origin is listed twice: application, version, address and label are those of another one.';
      return problem(message, 'give them different labels, or remove one.', ['origins', index]);
    }),
    ...listed.flatMap((origin, index) => checkPairs(origin, ['origins', index, 'idMapping'])),
  ];
}

function checkPairs(origin: unknown, path: JsonPath): Problem[] {
  const mapping = isPlainObject(origin) && isPlainObject(origin.idMapping) ? origin.idMapping : {};
  return COMPONENT_KINDS.flatMap((kind) => {
    const pairs: readonly unknown[] = Array.isArray(mapping[kind]) ? mapping[kind] : [];
    return (['local', 'remote'] as const).flatMap((side) =>
      repeats(pairs, (pair) => (isPlainObject(pair) ? pair[side] : undefined)).map((index) => {
        const name = String((pairs[index] as Entry)[side]); // a pair that has no such name does not repeat
        const message = `idMapping pairs the ${side} ${PLURALS[kind]}.${name} twice.`;
        return problem(message, 'remove the pair that is wrong.', [...path, kind, index, side]);
      }),
    );
  });
}

/** Positions of items that are called as one before them; what has no name repeats nothing. */
function repeats(items: readonly unknown[], nameOf: (item: unknown) => unknown): number[] {
  const seen = new Set<unknown>();
  return items.flatMap((item, index) => {
    const name = nameOf(item);
    if (typeof name !== 'string') return [];
    if (seen.has(name)) return [index];
    seen.add(name);
    return [];
  });
}

const identityOf = (origin: unknown): string | undefined =>
  isPlainObject(origin)
    ? JSON.stringify([origin.appId, origin.appVersion, origin.baseUrl, origin.label ?? null])
    : undefined;

const problem = (message: string, fix: string, path: JsonPath): Problem => ({
  code: 'MAN054',
  severity: 'error',
  message,
  fix,
  path,
});

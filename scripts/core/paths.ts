/** Keys from the root of a section to a value in it; array positions are 0-based numbers. */
export type JsonPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** Prints a path as people write it: `response.output.items[0]`, `headers["x y"]`; the root is empty text. */
export function printPath(path: JsonPath): string {
  return path.reduce<string>((text, key) => text + printKey(key, text === ''), '');
}

function printKey(key: string | number, isFirst: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  if (!PLAIN_KEY.test(key)) return `[${JSON.stringify(key)}]`;
  return isFirst ? key : `.${key}`;
}

/** Reads the value at a path; undefined where the path leaves the value. */
export function readAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

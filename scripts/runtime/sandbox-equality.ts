export type DeepEquals = (left: unknown, right: unknown, isStrict: boolean) => boolean;

/**
 * Makes the deep comparison of `assert`: strict ones mind types and prototypes, loose ones compare leaves with `==`.
 *
 * The text of this function runs inside the sandbox: it may use nothing from outside itself.
 */
export function deepEquality(): DeepEquals {
  type Pairs = readonly (readonly [object, object])[];

  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

  const equalLeaves = (left: unknown, right: unknown, isStrict: boolean): boolean => {
    if (isStrict) return Object.is(left, right);
    // biome-ignore lint/suspicious/noDoubleEquals: what the loose assertions are for
    return left == right || (Number.isNaN(left) && Number.isNaN(right));
  };

  /** What objects stand for besides their properties; undefined for ordinary ones. */
  const innerValue = (value: object): unknown => {
    if (value instanceof Date) return value.getTime();
    if (value instanceof RegExp) return `${value} ${value.lastIndex}`;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    const isBoxed = value instanceof String || value instanceof Number || value instanceof Boolean;
    return isBoxed ? value.valueOf() : undefined;
  };

  const tagOf = (value: object): string => Object.prototype.toString.call(value);

  const ownKeys = (value: object, isStrict: boolean): PropertyKey[] => {
    const symbols = Object.getOwnPropertySymbols(value).filter((key) =>
      Object.prototype.propertyIsEnumerable.call(value, key),
    );
    return isStrict ? [...Object.keys(value), ...symbols] : Object.keys(value);
  };

  const equalSets = (left: ReadonlySet<unknown>, right: ReadonlySet<unknown>, same: Same): boolean => {
    const others = [...right];
    return (
      left.size === right.size &&
      [...left].every((item) => {
        const at = others.findIndex((other) => same(item, other));
        if (at >= 0) others.splice(at, 1);
        return at >= 0;
      })
    );
  };

  const equalMaps = (left: ReadonlyMap<unknown, unknown>, right: ReadonlyMap<unknown, unknown>, same: Same): boolean =>
    equalSets(new Set([...left]), new Set([...right]), same);

  type Same = (left: unknown, right: unknown) => boolean;

  const equalObjects = (left: object, right: object, isStrict: boolean, pairs: Pairs): boolean => {
    if (left === right || pairs.some(([one, other]) => one === left && other === right)) return true;
    if (isStrict && Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
    if (tagOf(left) !== tagOf(right) || Array.isArray(left) !== Array.isArray(right)) return false;
    if (!Object.is(innerValue(left), innerValue(right))) return false;
    const same: Same = (one, other) => equal(one, other, isStrict, [...pairs, [left, right]]);
    if (left instanceof Set && right instanceof Set && !equalSets(left, right, same)) return false;
    if (left instanceof Map && right instanceof Map && !equalMaps(left, right, same)) return false;
    if (Array.isArray(left) && Array.isArray(right) && left.length !== right.length) return false;
    const keys = ownKeys(left, isStrict);
    if (keys.length !== ownKeys(right, isStrict).length) return false;
    return keys.every((key) => Object.hasOwn(right, key) && same(Reflect.get(left, key), Reflect.get(right, key)));
  };

  const equal = (left: unknown, right: unknown, isStrict: boolean, pairs: Pairs): boolean => {
    if (isObject(left) && isObject(right)) return equalObjects(left, right, isStrict, pairs);
    return !isObject(left) && !isObject(right) && equalLeaves(left, right, isStrict);
  };

  return (left, right, isStrict) => equal(left, right, isStrict, []);
}

/** What the two sides of the sandbox's border each have in their own form. */
export interface ValueKinds {
  /** The marker `emptystring`. */
  readonly emptyString: unknown;
  /** Binary data as one character a byte; undefined for everything else. */
  readonly bytesOf: (value: object) => string | undefined;
  readonly makeBytes: (characters: string) => unknown;
  /** The type of an error made by `errorFactory`. */
  readonly errorType: (value: object) => string | undefined;
  readonly makeTypedError: (type: string, message: string) => unknown;
}

/** Turns values into text that can cross the border, and back. */
export interface ValueCodec {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/**
 * Makes the codec of one side. Text crosses as JSON, so any UTF-16 survives; what JSON lacks is an object
 * with the one key `$`, and text without such a key needs no second look. Data properties cross, getters and
 * prototypes do not.
 *
 * The text of this function also runs inside the sandbox: it may use nothing from outside itself.
 */
export function valueCodec(kinds: ValueKinds): ValueCodec {
  const MAX_DEPTH = 500;
  const { stringify, parse } = JSON;
  const { keys, getOwnPropertyDescriptor, defineProperty, hasOwn, is } = Object;
  const { isArray } = Array;
  const { Date: Instant, Error: Failure, Promise: Later } = globalThis;
  const instantOf = Instant.prototype.getTime;
  const { apply } = Reflect;

  const special = (members: string): string => `{"$":[${members}]}`;

  const encode = (value: unknown, depth: number): string => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return stringify(value);
      case 'number':
        return value - value === 0 && !is(value, -0)
          ? stringify(value)
          : special(`"n","${is(value, -0) ? '-0' : value}"`);
      case 'bigint':
        throw new TypeError('A BigInt cannot leave a function: make it a number or text.');
      case 'object':
        return value === null ? 'null' : encodeObject(value, depth);
      case 'undefined':
      case 'function':
      case 'symbol':
        return special('"u"');
    }
  };

  const encodeObject = (value: object, depth: number): string => {
    if (value === kinds.emptyString) return special('"e"');
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return encode(value.valueOf(), depth);
    }
    if (depth >= MAX_DEPTH) {
      throw new TypeError(`The value is nested more than ${MAX_DEPTH} levels deep, or contains itself.`);
    }
    if (isArray(value)) return encodeArray(value, depth + 1);
    if (value instanceof Instant) return special(`"d",${stringify(apply(instantOf, value, []))}`);
    const bytes = kinds.bytesOf(value);
    if (bytes !== undefined) return special(`"b",${stringify(bytes)}`);
    if (value instanceof Failure) return encodeError(value);
    if (value instanceof Later) throw new TypeError('The value is a promise: functions must be synchronous.');
    return encodeCollection(value, depth + 1);
  };

  const encodeArray = (items: readonly unknown[], depth: number): string => {
    let text = '[';
    for (let at = 0; at < items.length; at++) text += (at === 0 ? '' : ',') + encode(items[at], depth);
    return `${text}]`;
  };

  /** A collection with a key `$` of its own is written as its keys and values in turn. */
  const encodeCollection = (value: object, depth: number): string => {
    const names = keys(value);
    const isAmbiguous = hasOwn(value, '$');
    let text = '';
    for (let at = 0; at < names.length; at++) {
      const name = names[at] as string; // Below the length.
      const property = getOwnPropertyDescriptor(value, name);
      if (!property || !('value' in property)) continue;
      const separator = isAmbiguous || text !== '' ? ',' : '';
      text += `${separator}${stringify(name)}${isAmbiguous ? ',' : ':'}${encode(property.value, depth)}`;
    }
    return isAmbiguous ? special(`"o"${text}`) : `{${text}}`;
  };

  const ownText = (value: object, key: string): string | undefined => {
    const found: unknown = getOwnPropertyDescriptor(value, key)?.value;
    return typeof found === 'string' ? found : undefined;
  };

  /** The name may be the class's, unlike the message; a getter that an author wrote for it stays where it is. */
  const encodeError = (error: Error): string => {
    const type = kinds.errorType(error);
    const name = ownText(error, 'name') ?? error.name;
    const texts = [ownText(error, 'message') ?? '', typeof name === 'string' ? name : 'Error'];
    return special(`"x",${stringify(type ?? null)},${stringify(texts[0])},${stringify(texts[1])}`);
  };

  const decode = (data: unknown, depth: number): unknown => {
    if (typeof data !== 'object' || data === null) return data;
    if (depth > MAX_DEPTH) throw invalid();
    if (isArray(data)) return decodeArray(data, depth + 1);
    const names = keys(data);
    return names.length === 1 && names[0] === '$'
      ? decodeSpecial(getOwnPropertyDescriptor(data, '$')?.value, depth)
      : decodeCollection(data, names, depth + 1);
  };

  const invalid = (): Error => new TypeError('The text does not describe a value.');

  const decodeSpecial = (data: unknown, depth: number): unknown => {
    if (!isArray(data)) throw invalid();
    switch (data[0]) {
      case 'u':
        return undefined;
      case 'e':
        return kinds.emptyString;
      case 'n':
        return Number(data[1]);
      case 'd':
        return new Instant(typeof data[1] === 'number' ? data[1] : Number.NaN);
      case 'b':
        return kinds.makeBytes(String(data[1]));
      case 'x':
        return decodeError(data);
      case 'o':
        return decodePairs(data, depth + 1);
      default: // Data, not a union: only this codec writes it, but a reader should not trust that.
        throw invalid();
    }
  };

  const decodeError = (data: readonly unknown[]): unknown => {
    if (typeof data[1] === 'string') return kinds.makeTypedError(data[1], String(data[2]));
    const error = new Failure(String(data[2]));
    defineProperty(error, 'name', { value: String(data[3]), writable: true, configurable: true });
    return error;
  };

  const decodeArray = (data: unknown[], depth: number): unknown[] => {
    for (let at = 0; at < data.length; at++) data[at] = decode(data[at], depth);
    return data;
  };

  /** A key `__proto__` becomes plain data, not a prototype. */
  const setKey = (target: object, key: string, value: unknown): void => {
    defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  };

  const decodeCollection = (data: object, names: readonly string[], depth: number): unknown => {
    for (let at = 0; at < names.length; at++) {
      const name = names[at] as string; // Below the length.
      const value: unknown = getOwnPropertyDescriptor(data, name)?.value;
      if (typeof value === 'object' && value !== null) setKey(data, name, decode(value, depth));
    }
    return data;
  };

  const decodePairs = (data: readonly unknown[], depth: number): unknown => {
    const result = {};
    for (let at = 1; at + 1 < data.length; at += 2) setKey(result, String(data[at]), decode(data[at + 1], depth));
    return result;
  };

  const indexOf = String.prototype.indexOf;
  const isPlain = (text: string): boolean => apply(indexOf, text, ['"$"']) < 0;
  return {
    encode: (value) => encode(value, 0),
    decode: (text) => (isPlain(text) ? parse(text) : decode(parse(text), 0)),
  };
}

/**
 * Headers as expressions read them: names are listed in lower case, and found in any (iml.md §4.2 A: the documented
 * example is `X-HOOK-TYPE`, while names are given in lower case).
 */
export function caseless(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return new Proxy(headers, {
    get: (all, name) => Reflect.get(all, known(all, name)),
    has: (all, name) => Reflect.has(all, known(all, name)),
    getOwnPropertyDescriptor: (all, name) => Reflect.getOwnPropertyDescriptor(all, known(all, name)),
  });
}

const known = (headers: object, name: string | symbol): string | symbol =>
  typeof name === 'string' && !Object.hasOwn(headers, name) ? name.toLowerCase() : name;

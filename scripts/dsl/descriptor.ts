/** What a descriptor states; `request` and `attach` are parts of one that other parts refer to, and have an empty name. */
export type DescriptorKind =
  | 'app'
  | 'module'
  | 'connection'
  | 'rpc'
  | 'webhook'
  | 'function'
  | 'endpoint'
  | 'request'
  | 'attach';

/** A frozen statement of one component; `spec` is the author's own object literal, so values map to source positions. */
export interface Descriptor<K extends DescriptorKind = DescriptorKind, N extends string = string> {
  readonly kind: K;
  readonly name: N;
  readonly spec: object;
}

// Registered symbols: a bundled descriptor file may bring its own copy of this module.
const DESCRIPTOR = Symbol.for('makeapp.descriptor');

/** Makes a descriptor of a literal the author wrote; the literal is kept by identity, never copied. */
export function describe<K extends DescriptorKind, N extends string, X extends object = object>(
  kind: K,
  name: N,
  spec: object,
  extra?: X,
): Descriptor<K, N> & X {
  const descriptor = { kind, name, spec, ...extra } as Descriptor<K, N> & X; // `extra` is undefined only where X is object.
  return Object.freeze(Object.defineProperty(descriptor, DESCRIPTOR, { value: true }));
}

/** Claims a value made by one of the `define` functions, `request` or `attach`. */
export function isDescriptor(value: unknown): value is Descriptor {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, DESCRIPTOR);
}

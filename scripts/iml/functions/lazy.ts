import { createRequire } from 'node:module';

/** The packages functions need, by name; none is read from disk before a function first needs it. */
interface Packages {
  readonly 'moment-timezone': typeof import('moment-timezone');
  readonly jsonwebtoken: typeof import('jsonwebtoken');
  readonly 'fast-xml-parser': typeof import('fast-xml-parser');
  readonly mime: typeof import('mime');
}

let load: NodeJS.Require | undefined;

/**
 * Loads a package at its first use. Functions are synchronous, so `import()` cannot do it; a `require` made here is
 * left alone by bundlers, which keeps the package out of the bundle and out of the start-up time.
 */
export function packageOf<Name extends keyof Packages>(name: Name): Packages[Name] {
  load ??= createRequire(import.meta.url);
  // The package's own declarations describe what `require` gives.
  return load(name) as Packages[Name];
}

import { describe } from '../dsl/descriptor.ts';
import { connectionOf } from '../dsl/index.ts';
import { COMPONENT_KINDS, type ComponentKind, PLURALS } from '../manifest/manifest.ts';

/** Thrown where a file needs something of a broken file that nothing can stand in for; not worth a problem of its own. */
export class MissingExport extends Error {
  override readonly name = 'MissingExport';
}

/**
 * What a broken file exports while the others are judged: under its own name a descriptor without content, and from
 * a connection's file any other name as the handle on its values.
 */
export function placeholderExports(file: string): object {
  const [folder = '', base = ''] = file.split('/');
  const kind = COMPONENT_KINDS.find((known) => PLURALS[known] === folder);
  const name = base.replace(/\.ts$/, '');
  const exports = new Proxy({}, { get: (_, key) => (typeof key === 'string' ? standIn(kind, name, key) : undefined) });
  return Object.create(exports); // esbuild keeps a module's prototype, but copies only own keys it can list
}

function standIn(kind: ComponentKind | undefined, name: string, key: string): unknown {
  if (key === '__esModule') return undefined;
  if (kind !== undefined && (key === name || key === 'default')) return describe(kind, name, {});
  // an empty connection has every value: its type says unknown
  if (kind === 'connection') return connectionOf(describe(kind, name, {}) as never);
  throw new MissingExport(`${name} exports no "${key}" that could be read.`);
}

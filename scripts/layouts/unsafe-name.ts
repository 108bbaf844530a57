import type { Problem } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';

export const NOUNS: Readonly<Record<ComponentKind, string>> = {
  connection: 'connection',
  webhook: 'webhook',
  module: 'module',
  rpc: 'RPC',
  function: 'function',
  endpoint: 'endpoint',
};

/** Reports an ID that cannot name a folder or file: writing the component would leave the project. */
export function checkNameIsSafe(kind: ComponentKind, name: string): Problem[] {
  const isUnsafe = /[/\\:\0]/.test(name) || name === '' || name === '.' || name === '..';
  if (!isUnsafe) return [];
  const message = `${JSON.stringify(name)} cannot be the ID of a component: its files would lie outside of the project. The ${NOUNS[kind]} is not read.`;
  return [{ code: 'MAN052', severity: 'error', message, fix: 'use letters and digits.', path: [] }];
}

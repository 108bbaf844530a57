import { InputError } from '../core/problems.ts';

/** Reads `--port`; 0 takes a free one. */
export function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InputError(`--port ${text} is no port.`, { fix: 'use a number from 0 to 65535; 0 takes a free one.' });
}

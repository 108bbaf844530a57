import type { ComponentKind } from './manifest.ts';

interface NameRule {
  readonly pattern: RegExp;
  /** What the pattern asks for, in words. */
  readonly expects: string;
}

const alphanumeric = (least: number, most: number): string =>
  `a letter, then letters and digits, ${least} to ${most} characters in all`;

/** What the local ID of a component must look like (make-app-format.md §1.8). */
export const NAME_RULES: Readonly<Record<ComponentKind | 'app', NameRule>> = {
  app: {
    pattern: /^[a-z][0-9a-z-]{1,28}[0-9a-z]$/,
    expects:
      'a lower-case letter, then lower-case letters, digits and dashes, 3 to 30 characters in all, no dash at the end',
  },
  connection: {
    pattern: /^[a-zA-Z][0-9a-zA-Z-]{1,33}[0-9a-zA-Z]$/,
    expects: 'a letter, then letters, digits and dashes, 3 to 35 characters in all, no dash at the end',
  },
  webhook: {
    pattern: /^[a-zA-Z][0-9a-zA-Z-]{1,33}[0-9a-zA-Z]$/,
    expects: 'a letter, then letters, digits and dashes, 3 to 35 characters in all, no dash at the end',
  },
  module: { pattern: /^[a-zA-Z][0-9a-zA-Z]{2,63}$/, expects: alphanumeric(3, 64) },
  rpc: { pattern: /^[a-zA-Z][0-9a-zA-Z]{2,63}$/, expects: alphanumeric(3, 64) },
  function: { pattern: /^[a-zA-Z][0-9a-zA-Z]{1,94}[0-9a-zA-Z]$/, expects: alphanumeric(3, 96) },
  endpoint: { pattern: /^[a-zA-Z][0-9a-zA-Z]{1,126}[0-9a-zA-Z]$/, expects: alphanumeric(3, 128) },
};

/** Make's own limit for names of modules and RPCs today; longer ones are left from earlier (make-app-format.md §1.8). */
export const CURRENT_NAME_LENGTH = 48;

const RESERVED: ReadonlySet<string> = new Set(
  (
    'abstract arguments await boolean break byte case catch char class const continue debugger default delete do double ' +
    'else enum eval export extends false final finally float for function goto if implements import in instanceof int ' +
    'interface let long native new null package private protected public return short static super switch synchronized ' +
    'this throw throws transient true try typeof undefined var void volatile while with yield'
  ).split(' '),
);

/** Claims a word JavaScript reserves, or reserved once; modules, RPCs and functions cannot be called so. */
export const isReservedWord = (name: string): boolean => RESERVED.has(name);

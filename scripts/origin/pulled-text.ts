import type { SectionRow } from '../manifest/sections.ts';

const NO_SCOPES = '// No scopes are needed beyond those every connection asks for.\n';
const encoder = new TextEncoder();

/**
 * The text of a file for what Make answered: exactly that, with three exceptions (make-app-format.md §2.9 step 3). A
 * section that was never written answers null; the empty scope of a module gets a word of comment; common data is no
 * text at Make but a collection, so it is printed as the editor would, and an equal file is left as its author wrote it.
 */
export function textToWrite(row: SectionRow, answer: string, existing: Uint8Array | undefined): Uint8Array {
  if (row.format === 'js' || row.format === 'md') return encoder.encode(answer);
  if (answer.trim() === 'null') return encoder.encode(row.section === 'samples' ? '{}' : emptyOf(row));
  if (row.kind === 'module' && row.section === 'scope' && isEmptyList(answer)) {
    // Only where the file does not hold this very text: a comment there would be sent with the next deploy for nothing.
    return existing && isSame(existing, answer) ? existing : encoder.encode(NO_SCOPES + answer);
  }
  if (row.section === 'common') return commonText(answer, existing);
  return encoder.encode(answer);
}

const emptyOf = ({ section }: SectionRow): string => (section === 'common' ? '{}' : '[]');
const isEmptyList = (text: string): boolean => /^\s*\[\s*\]\s*$/.test(text);
const isSame = (bytes: Uint8Array, text: string): boolean => new TextDecoder().decode(bytes) === text;

function commonText(answer: string, existing: Uint8Array | undefined): Uint8Array {
  const value = parsed(answer);
  if (value === undefined) return encoder.encode(answer);
  const isEqual = existing && JSON.stringify(parsed(new TextDecoder().decode(existing))) === JSON.stringify(value);
  return isEqual ? existing : encoder.encode(`${JSON.stringify(value, null, 4)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

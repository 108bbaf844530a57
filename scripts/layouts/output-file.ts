/** A file to write; `path` is relative, with forward slashes. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();

export const textFile = (path: string, text: string): OutputFile => ({ path, bytes: encoder.encode(text) });

import { strToU8, zipSync } from 'fflate';

type Files = Readonly<Record<string, string | Uint8Array>>;

export const zipOf = (files: Files): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );

/** An archive with bytes of its directory changed: `edit` gets the view and where the entry of a path starts. */
export function withEntry(zip: Uint8Array, path: string, edit: (view: DataView, entry: number) => void): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  let offset = view.getUint32(copy.length - 6, true);
  for (;;) {
    const length = view.getUint16(offset + 28, true);
    const name = new TextDecoder().decode(copy.subarray(offset + 46, offset + 46 + length));
    if (name === path) break;
    offset += 46 + length + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  edit(view, offset);
  return copy;
}

/** The smallest archive of an app. */
export const SMALL = {
  'old/metadata.json': '{ "name": "old", "label": "Old", "version": 1, "theme": "#112233", "language": "en" }',
  'old/.sdk': '{ "version": 2 }',
  'old/base.imljson': '{}',
  'old/readme.md': 'Old\n',
} as const;

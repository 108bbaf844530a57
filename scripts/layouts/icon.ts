import type { Problem } from '../core/problems.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const SIZE = 512;

/** Make takes a PNG of exactly 512 × 512 pixels (make-app-format.md §1.1). */
export function checkIcon(icon: Uint8Array): Problem[] {
  const report = (message: string): Problem[] => [
    {
      code: 'MAN063',
      severity: 'error',
      message,
      fix: `give a PNG of ${SIZE} × ${SIZE} pixels.`,
      component: 'app',
      path: ['icon'],
    },
  ];
  if (icon.length < 24 || SIGNATURE.some((byte, index) => icon[index] !== byte)) return report('The icon is no PNG.');
  const view = new DataView(icon.buffer, icon.byteOffset, icon.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width === SIZE && height === SIZE ? [] : report(`The icon has ${width} × ${height} pixels.`);
}

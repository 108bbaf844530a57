import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderLocal } from '../../scripts/layouts/local.ts';
import { appOf } from '../runtime/sandbox-support.ts';
import { temporaryFolder } from './support.ts';

/** A manifest project that has nothing but functions. */
export async function functionsProject(...parts: Parameters<typeof appOf>): Promise<string> {
  const folder = join(await temporaryFolder(), 'harbour');
  for (const { path, bytes } of renderLocal(appOf(...parts))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

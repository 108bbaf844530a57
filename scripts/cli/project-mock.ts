import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpHandler } from '../core/http.ts';
import { InputError } from '../core/problems.ts';
import type { Mock, MockOptions } from '../mock/mock.ts';
import type { Config } from './config.ts';

const FOLDER = join('test', 'mock');

/** A project without any mock API: no mistake for components that send no request. */
export class MissingMock extends InputError {}

/** Sets up the project's mock API; `outgoing` carries the requests that the API itself sends, to webhooks. */
export async function openMock(
  { folder, config }: { readonly folder: string; readonly config: Config },
  options: MockOptions & { readonly outgoing?: HttpHandler },
): Promise<Mock> {
  const [{ loadMock }, { createMock }] = await Promise.all([import('../mock/load-mock.ts'), import('../mock/mock.ts')]);
  return createMock(await loadMock(config.mock ?? (await findMock(folder))), options);
}

/** The only declaration in `test/mock`; with several, the configuration must choose. */
async function findMock(folder: string): Promise<string> {
  const names = await readdir(join(folder, FOLDER)).catch(() => []);
  const found = names.filter((name) => /\.ya?ml$/.test(name) && !/\.openapi\.ya?ml$/.test(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return join(folder, FOLDER, only);
  const fix = 'name one in makeapp.config.yaml (mock: FILE), or run against --api live or --api http://127.0.0.1:PORT.';
  if (found.length > 0) throw new InputError(`The project has several mock APIs: ${found.join(', ')}.`, { fix });
  throw new MissingMock(`The project has no mock API: ${join(folder, FOLDER)} holds no declaration.`, { fix });
}

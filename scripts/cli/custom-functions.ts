import type { Manifest } from '../manifest/manifest.ts';
import type { DisposableRunner } from '../runtime/sandbox.ts';

/** Runs an app's custom functions, to be disposed with the session; the sandbox is loaded only for apps that have some. */
export async function customFunctions(manifest: Manifest): Promise<DisposableRunner | undefined> {
  if (Object.keys(manifest.functions).length === 0) return undefined;
  const { createFunctionRunner } = await import('../runtime/sandbox.ts');
  return createFunctionRunner(manifest);
}

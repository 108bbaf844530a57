import { BUILD_ID } from '../core/build-id.ts';
import { printJson } from '../core/json.ts';
import { rememberedLatest } from '../core/remember.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ModuleTypes } from './types.ts';

/** A file of the build, its path relative to the output folder. */
export interface BuiltFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a build holds besides the layouts: the manifest as one document, and the modules' types; `near` is a path inside the project. */
export async function outputFiles(manifest: Manifest, near: string): Promise<BuiltFile[]> {
  const types = await knownTypes(manifest, near);
  return [
    textFile('manifest.json', printJson(manifest)),
    ...types.map(({ module, text }) => textFile(`types/${module}.d.ts`, text)),
  ];
}

const textFile = (path: string, text: string): BuiltFile => ({ path, bytes: new TextEncoder().encode(text) });

/** Writing types costs a third of a build, and most builds change nothing about them. */
async function knownTypes(manifest: Manifest, near: string): Promise<ModuleTypes[]> {
  const write = async () => {
    const { moduleTypes } = await import('./types.ts');
    return { result: await moduleTypes(manifest), isWorthKeeping: true };
  };
  if (BUILD_ID === '') return (await write()).result;
  const texts = [BUILD_ID, manifest.app.name, JSON.stringify(manifest.modules)];
  return rememberedLatest({ near, name: 'types', texts }, write);
}

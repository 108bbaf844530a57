import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { CompiledProject } from '../compile/compile-project.ts';
import { BUILD_ID } from '../core/build-id.ts';
import { rememberedLatest } from '../core/remember.ts';

const FOLDERS = ['app', 'modules', 'connections', 'rpcs', 'webhooks', 'functions', 'endpoints'];

/** Compiles a descriptor project, or gives what the same sources gave before. The result is JSON, so it has no icon and no `locate` of its own. */
export async function compileCached(dir: string): Promise<Pick<CompiledProject, 'manifest' | 'problems'>> {
  const sources = readSources(dir);
  const compile = async () => {
    const { compileProject } = await import('../compile/compile-project.ts');
    const { manifest, problems } = await compileProject(dir);
    return {
      result: { ...(manifest && { manifest }), problems },
      isWorthKeeping: manifest !== undefined,
    };
  };
  if (BUILD_ID === '' || !sources) return (await compile()).result;
  return rememberedLatest({ near: join(dir, 'app'), name: 'manifest', texts: [BUILD_ID, ...sources] }, compile);
}

/** Names and texts of all sources; undefined when some import leads out of the folders that are read here. */
function readSources(dir: string): string[] | undefined {
  const files = FOLDERS.flatMap((folder) => filesBelow(join(dir, folder))).filter((file) => !file.endsWith('.png'));
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const isSelfContained = files.every((file, index) => staysInside(dir, file, texts[index] ?? ''));
  return isSelfContained ? files.flatMap((file, index) => [relative(dir, file), texts[index] ?? '']) : undefined;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return []; // An app without webhooks has no such folder; a folder that cannot be read is reported by the compiler.
  }
}

const IMPORT = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

function staysInside(dir: string, file: string, text: string): boolean {
  return [...text.matchAll(IMPORT)].every(([, target = '']) => {
    const [folder = ''] = relative(dir, resolve(dirname(file), target)).split(sep);
    return FOLDERS.includes(folder);
  });
}

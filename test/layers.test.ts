import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What each folder of scripts/ may import besides itself; anything not listed is forbidden. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  manifest: ['core'],
  iml: ['core'],
  mock: ['core'],
  layouts: ['core', 'manifest'],
  origin: ['core', 'manifest'],
  parameters: ['core', 'iml', 'manifest'],
  dsl: ['core', 'iml', 'manifest'],
  compile: ['core', 'iml', 'manifest', 'parameters', 'dsl'],
  decompile: ['core', 'iml', 'manifest', 'parameters'],
  lint: ['core', 'iml', 'manifest', 'parameters'],
  docs: ['core', 'iml', 'manifest', 'parameters'],
  runtime: ['core', 'iml', 'manifest', 'parameters'],
  scenario: ['core', 'iml', 'manifest', 'parameters', 'runtime'],
};
const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+|#dsl)'/g;

const folders = readdirSync('scripts').filter((name) => statSync(join('scripts', name)).isDirectory());
const components = ['app', 'modules', 'connections', 'rpcs', 'webhooks', 'functions', 'endpoints'];

interface Import {
  readonly from: string;
  /** Repository path of what is imported, or "#dsl". */
  readonly target: string;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].map(([, target = '']) => ({
    from: file,
    target: target === '#dsl' ? target : relative('.', resolve(dirname(file), target)),
  }));
}

describe('layers', () => {
  test('names every folder of scripts/', () => {
    expect(folders.filter((folder) => folder !== 'cli' && !MAY_IMPORT[folder])).toEqual([]);
  });

  test.each(folders.filter((folder) => folder !== 'cli'))('scripts/%s imports only from its layers', (folder) => {
    const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])].map((name) => join('scripts', name, '/'));

    const strays = sourcesBelow(join('scripts', folder))
      .flatMap(importsOf)
      .filter(({ target }) => !allowed.some((prefix) => target.startsWith(prefix)));

    expect(strays).toEqual([]);
  });

  test('nothing in scripts/ imports a descriptor', () => {
    const strays = sourcesBelow('scripts')
      .flatMap(importsOf)
      .filter(({ target }) => components.includes(target.split(/[\\/]/)[0] ?? ''));

    expect(strays).toEqual([]);
  });

  test('nothing in scripts/ names the app', () => {
    const naming = readdirSync('scripts', { recursive: true, encoding: 'utf8' })
      .map((file) => join('scripts', file))
      .filter((file) => statSync(file).isFile() && /chatbot/i.test(readFileSync(file, 'utf8')));

    expect(naming).toEqual([]);
  });

  test('descriptors import only #dsl, app/ and each other', () => {
    const strays = components
      .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      .flatMap(sourcesBelow)
      .flatMap(importsOf)
      .filter(({ target }) => target !== '#dsl' && !components.includes(target.split(/[\\/]/)[0] ?? ''));

    expect(strays).toEqual([]);
  });

  test('no file takes part in an import cycle', () => {
    const graph = new Map(sourcesBelow('scripts').map((file) => [file, importsOf(file).map(({ target }) => target)]));

    expect(findCycle(graph)).toEqual([]);
  });
});

/** The files of one import cycle, or none. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

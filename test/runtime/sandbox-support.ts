import { systemHost } from '../../scripts/iml/system-host.ts';
import type { FunctionComponent, Manifest } from '../../scripts/manifest/manifest.ts';
import { loadSandbox, type SandboxOptions } from '../../scripts/runtime/sandbox.ts';

/** An app that has nothing but functions: their code, and the tests of some. */
export function appOf(
  sources: Readonly<Record<string, string>>,
  tests: Readonly<Record<string, string>> = {},
): Manifest {
  const functions = Object.entries(sources).map(([name, code]): [string, FunctionComponent] => [
    name,
    { kind: 'function', name, sections: { code, test: tests[name] ?? '' } },
  ]);
  return {
    app: {
      name: 'harbour',
      label: 'Harbour',
      description: '',
      version: 1,
      theme: '#004488',
      language: 'en',
      audience: 'global',
      countries: null,
    },
    sections: {},
    connections: {},
    webhooks: {},
    modules: {},
    rpcs: {},
    functions: Object.fromEntries(functions),
    endpoints: {},
  };
}

/** Loads the sandbox and gives a way to run one expression's worth of JavaScript: the body of a function `probe`. */
export async function bodyRunner(options: SandboxOptions = {}): Promise<(body: string, ...args: unknown[]) => unknown> {
  const runCustom = await loadSandbox(options);
  return (body, ...args) => {
    const loaded = runCustom({ probe: `function probe(...args) { ${body} }` }, systemHost());
    try {
      return loaded.functions.get('probe')?.(...args);
    } finally {
      loaded.dispose?.();
    }
  };
}

/** What a call threw. */
export function failure(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was thrown.');
}

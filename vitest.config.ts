import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the counts of the run. */
const report = process.env.MAKEAPP_TEST_REPORT;

/** Tests of what a process has loaded, of its limits and of its streams: each file gets a process of its own. */
const ALONE = ['test/iml/functions/lazy.test.ts', 'test/runtime/sandbox-limits.test.ts', 'test/cli/terminal.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    maxWorkers: '100%',
    // What a file compiles to is kept in node_modules from run to run.
    experimental: { fsModuleCache: true },
    expect: { requireAssertions: true },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      // Nearly all tests are of pure functions: the files of a worker share what they import, which halves the time.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});

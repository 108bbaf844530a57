import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the counts of the run. */
const report = process.env.MAKEAPP_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    expect: { requireAssertions: true },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});

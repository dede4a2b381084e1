import { defineConfig } from 'vitest/config';

/** `npm run test:scale`: the real Ray, Spark, Slurm and GNU parallel, where they are to be had. */
export default defineConfig({
  test: {
    globalSetup: ['tests/helpers/build.ts'],
    include: ['tests/scale/*.test.ts'],
    pool: 'forks',
    // Each has all processors for itself.
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 20 * 60_000,
    // What is skipped is named.
    reporters: ['verbose'],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/helpers/build.ts'],
    include: ['tests/**/*.test.ts'],
    // One process a file: TensorFlow is started once in each and cannot be unloaded.
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

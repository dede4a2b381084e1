import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  // The runes of the page's state.
  plugins: [svelte({ configFile: false })],
  test: {
    globalSetup: ['tests/helpers/build.ts'],
    include: ['tests/**/*.test.ts'],
    // They fetch hundreds of megabytes, and take minutes.
    exclude: [
      ...configDefaults.exclude,
      'tests/keras/**',
      'tests/scale/**',
      ...(process.env.DIGITS_TEST_COMPILER ? [] : ['tests/integration/fetched-compiler.test.ts']),
    ],
    // One process a file: TensorFlow is started once in each and cannot be unloaded.
    pool: 'forks',
    // Vitest would leave one core free: on two cores it would run one file after the other, although
    // half of a test's time is waiting, for a process, a page or a signal.
    maxWorkers: '100%',
    // What is waited for comes later where other files compute meanwhile; what never comes is soon enough told.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});

import { defineConfig } from 'vitest/config';

/** `npm run test:keras`: models to and from the real Keras, TensorFlow.js's converter and onnxruntime. */
export default defineConfig({
  test: {
    include: ['tests/keras/*.test.ts'],
    pool: 'forks',
    // Each has all processors for itself.
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 20 * 60_000,
    reporters: ['verbose'],
  },
});

import { defineConfig, mergeConfig } from 'vitest/config';
import usual from '../../vitest.config.js';

/** `npm run test:hostile`: every case of the hostile campaigns, hours of them. */
export default mergeConfig(
  usual,
  defineConfig({
    test: {
      env: { HOSTILE: 'whole' },
      testTimeout: 12 * 3_600_000,
    },
  }),
);

import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { installEngine } from '../../src-main/setup/engine.mjs';
import { detectMachine } from '../../src-main/setup/machine.mjs';
import { temporaryFolder } from '../helpers/temporary-folder.js';

afterEach(() => void vi.unstubAllEnvs());

// TensorFlow and the compiler are fetched (400 MB) and the addon compiled: some minutes. Only with
// DIGITS_TEST_COMPILER=1.
test('without a C++ compiler the addon is compiled by one that is fetched, and computes', async () => {
  const cache = temporaryFolder();
  vi.stubEnv('DIGITS_CACHE_DIR', cache);
  const machine = { ...(await detectMachine()), compiler: null };
  // It counts as installed once it has multiplied two matrices rightly.
  const { directory } = await installEngine({ machine, engine: 'cpu' });
  expect(fs.readdirSync(directory).sort()).toEqual([
    'engine.json',
    'tensorflow',
    'tfjs_binding.node',
  ]);
  expect(fs.readdirSync(path.join(cache, 'engines'))).toEqual([path.basename(directory)]);
}, 1_800_000);

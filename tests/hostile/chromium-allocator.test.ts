import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compileAllocator, withAllocator } from '../helpers/chromium-allocator/allocator.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { isWhole } from './campaign.js';

const digits = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));

/** What `load-tensorflow.mjs` sets in Electron's processes. */
const asInElectron = { TF_ONEDNN_USE_SYSTEM_ALLOCATOR: '1' };

/** The quick part has the smallest network; the largest takes half a minute and more of two cores. */
const asked = isWhole
  ? ['--preset', 'classic', '--limit-images', '256']
  : ['--preset', 'tiny', '--limit-images', '64'];

test('a network is trained and measured within what Chromium gives at once', (context) => {
  const library = compileAllocator(temporaryFolder());
  if (library === null) return context.skip('no C compiler');
  const words = ['train', ...asked, '--precision', 'float32', '--epochs', '1'];
  const { status, stderr } = spawnSync(process.execPath, [digits, ...words], {
    env: { ...withAllocator(library), ...asInElectron, DIGITS_DATA_DIR: temporaryFolder() },
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findEngine } from '../../../src-main/setup/engine.mjs';
import { compileAllocator, withAllocator } from '../../helpers/chromium-allocator/allocator.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const engine = findEngine();
const loader = fileURLToPath(
  new URL('../../../src-main/setup/load-tensorflow.mjs', import.meta.url),
);

/** As in Electron's process: asks TensorFlow for a tensor of 600 MiB, for which it would take 1 GiB. */
const script = `
Object.defineProperty(process.versions, 'electron', { value: '45.4.1' });
const { loadNativeTensorFlow } = await import(${JSON.stringify(loader)});
const tf = loadNativeTensorFlow({ addonPath: process.argv[1] });
console.log(tf.fill([600, 1024, 256], 1).slice([0, 0, 0], [1, 1, 1]).dataSync()[0]);
`;

function run(env: NodeJS.ProcessEnv) {
  const args = ['--input-type=module', '-e', script, engine?.addonPath ?? ''];
  const { stdout, signal } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  return { stdout, signal };
}

test.skipIf(engine === null)(
  "TensorFlow stays within what Chromium's allocator gives",
  (context) => {
    const library = compileAllocator(temporaryFolder());
    if (library === null) return context.skip('no C compiler');
    const env = withAllocator(library);
    expect(run(env)).toEqual({ stdout: '1\n', signal: null });
    // It is the setting that does it.
    const unset = run({ ...env, TF_ONEDNN_USE_SYSTEM_ALLOCATOR: '0' });
    expect(unset.signal).toMatch(/^SIG(ILL|TRAP)$/);
  },
);

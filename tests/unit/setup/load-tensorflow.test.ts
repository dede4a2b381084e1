import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findEngine } from '../../../src-main/setup/engine.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const setup = path.resolve(import.meta.dirname, '../../../src-main/setup');

/** In a process of its own: what is measured is the whole process. */
const SCRIPT = `
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { loadNativeTensorFlow } from ${JSON.stringify(path.join(setup, 'load-tensorflow.mjs'))};
const tf = loadNativeTensorFlow({ engine: 'cpu', addonPath: process.argv[1] });
const images = tf.randomUniform([8, 28, 28, 16]);
tf.conv2d(images, tf.randomUniform([5, 5, 16, 16]), 1, 'same').sum().dataSync();
const tasks = fs.existsSync('/proc/self/task') ? fs.readdirSync('/proc/self/task') : [];
const loaded = Object.keys(createRequire(import.meta.url).cache);
console.log(JSON.stringify({
  backend: tf.getBackend(),
  top: [...tf.topk(tf.tensor1d([3, 1, 2]), 2).values.dataSync()],
  threads: tasks.length,
  archivers: loaded.filter((file) => /node_modules.(tar|npmlog|node-fetch)./.test(file)),
}));`;

// `npm test` installs the engine first; a machine that can't have one still runs the other tests.
const engine = findEngine();

function load(addonPath: string, env: Record<string, string> = {}) {
  const args = ['--input-type=module', '-e', SCRIPT, addonPath];
  const { stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout);
}

test.skipIf(engine?.engine !== 'cpu')(
  'TensorFlow loads from the cache, without the old archive library',
  () => {
    const result = load(engine?.addonPath ?? '');
    expect(result).toMatchObject({ backend: 'tensorflow', top: [3, 2], archivers: [] });
  },
);

test.skipIf(engine?.engine !== 'cpu' || process.platform !== 'linux')(
  'there is one pool of threads, of as many as there are cores',
  () => {
    const cores = os.availableParallelism();
    const one = load(engine?.addonPath ?? '', { TF_NUM_INTRAOP_THREADS: '1' }).threads;
    expect(load(engine?.addonPath ?? '').threads).toBe(one + cores - 1);
  },
);

test.skipIf(engine?.engine !== 'cpu' || process.platform !== 'linux')(
  'an engine can be moved',
  () => {
    const copy = path.join(temporaryFolder(), 'copy');
    fs.mkdirSync(copy);
    fs.copyFileSync(engine?.addonPath ?? '', path.join(copy, 'tfjs_binding.node'));
    fs.symlinkSync(path.join(engine?.directory ?? '', 'tensorflow'), path.join(copy, 'tensorflow'));
    expect(load(path.join(copy, 'tfjs_binding.node')).backend).toBe('tensorflow');
  },
);

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findEngine } from '../../../src-main/setup/engine.mjs';
import { bundledPackages } from '../../../src-main/setup/packaging/bundled-packages.mjs';
import { packagesWithDependencies } from '../../../src-main/setup/packaging/installed-packages.mjs';
import {
  exclusions,
  shippedPackages,
} from '../../../src-main/setup/packaging/shipped-packages.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

function write(file: string, content: object | string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** A checkout with these packages, each with the names of what it needs. */
function madeUp(packages: Record<string, Record<string, unknown>>, asked: string[]): string {
  const root = temporaryFolder();
  const needs = (names: string[]) => Object.fromEntries(names.map((name) => [name, '*']));
  write(path.join(root, 'package.json'), {
    name: 'root',
    version: '1.0.0',
    dependencies: needs(asked),
  });
  for (const [place, manifest] of Object.entries(packages)) {
    const name = place.split('node_modules/').at(-1);
    write(path.join(root, 'node_modules', place, 'package.json'), {
      ...{ name, version: '1.0.0', license: 'MIT' },
      ...manifest,
    });
  }
  return root;
}

const names = (found: Iterable<{ name: string; version: string }>) =>
  [...found].map(({ name, version }) => `${name} ${version}`);

test('packages are found as Node finds them, nested ones first', () => {
  const root = madeUp(
    {
      a: { dependencies: { b: '*' }, optionalDependencies: { elsewhere: '*' } },
      'a/node_modules/b': { version: '2.0.0' },
      '@scope/c': { dependencies: { b: '*', a: '*' }, peerDependencies: { peer: '*' } },
      b: { version: '1.0.0' },
      peer: {},
    },
    ['@scope/c'],
  );
  const found = packagesWithDependencies({ root, names: ['@scope/c'] });
  expect(names(found.values())).toEqual([
    '@scope/c 1.0.0',
    'b 1.0.0',
    'a 1.0.0',
    'b 2.0.0',
    'peer 1.0.0',
  ]);
  expect(() => packagesWithDependencies({ root, names: ['missing'] })).toThrow('npm install');
});

test('what the built main process names is shipped, however it asks for it', () => {
  const asked = ['imported', 'required', '@scope/resolved', 'lazy', 'unused', 'trash', '@types/x'];
  const root = madeUp(
    {
      imported: { dependencies: { 'deep-one': '*', '@types/x': '*' } },
      'deep-one': {},
      required: {},
      '@scope/resolved': {},
      lazy: {},
      unused: { dependencies: { 'unused-too': '*' } },
      'unused-too': {},
      trash: {},
      '@types/x': {},
    },
    asked,
  );
  const main = path.join(root, 'out', 'main');
  write(
    path.join(main, 'index.js'),
    `import x from "imported";
     const y = createRequire(import.meta.url)("required");
     const z = load.resolve('@scope/resolved/package.json');
     const { default: t } = await import("trash");`,
  );
  write(path.join(main, 'chunks', 'more.js'), 'const lazy = () => import(`lazy`);');
  const shipped = shippedPackages({ root, main });
  expect(names(shipped)).toEqual(
    ['@scope/resolved', 'deep-one', 'imported', 'lazy', 'required'].map((name) => `${name} 1.0.0`),
  );
  expect(exclusions({ root, shipped })).toEqual(
    ['@types/x', 'trash', 'unused', 'unused-too'].map((name) => `!**/node_modules/${name}{,/**}`),
  );
});

/** In a process of its own: the files that TensorFlow.js loads, with what a training asks of it first. */
const SCRIPT = `
import { createRequire } from 'node:module';
import { loadNativeTensorFlow } from ${JSON.stringify(path.join(checkout, 'src-main/setup/load-tensorflow.mjs'))};
const require = createRequire(import.meta.url);
const tf = loadNativeTensorFlow({ addonPath: process.argv[1] });
const layer = tf.layers.dense({ units: 2, inputShape: [3] });
tf.sequential({ layers: [layer] }).predict(tf.ones([1, 3])).dataSync();
console.log(JSON.stringify(Object.keys(require.cache)));`;

const engine = findEngine();

test.skipIf(engine === null && !process.env.CI)(
  'everything that the engine loads is shipped',
  () => {
    const args = ['--input-type=module', '-e', SCRIPT, engine?.addonPath ?? ''];
    const { stdout } = spawnSync(process.execPath, args, { cwd: checkout, encoding: 'utf8' });
    const loaded: string[] = JSON.parse(stdout);
    const main = temporaryFolder();
    write(path.join(main, 'engine.js'), '"@tensorflow/tfjs"; "@tensorflow/tfjs-node-gpu";');
    const folders = shippedPackages({ root: checkout, main }).map(({ directory }) => directory);
    const inPackages = loaded.filter((file) => file.includes('node_modules'));
    expect(inPackages.length).toBeGreaterThan(100);
    const strange = inPackages.filter(
      (file) => !folders.some((folder) => file.startsWith(`${folder}${path.sep}`)),
    );
    expect(strange).toEqual([]);
  },
);

test('source maps tell which packages were copied into the built files', () => {
  const root = madeUp({ svelte: { version: '5.0.0' }, 'a/node_modules/@scope/b': {}, a: {} }, []);
  const out = path.join(root, 'release', 'out');
  const built = (file: string, sources: string[]) => {
    write(path.join(out, file), '');
    write(path.join(out, `${file}.map`), { version: 3, sources });
  };
  built('main/index.js', [
    '../../../src-main/desktop/index.ts',
    '../../../node_modules/a/node_modules/@scope/b/index.js',
  ]);
  built('renderer/assets/index.js', [
    '../../../../node_modules/svelte/src/index.js',
    '../../../../node_modules/svelte/src/more.js',
  ]);
  expect(names(bundledPackages(out))).toEqual(['@scope/b 1.0.0', 'svelte 5.0.0']);
  write(path.join(out, 'preload', 'index.cjs'), '');
  expect(() => bundledPackages(out)).toThrow(/preload.index\.cjs has no source map/);
});

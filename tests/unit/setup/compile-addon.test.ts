import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileAddon, compilerArguments } from '../../../src-main/setup/compile-addon.mjs';
import { ADDON_VERSION, engineDirectoryName } from '../../../src-main/setup/wheels.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

function withLibraries(...names: string[]): string {
  const directory = temporaryFolder();
  fs.mkdirSync(path.join(directory, 'tensorflow'));
  for (const name of names) fs.writeFileSync(path.join(directory, 'tensorflow', name), '');
  return directory;
}

test('the version in the directory name is that of the package in use', () => {
  const { version } = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu/package.json');
  expect(version).toBe(ADDON_VERSION);
  const names = ['cpu', 'cuda'].map((engine) =>
    engineDirectoryName({
      engine: engine === 'cpu' ? 'cpu' : 'cuda',
      platform: 'linux',
      arch: 'x64',
    }),
  );
  expect(new Set(names).size).toBe(2);
  expect(names[0]).toContain(version);
});

test('the addon finds its libraries relative to itself, on Linux and on macOS', () => {
  const linux = withLibraries('libtensorflow_cc.so.2', 'libtensorflow_framework.so.2', 'other.so');
  const args = compilerArguments({ directory: linux, platform: 'linux' });
  expect(args).toContain('-Wl,-rpath,$ORIGIN/tensorflow');
  expect(args.filter((argument) => argument.includes('.so'))).toEqual([
    path.join(linux, 'tensorflow', 'libtensorflow_cc.so.2'),
    path.join(linux, 'tensorflow', 'libtensorflow_framework.so.2'),
  ]);
  const mac = withLibraries('libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib');
  const macArgs = compilerArguments({ directory: mac, platform: 'darwin' });
  expect(macArgs).toContain('-Wl,-rpath,@loader_path/tensorflow');
  expect(macArgs).toContain('-bundle');
  expect(macArgs).not.toContain('-shared');
  expect(macArgs.filter((argument) => argument.endsWith('.dylib'))).toHaveLength(2);
});

test('the source of the addon is there, for the built program too', async () => {
  const built = '../../../dist/src-main/setup/compile-addon.mjs';
  for (const { compilerArguments: argumentsOf } of [
    await import('../../../src-main/setup/compile-addon.mjs'),
    await import(built),
  ]) {
    const directory = withLibraries('libtensorflow_cc.so.2');
    const sources = argumentsOf({ directory, platform: 'linux' }).filter((argument: string) =>
      argument.endsWith('.cc'),
    );
    expect(sources).toHaveLength(1);
    expect(fs.existsSync(sources[0])).toBe(true);
  }
});

test("a compiler's failure carries its words", async () => {
  const compiler = [
    process.execPath,
    '-e',
    'console.error("fatal error: no such header"); process.exit(1)',
    '--',
  ];
  await expect(compileAddon({ compiler, directory: withLibraries() })).rejects.toMatchObject({
    code: 'COMPILE_FAILED',
    details: 'fatal error: no such header',
    remedy: expect.stringContaining('CXX'),
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildAddon } from '../../../src-main/setup/build-addon.mjs';
import { loadProblem } from '../../../src-main/setup/load-problem.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { fakeMachine } from './fake-machine.js';

/**
 * A program in the place of Python: pip "downloads" a wheel, which "unpacks" into a compiler that writes
 * down how it is called.
 */
function surroundings() {
  const directory = temporaryFolder();
  fs.mkdirSync(path.join(directory, 'tensorflow'));
  const calls = path.join(directory, 'calls');
  const compiler = [
    '#!/bin/sh',
    `echo "$@" >> ${calls}`,
    `echo "$ZIG_GLOBAL_CACHE_DIR $ZIG_LOCAL_CACHE_DIR [$CPATH]" >> ${calls}`,
  ];
  const script = `
    import fs from 'node:fs';
    import path from 'node:path';
    import process from 'node:process';
    const args = process.argv.slice(2);
    const after = (flag) => args[args.indexOf(flag) + 1];
    if (args.includes('download')) {
      fs.appendFileSync(${JSON.stringify(calls)}, fs.readFileSync(after('-r'), 'utf8'));
      fs.writeFileSync(path.join(after('-d'), 'ziglang.whl'), '');
    } else if (args[0] === '-I') {
      const folder = path.join(args[4], 'ziglang');
      fs.mkdirSync(folder);
      fs.writeFileSync(path.join(folder, 'zig'), ${JSON.stringify(compiler.join('\n'))}, { mode: 0o755 });
    } else console.log('{}');`;
  const file = path.join(directory, 'python.mjs');
  fs.writeFileSync(file, script);
  const build = (compilerOfMachine: string[] | null) =>
    buildAddon({
      python: { command: [process.execPath, file], pip: '23.0' },
      machine: fakeMachine({ compiler: compilerOfMachine }),
      directory,
      onProgress: () => {},
      signal: undefined,
    });
  return { directory, build, calls: () => fs.readFileSync(calls, 'utf8').trim().split('\n') };
}

const failing = [process.execPath, '-e', 'process.exit(1)', '--'];

test.skipIf(process.platform === 'win32').each([[null], [failing]])(
  'with %j in the place of a compiler, one is fetched, used, and gone',
  async (compiler) => {
    const { directory, build, calls } = surroundings();
    process.env.CPATH = '/somewhere/include';
    await build(compiler);
    delete process.env.CPATH;
    const [requirement, args, caches] = calls();
    expect(requirement).toMatch(/^ziglang==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
    expect(args).toMatch(/^c\+\+ -target x86_64-linux-gnu\.2\.27 -mcpu=baseline .*addon\.cc/);
    const cache = path.join(directory, 'compiler', 'cache');
    expect(caches).toBe(`${cache} ${cache} []`);
    expect(fs.existsSync(path.join(directory, 'compiler'))).toBe(false);
  },
);

test("the machine's own compiler is told when no other can be had", async () => {
  const directory = temporaryFolder();
  fs.mkdirSync(path.join(directory, 'tensorflow'));
  const building = buildAddon({
    python: { command: [process.execPath, '-e', 'process.exit(1)', '--'], pip: '23.0' },
    machine: fakeMachine({ compiler: failing }),
    directory,
    onProgress: () => {},
    signal: undefined,
  });
  await expect(building).rejects.toMatchObject({ code: 'COMPILE_FAILED' });
});

test('a loader that may not map a program is told in words', () => {
  const words = 'libtensorflow_cc.so.2: failed to map segment from shared object';
  expect(loadProblem(words, '/cache/engine')).toMatchObject({
    code: 'CANNOT_RUN',
    message: expect.stringContaining('/cache/engine'),
    remedy: expect.stringContaining('DIGITS_CACHE_DIR'),
  });
  expect(loadProblem('undefined symbol: TF_Version', '/cache/engine')).toBeNull();
});

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const program = fileURLToPath(
  new URL('../../../src-main/setup/engine-program.mjs', import.meta.url),
);

function surroundings(tools: Record<string, string>) {
  const root = temporaryFolder();
  const bin = path.join(root, 'bin');
  fs.mkdirSync(bin);
  for (const [name, script] of Object.entries(tools)) {
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const env = {
    ...process.env,
    PATH: bin,
    DIGITS_CACHE_DIR: root,
    DIGITS_DATA_DIR: root,
    DIGITS_ENGINE: 'cpu',
    CXX: '',
  };
  return { root, env, engines: path.join(root, 'engines') };
}

const pip = 'if [ "$3" = --version ]; then echo "pip 23.0 from x"; exit 0; fi';

test('wrong usage is 2, a missing engine 1', () => {
  const { env } = surroundings({});
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
  expect(run('frobnicate')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Usage'),
  });
  expect(run('install', 'more').status).toBe(2);
  expect(run('path')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('No native engine'),
  });
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('install') });
});

test.runIf(process.platform === 'linux')('without pip: one paragraph and 1', () => {
  const { env } = surroundings({});
  const found = spawnSync(process.execPath, [program, 'install', '--quiet'], {
    env,
    encoding: 'utf8',
  });
  expect(found).toMatchObject({ status: 1, stdout: '' });
  expect(found.stderr).toMatch(/^No native TensorFlow can be installed\. .*python3-pip.*\n$/);
});

test.runIf(process.platform === 'linux')(
  'killed in the middle, the next call cleans up; Ctrl-C is 130',
  async () => {
    const { env, engines } = surroundings({
      python3: `${pip}\nexec ${process.execPath} -e 'setTimeout(() => {}, 5000)'`,
      'c++': 'exit 0',
    });
    const start = () =>
      spawn(process.execPath, [program, 'install'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const drafts = () =>
      (fs.existsSync(engines) ? fs.readdirSync(engines) : []).filter((name) =>
        name.startsWith('.'),
      );
    const status = (child: ReturnType<typeof start>) =>
      new Promise<number | null>((resolve) => void child.on('exit', (code) => resolve(code)));

    const killed = start();
    // Its fake pip outlives it by a few seconds, as a real one may.
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([`.installing-${killed.pid}`]);
    killed.kill('SIGKILL');
    await status(killed);
    expect(drafts()).toHaveLength(1);

    const interrupted = start();
    await expect.poll(drafts, { timeout: 10_000 }).toEqual([`.installing-${interrupted.pid}`]);
    const ended = status(interrupted);
    interrupted.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(fs.readdirSync(engines)).toEqual([]);
  },
);

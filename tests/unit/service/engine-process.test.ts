import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EngineChannel } from '../../../src-main/service/engine-channel.js';
import { startEngineProcess } from '../../../src-main/service/engine-process.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

/** The engine's log of a data directory, and what is said of an engine that has died. */
async function startAndDie(dataFolder: string) {
  vi.stubEnv('DIGITS_DATA_DIR', dataFolder);
  onTestFinished(() => void vi.unstubAllEnvs());
  let log: string | null = '';
  let die: Parameters<EngineChannel['onExit']>[0] = () => {};
  const channel = {
    send: () => {},
    onMessage: () => {},
    onExit: (listener: typeof die) => {
      die = listener;
    },
    close: () => {},
    kill: () => {},
  };
  const engine = startEngineProcess(
    (path) => {
      log = path;
      return channel;
    },
    { event: async () => null, evaluation: async () => null },
  );
  die({ code: null, signal: 'SIGKILL' });
  return { log, message: (await engine.ended).message };
}

test("the engine's last words are in a log of the data directory", async () => {
  const folder = temporaryFolder();
  const { log, message } = await startAndDie(folder);
  expect(log).toBe(join(folder, 'logs', 'engine.log'));
  expect(message).toContain(`What it wrote last is in ${log}.`);
});

test.each([
  ['a file is in the way of the folder', (folder: string) => writeFileSync(folder, '')],
  [
    'the log is a folder',
    (folder: string) => mkdirSync(join(folder, 'logs', 'engine.log'), { recursive: true }),
  ],
])('without a log it starts all the same: %s', async (_, spoil) => {
  const folder = temporaryFolder();
  rmSync(folder, { recursive: true });
  spoil(folder);
  const { log, message } = await startAndDie(folder);
  expect(log).toBeNull();
  expect(message).toMatch(/is kept\.$/);
});

test.skipIf(process.platform !== 'linux')('nor does a place that is no place', async () => {
  expect((await startAndDie('/proc/nowhere')).log).toBeNull();
});

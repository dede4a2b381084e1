import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { TrainingSnapshot } from '../../../src-shared/contract/training-views.js';
import { useDesktop } from '../../helpers/desktop-app.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { eventually, listen, value } from './bridge.js';

const { launchStandIn } = useDesktop();

/** Eight steps an epoch; a thousand epochs last longer than any test. */
const start = (page: Page, epochs: number) =>
  value(page, 'training.start', {
    preset: 'tiny',
    name: 'tiny',
    limitImages: 120,
    config: { epochs, batchSize: 16, noiseDim: 10, guidance: 0, seed: 42 },
  });

const current = async (page: Page) =>
  (await value(page, 'training.current', {})) as TrainingSnapshot | null;

const stepped = (page: Page, step: number) =>
  eventually(async () => (await current(page))?.step ?? 0).toBeGreaterThanOrEqual(step);

const runRecord = (dataFolder: string) =>
  JSON.parse(readFileSync(join(dataFolder, 'runs/tiny/run.json'), 'utf8'));

/** A container whose first process reaps no orphans keeps them as zombies (Z). */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

test('a training keeps the computer awake, shows its progress and tells its end', async () => {
  const desktop = await launchStandIn({
    dataFolder: temporaryFolder(),
    answers: { 'window.isFocused': false },
  });
  const { page, calls, native } = desktop;
  const told = await listen(page);
  await start(page, 2);
  await eventually(told).toContainEqual({
    ...{ kind: 'ended', run: 'tiny', name: 'tiny', state: 'finished', epoch: 2, step: 16 },
  });
  const steps = (await told()).filter(({ kind }) => kind === 'steps');
  expect(steps.at(-1)).toMatchObject({ step: 16, generatorLosses: expect.any(Float32Array) });

  const blocked = await calls('powerSaveBlocker.start');
  expect(blocked).toEqual([['prevent-app-suspension', 1]]);
  await eventually(() => calls('powerSaveBlocker.stop')).toEqual([[1]]);
  const shares = (await calls('window.setProgressBar')).map(([share]) => Number(share));
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBe(-1);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  expect(shares.slice(0, -1)).toEqual(shares.slice(0, -1).toSorted((a, b) => a - b));

  expect(await calls('Notification')).toEqual([
    [{ title: 'Training finished', body: 'tiny: 2 epochs.' }],
  ]);
  await native.clickNotification();
  expect(await calls('window.focus')).toHaveLength(1);
});

test('a window that is looked at needs no notification; a paused training lets the computer sleep', async () => {
  const { page, calls, answer } = await launchStandIn({ dataFolder: temporaryFolder() });
  await answer('window.isFocused', true);
  const told = await listen(page);
  await start(page, 1000);
  await stepped(page, 1);
  await value(page, 'training.pause', {});
  await eventually(() => calls('powerSaveBlocker.stop')).toEqual([[1]]);
  expect((await calls('window.setProgressBar')).at(-1)).toMatchObject([
    expect.any(Number),
    { mode: 'paused' },
  ]);
  await value(page, 'training.continue', {});
  await eventually(() => calls('powerSaveBlocker.start')).toHaveLength(2);
  await value(page, 'training.stop', {});
  await eventually(told).toContainEqual(expect.objectContaining({ state: 'stopped' }));
  expect(await calls('Notification')).toEqual([]);
});

test('quitting asks while a training runs, and then stops it cleanly', async () => {
  const dataFolder = temporaryFolder();
  const desktop = await launchStandIn({ dataFolder });
  const { page, native, calls, answer } = desktop;
  await start(page, 1000);
  await stepped(page, 3);

  await answer('dialog.showMessageBox', { response: 1 }); // Keep training
  await native.quit();
  await eventually(() => calls('dialog.showMessageBox')).toHaveLength(1);
  await native.closeWindow();
  await eventually(() => calls('dialog.showMessageBox')).toHaveLength(2);
  expect((await calls('dialog.showMessageBox'))[0]).toMatchObject([
    { buttons: ['Stop and quit', 'Keep training'], defaultId: 1, cancelId: 1 },
  ]);
  const before = (await current(page))?.step ?? 0;
  await stepped(page, before + 2);

  const engine = await desktop.enginePid();
  await answer('dialog.showMessageBox', { response: 0 });
  await native.closeWindow();
  expect(await desktop.ended).toBe(0);
  const record = runRecord(dataFolder);
  expect(record).toMatchObject({ state: 'stopped' });
  expect(readdirSync(join(dataFolder, 'runs/tiny/checkpoints')).sort().at(-1)).toBe(
    `step-${String(record.progress.step).padStart(8, '0')}`,
  );
  await eventually(() => isAlive(engine)).toBe(false);
});

test('quitting asks while a data set is made, and asks nothing when nobody is at work', async () => {
  const desktop = await launchStandIn({ dataFolder: temporaryFolder() });
  const { page, native, calls } = desktop;
  // More strips than any test waits for; no is what a dialog answers that nobody has answered.
  const { dataset } = (await value(page, 'dataset.start', {
    name: 'large',
    request: {
      ...{ grammar: { number: '\\d{6}' }, lists: {}, count: 1_000_000, seed: 7, bank: 'shipped' },
      ...{ split: { train: 100, val: 0, test: 0 }, shared: { strings: true, hands: true } },
      ...{ style: { name: 'clean' }, colour: false, height: 24, formats: ['files'], shardSize: 10 },
    },
  })) as { dataset: string };
  await native.quit();
  await eventually(() => calls('dialog.showMessageBox')).toMatchObject([
    [{ message: 'A data set is being worked at', detail: expect.stringContaining('"large"') }],
  ]);
  await value(page, 'dataset.cancel', { dataset });
  await native.quit();
  expect(await desktop.ended).toBe(0);
});

test.each([
  ['a system that shuts down', ({ native }) => native.emit('powerMonitor', 'shutdown', [])],
  ['SIGTERM', async ({ process: main }) => void main.kill('SIGTERM')],
] satisfies [string, (desktop: Awaited<ReturnType<typeof launchStandIn>>) => Promise<void>][])(
  '%s stops the training with a checkpoint, without a question',
  async (_, end) => {
    const dataFolder = temporaryFolder();
    const desktop = await launchStandIn({ dataFolder });
    await start(desktop.page, 1000);
    await stepped(desktop.page, 2);
    await end(desktop);
    expect(await desktop.ended).toBe(0);
    expect(runRecord(dataFolder)).toMatchObject({ state: 'stopped' });
  },
);

test('a second attempt to quit while the training is saved can end it at once', async () => {
  const dataFolder = temporaryFolder();
  const desktop = await launchStandIn({ dataFolder });
  const { page, native, answer, calls } = desktop;
  await start(page, 1000);
  await stepped(page, 1);
  // The engine hears nothing any more: its training will never stop by itself.
  const engine = await desktop.enginePid();
  process.kill(engine, 'SIGSTOP');
  await answer('dialog.showMessageBox', { response: 0 });
  await native.quit();
  await eventually(() => calls('dialog.showMessageBox')).toHaveLength(1);
  // A terminal's Ctrl-C ends the page's process as well: that is no crash.
  await native.loseRenderer('killed');
  await native.loseRenderer('killed');
  expect(await calls('dialog.showErrorBox')).toEqual([]);
  await answer('dialog.showMessageBox', { response: 1 }); // Quit at once
  await native.quit();
  expect(await desktop.ended).toBe(0);
  await eventually(() => isAlive(engine)).toBe(false);
});

test('an engine that dies is reported and started again; the training can be resumed', async () => {
  const dataFolder = temporaryFolder();
  const desktop = await launchStandIn({ dataFolder });
  const { page } = desktop;
  const told = await listen(page);
  await start(page, 1000);
  await stepped(page, 9);
  await desktop.native.failEngine({
    location: 'v8::made::up',
    report: 'Out of memory',
    lastWords: 'said at the end',
  });
  await eventually(told).toContainEqual({
    ...{ kind: 'failed', run: 'tiny', name: 'tiny' },
    error: expect.objectContaining({
      code: 'ENGINE_DIED',
      message: expect.stringContaining('(SIGKILL)'),
    }),
  });
  const log = () => readFileSync(join(dataFolder, 'logs/engine.log'), 'utf8');
  await eventually(log).toMatch(/v8::made::up\nOut of memory\n[\s\S]*said at the end/);
  expect(await current(page)).toBeNull();
  await value(page, 'training.resume', { run: 'tiny' });
  const resumed = (await current(page))?.step ?? 0;
  expect(resumed).toBeGreaterThan(0);
  await stepped(page, resumed + 1);
});

test('a page that is loaded anew in the midst of a training catches up', async () => {
  const { page } = await launchStandIn({ dataFolder: temporaryFolder() });
  await start(page, 1000);
  await stepped(page, 3);
  await page.reload();
  const told = await listen(page);
  expect(await current(page)).toMatchObject({ run: 'tiny', status: 'running' });
  const losses = (await value(page, 'runs.losses', { run: 'tiny' })) as { generator: Float32Array };
  expect(losses.generator.length).toBeGreaterThanOrEqual(3);
  await eventually(async () => (await told()).some(({ kind }) => kind === 'steps')).toBe(true);
});

test('an application that is killed takes its engine along', async () => {
  const desktop = await launchStandIn({ dataFolder: temporaryFolder() });
  await start(desktop.page, 1000);
  await stepped(desktop.page, 1);
  const engine = await desktop.enginePid();
  expect(isAlive(engine)).toBe(true);
  await desktop.kill();
  await eventually(() => isAlive(engine)).toBe(false);
});

import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { RecogniserRecord } from '../../../src-shared/contract/recognisers.js';
import { engineRecord, fakeService } from './fake-service.js';
import { runMain, startMain } from './run-main.js';

const record: RecogniserRecord = {
  formatVersion: 1,
  architecture: 'judge',
  seed: 2,
  epochs: 3,
  trainingImages: { count: 27_000, half: 'odd pairs', heldOut: 3_000, sha256: '' },
  temperature: 1.0312,
  test: { images: 10_000, accuracy: 0.9951, nll: 0.01632, ece: 0.00187 },
  nonDigits: { perBatch: 16, images: 2_000, legible: 0.0125 },
  seconds: 200,
  engine: engineRecord,
  app: 'test',
  createdAt: '2026-01-01T00:00:00.000Z',
};

const progress = {
  kind: 'recogniser',
  ...{ epoch: 1, epochs: 3, step: 5, steps: 633 },
  ...{ loss: 0.5, imagesPerSecond: 900, secondsLeft: 89 },
} as const;

test('says how good the network has become', async () => {
  const fake = fakeService({ 'recogniser.train': () => record });
  const args = ['train-recogniser', '--judge', '--epochs', '3', '--seed', '2', '--out', 'x'];
  const { code, stdout, input } = await runMain(args, { fake });
  expect(code).toBe(0);
  expect(input('recogniser.train')).toEqual({
    ...{ architecture: 'judge', folder: resolve('x'), epochs: 3, seed: 2 },
  });
  expect(stdout).toContain('3 epochs of 27,000 images, seed 2, 3 min 20 s.');
  expect(stdout).toContain('Right on 99.51% of 10,000 test images.');
  expect(stdout).toContain(
    'likelihood 0.0163, expected calibration error 0.19%, at temperature 1.031',
  );
  expect(stdout).toContain('Takes 1.25% of images that are no digits');
});

test('--json prints each step and the record', async () => {
  const fake = fakeService({
    'recogniser.train': () => {
      fake.tell(progress);
      return record;
    },
  });
  const { json, input } = await runMain(['train-recogniser', '--json'], { fake });
  expect(json()).toEqual([
    progress,
    { kind: 'finished', folder: resolve('recogniser'), ...record },
  ]);
  expect(input('recogniser.train')).toMatchObject({ architecture: 'recogniser', epochs: 12 });
});

test('Ctrl-C ends the engine and says that nothing was written', async () => {
  const fake = fakeService({
    'recogniser.train': () => {
      setImmediate(() => running.signals.emit('SIGINT'));
      return new Promise(() => {});
    },
  });
  const running = startMain(['train-recogniser'], { fake });
  expect(await running.code).toBe(130);
  expect(running.stderr()).toContain('nothing was written');
  expect(fake.state.killed).toBe(1);
});

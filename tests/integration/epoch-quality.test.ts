import { cpSync, existsSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src-main/engine/engine.js';
import { listCheckpoints } from '../../src-main/engine/models/checkpoint.js';
import { historyHeader, parseHistory } from '../../src-main/files/history-file.js';
import { idxHeader } from '../../src-main/files/idx/idx-headers.js';
import { loadMnist } from '../../src-main/files/idx/mnist.js';
import type { TrainingConfig } from '../../src-shared/config/training.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { bestEpoch } from '../../src-shared/quality/best-epoch.js';
import { sharedFolder, temporaryFolder } from '../helpers/temporary-folder.js';
import { tinyTraining, trainingResult } from '../helpers/tiny-training.js';

/** Trains the smallest networks; may end as a process would that is killed when it tells an event. */
async function train(
  folder: string,
  {
    change = {},
    diesAt,
    dataPath = null,
  }: {
    change?: Partial<TrainingConfig>;
    diesAt?: (event: TrainingEvent) => boolean;
    dataPath?: string | null;
  } = {},
) {
  const events: TrainingEvent[] = [];
  const engine = createEngine(async (event) => {
    events.push(event);
    if (diesAt?.(event)) throw new Error('killed');
  });
  const resume = () => engine.resume({ folder, epochs: null, maxSteps: null, force: false });
  const { config, ...request } = tinyTraining(folder);
  const begin = () =>
    engine.train({ ...request, dataPath, config: { ...config, guidance: 0, ...change } });
  const work = async () => (existsSync(folder) ? resume() : begin());
  const outcome = await work().catch(() => null);
  return { folder, events, outcome };
}

const newRun = () => join(temporaryFolder(), 'run');

const wholeRun = join(sharedFolder(), 'run');
let whole: ReturnType<typeof train> | undefined;
/** A run without interruption, trained once for all tests: each gets a copy of its folder. */
async function uninterrupted() {
  whole ??= train(wholeRun);
  const { events, outcome } = await whole;
  const folder = newRun();
  cpSync(wholeRun, folder, { recursive: true });
  return { folder, events, outcome };
}

const readRecord = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
const historyOf = (folder: string) =>
  parseHistory(readFileSync(join(folder, 'history.csv'), 'utf8'));
/** The weights that draw, of a checkpoint: the average where one is kept. */
function generatorOf(folder: string, step: number) {
  const checkpoint = join(folder, 'checkpoints', `step-${String(step).padStart(8, '0')}`);
  const average = join(checkpoint, 'generator-average.bin');
  return readFileSync(existsSync(average) ? average : join(checkpoint, 'generator.bin'));
}

describe('after every epoch', () => {
  it('the digits are measured: in the event, the history and the record of the best', async () => {
    const { folder, events, outcome } = await uninterrupted();
    const epochs = events.filter((event) => event.kind === 'epoch');
    const history = historyOf(folder);
    expect(history.map(({ quality }) => quality)).toEqual(epochs.map(({ quality }) => quality));
    expect(history).toHaveLength(3);
    for (const { quality } of history) {
      expect(quality?.frechet).toBeGreaterThan(0);
      expect(quality?.classShare.reduce((sum, share) => sum + share)).toBeCloseTo(1, 10);
    }
    const best = bestEpoch(history);
    const { epoch, step, quality } = best ?? {};
    const { classShare: _, test, asked, ...figures } = quality ?? {};
    expect(asked).toBeNull();
    // As many real test images are nearer to the training images, and most of them are legible.
    expect(test?.legible).toBeGreaterThan(0.9);
    expect(test?.frechet).toBeLessThan(quality?.frechet ?? 0);
    expect((await readRecord(folder)).best).toEqual({ epoch, step, ...figures });
    expect(outcome?.best).toEqual({ epoch, step, ...figures });
    // Tiny trainings of three epochs say nothing of a collapse.
    expect(events.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });

  it('the best is kept: its generator as a model, its checkpoint beside the last two', async () => {
    const { folder } = await train(newRun(), { change: bestIsEarly });
    const { best } = await readRecord(folder);
    const steps = (await listCheckpoints(join(folder, 'checkpoints'))).map(({ step }) => step);
    expect(best.step).toBeLessThan(steps.at(-2) ?? 0);
    expect(steps).toEqual([best.step, 32, 40]);
    expect(readFileSync(join(folder, 'best', 'weights.bin'))).toEqual(
      generatorOf(folder, best.step),
    );
    const engine = createEngine(async () => {});
    const drawn = await engine.sample({
      folder: join(folder, 'best'),
      ...{ seed: 1, first: 0, count: 2, precision: 'float32' },
    });
    expect(drawn).toHaveLength(2 * 784);
  });
});

/** Learns so fast that a later epoch is worse than an early one. */
const bestIsEarly = {
  ...{ epochs: 5, generatorLearningRate: 0.3, discriminatorLearningRate: 0.3 },
  ...{ learningRateDecay: 0, averageDecay: 0 },
};

describe('a training killed', () => {
  const moments: Record<string, (event: TrainingEvent) => boolean> = {
    "between an epoch's row and its checkpoint": ({ kind, ...event }) =>
      kind === 'epoch' && 'epoch' in event && event.epoch === 2,
    'after the last checkpoint': ({ kind, ...event }) =>
      kind === 'checkpoint' && 'step' in event && event.step === 24,
  };
  for (const [moment, diesAt] of Object.entries(moments)) {
    it(`${moment} comes to the same history, weights and best epoch`, async () => {
      const whole = await uninterrupted();
      const { folder } = await train(newRun(), { diesAt });
      expect((await train(folder)).outcome?.state).toBe('finished');
      expect(trainingResult(folder)).toEqual(trainingResult(whole.folder));
      expect((await readRecord(folder)).best).toEqual((await readRecord(whole.folder)).best);
    });
  }

  it('before the best epoch was put down keeps it when it goes on', async () => {
    const { folder } = await uninterrupted();
    const record = await readRecord(folder);
    // What a kill between the last epoch's checkpoint and its model leaves.
    const changed = { ...record, state: 'training', best: null };
    await writeFile(join(folder, 'run.json'), JSON.stringify(changed));
    await rm(join(folder, 'best'), { recursive: true });
    await train(folder);
    const frechet = historyOf(folder).at(-1)?.quality?.frechet;
    expect((await readRecord(folder)).best).toMatchObject({ step: 24, frechet });
    expect(readFileSync(join(folder, 'best', 'weights.bin'))).toEqual(generatorOf(folder, 24));
  });
});

describe('a training on images of a folder', () => {
  it('is measured against them, without test images beside', async () => {
    const dataPath = temporaryFolder();
    const images = (await loadMnist('train')).images.subarray(0, 120 * 784);
    const file = join(dataPath, 'train-images-idx3-ubyte');
    await writeFile(file, Buffer.concat([idxHeader(120), images]));
    const { folder, events } = await train(newRun(), { dataPath });
    const quality = historyOf(folder).at(-1)?.quality;
    // The same digits as of the first 120 images of MNIST, but not all of MNIST to measure them by.
    const mnist = historyOf((await uninterrupted()).folder).at(-1)?.quality;
    expect(quality).toMatchObject({ legible: mnist?.legible, test: null });
    expect(quality?.frechet).not.toBe(mnist?.frechet);
    expect(events.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });
});

describe('a run from before digits were measured', () => {
  it('goes on: its rows get empty cells, its new ones the measures', async () => {
    const { folder } = await uninterrupted();
    const { best: _, ...record } = await readRecord(folder);
    record.config.epochs = 4;
    record.state = 'stopped';
    await writeFile(join(folder, 'run.json'), JSON.stringify(record));
    const path = join(folder, 'history.csv');
    const old = (await readFile(path, 'utf8'))
      .split('\n')
      .map((line) => line.split(',').slice(0, 6).join(','));
    await writeFile(path, old.join('\n'));
    await rm(join(folder, 'best'), { recursive: true });
    expect((await train(folder)).outcome).toMatchObject({ state: 'finished', epoch: 4 });
    expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(historyHeader);
    const measured = historyOf(folder).map(({ quality }) => quality !== null);
    expect(measured).toEqual([false, false, false, true]);
    expect((await readRecord(folder)).best).toMatchObject({ epoch: 4, step: 32 });
  });
});

describe('digits that can not be measured', () => {
  it('cost no epoch: one warning, and a history without measures', async () => {
    const quality = await import('../../src-main/engine/recogniser/shipped-recogniser.js');
    const spy = vi.spyOn(quality, 'shippedRecogniser').mockRejectedValue(new Error('it is broken'));
    const { folder, events, outcome } = await train(newRun());
    spy.mockRestore();
    expect(outcome).toMatchObject({ state: 'finished', best: null });
    expect(events.filter(({ kind }) => kind === 'warning')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('it is broken') }),
    ]);
    expect(historyOf(folder).map(({ quality }) => quality)).toEqual([null, null, null]);
    expect(existsSync(join(folder, 'best'))).toBe(false);
  });
});

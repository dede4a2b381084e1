import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeGreyPng } from '../../src-main/service/images/png.js';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { type RecordedService, recordedService } from '../helpers/recorded-service.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { trainingResult } from '../helpers/tiny-training.js';
import { threeEpochs, useTrainedRun } from '../helpers/trained-run.js';

/** 8 steps an epoch, 24 in all. */
const tiny = {
  preset: 'tiny' as const,
  config: {
    ...{ kind: 'gan' as const, epochs: 3, batchSize: 16, noiseDim: 10 },
    ...{ guidance: 0, seed: 42 },
  },
  limitImages: 120,
  progressGrid: { rows: 2, columns: 3 },
};
/** Does not end by itself while a test looks at it. */
const endless = { ...tiny, config: { ...tiny.config, epochs: 10_000 } };

/** What `tiny` comes to without an interruption, by the command line. */
const plain = join(useTrainedRun(threeEpochs), 'runs', 'tiny');

let service: RecordedService;
beforeEach(() => {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  service = recordedService();
});
afterEach(async () => {
  await service.end();
  vi.unstubAllEnvs();
});

const statusIs = (status: string) => (event: Extract<AppEvent, { kind: 'training' }>) =>
  event.training?.status === status;

/** Without the model that comes with the program. */
const ownRuns = async () =>
  (await service.call['runs.list']({})).filter(({ place }) => place !== 'shipped');

describe('a training', () => {
  it('paused and continued ends as one without a pause, byte for byte', async () => {
    const { folder } = await service.call['training.start']({ ...tiny, name: 'paused' });
    await service.heard('steps');
    await service.call['training.pause']({});
    const paused = await service.heard('training', statusIs('paused'));
    expect((await service.call['runs.show']({ run: 'paused' })).record.state).toBe('paused');
    expect(existsSync(join(folder, 'generator', 'model.json'))).toBe(true);
    // Nothing moves while it waits.
    const before = service.events.filter(({ kind }) => kind === 'steps').length;
    await service.call['digits.sample']({ model: 'paused', seed: 1, first: 0, count: 3 });
    expect(service.events.filter(({ kind }) => kind === 'steps')).toHaveLength(before);
    expect((await service.call['training.current']({}))?.step).toBe(paused.training?.step);
    await service.call['training.continue']({});
    expect(await service.heard('ended')).toMatchObject({
      run: 'paused',
      state: 'finished',
      step: 24,
    });
    expect(trainingResult(folder)).toEqual(trainingResult(plain));
  });

  it('that has not begun yet when the program ends is stopped, and goes on another day', async () => {
    const early = recordedService();
    const starting = early.call['training.start']({ ...endless, name: 'early' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await early.call['training.current']({})).toBeNull();
    await early.whole.close();
    await starting;
    expect(early.events.at(-1)).toEqual({ kind: 'runs' });
    expect(await ownRuns()).toMatchObject([{ id: 'early', state: 'stopped' }]);
  });

  it('stopped in a pause can be resumed, and ends as one without either', async () => {
    const { folder, run } = await service.call['training.start']({ ...tiny, name: 'stopped' });
    await service.heard('steps');
    await service.call['training.pause']({});
    await service.heard('training', statusIs('paused'));
    await service.call['training.stop']({});
    expect(await service.heard('ended')).toMatchObject({ run: 'stopped', state: 'stopped' });
    service.events.length = 0;
    await service.call['training.resume']({ run });
    expect(await service.heard('ended')).toMatchObject({ state: 'finished', step: 24 });
    expect(trainingResult(folder)).toEqual(trainingResult(plain));
  });

  it('tells pages of every step in bundles, and a page opened later what it missed', async () => {
    const { run } = await service.call['training.start'](tiny);
    await service.heard('ended');
    const bundles = service.events.filter((event) => event.kind === 'steps');
    const told = bundles.flatMap(({ generatorLosses }) => [...generatorLosses]);
    expect(told).toHaveLength(24);
    expect(bundles.length).toBeLessThan(24);
    const { generator, discriminator, stepsPerEpoch } = await service.call['runs.losses']({ run });
    expect(generator).toEqual(Float32Array.from(told));
    expect(discriminator).toHaveLength(24);
    expect(stepsPerEpoch).toBe(8);
    expect(service.events.filter(({ kind }) => kind === 'epoch')).toHaveLength(3);
  });

  it('that runs is there for a page that asks in its midst, with the losses so far', async () => {
    const { run } = await service.call['training.start'](endless);
    await service.heard('epoch', ({ epoch }) => epoch === 2);
    const current = await service.call['training.current']({});
    expect(current).toMatchObject({ run, status: 'running', preset: 'tiny', epochs: 10_000 });
    const { generator } = await service.call['runs.losses']({ run });
    expect(generator.length).toBeGreaterThanOrEqual(current?.step ?? 0);
    expect(await ownRuns()).toMatchObject([{ id: run, state: 'training' }]);
    // Drawing is served between two steps.
    const { png } = await service.call['digits.grid']({ model: run, seed: 1, rows: 2, columns: 2 });
    expect(decodeGreyPng(png)).toMatchObject({ width: 56, height: 56 });
    expect(service.events.filter(({ kind }) => kind === 'ended')).toEqual([]);
  });

  it('refuses a second one, and to touch the run it writes', async () => {
    const { run } = await service.call['training.start'](endless);
    await expect(service.call['training.start'](tiny)).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(service.call['runs.delete']({ run })).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(service.call['runs.rename']({ run, name: 'other' })).rejects.toMatchObject({
      code: 'LOCKED',
    });
    expect(service.binned).toEqual([]);
  });
});

describe("the engine's process", () => {
  it('killed in a training: said, and a resume goes on to the same end', async () => {
    const longer = { ...tiny.config, epochs: 400 };
    const { run, folder } = await service.call['training.start']({
      ...tiny,
      config: longer,
      name: 'killed',
    });
    await service.heard('epoch', ({ epoch }) => epoch === 2);
    service.killEngine();
    const died = await service.heard('engine', ({ state }) => state === 'died');
    expect(died.error?.code).toBe('ENGINE_DIED');
    expect(await service.heard('failed')).toMatchObject({ run, error: { code: 'ENGINE_DIED' } });
    expect(await ownRuns()).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'killed', state: 'interrupted' })]),
    );
    service.events.length = 0;
    const { record } = await service.call['runs.show']({ run });
    const { epoch, step } = record.progress;
    expect(epoch).toBeGreaterThanOrEqual(1);
    await service.call['training.resume']({ run, epochs: Math.max(epoch, 3) });
    await service.heard('ended');
    const first24 = (of: string) =>
      readFileSync(join(of, 'steps.csv'), 'utf8').split('\n').slice(0, 25);
    expect(step).toBeGreaterThan(0);
    expect(first24(folder)).toEqual(first24(plain));
  });

  it('measures how fast it trains, once, and remembers it', async () => {
    const question = {
      ...{ preset: 'tiny' as const, precision: 'float32' as const, noiseDim: 10, batchSize: 16 },
      ...{ kind: 'gan' as const, dropout: 0, averageDecay: 0.9, guidance: 1, traitWeight: 0 },
    };
    const ask = () => service.call['training.estimate'](question);
    const begun = new Date().toISOString();
    const first = await ask();
    expect(first?.imagesPerSecond).toBeGreaterThan(0);
    expect(first?.measuredAt.localeCompare(begun)).toBe(1);
    expect(await ask()).toEqual(first);
    const asked = { kind: 'conditional' as const, guidance: 0, traitWeight: 0.3 };
    const other = await service.call['training.estimate']({ ...question, ...asked });
    expect(other?.imagesPerSecond).toBeGreaterThan(0);
    expect(other).not.toEqual(first);
  });
});

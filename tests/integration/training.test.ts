import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src-main/engine/engine.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { runRecordSchema } from '../../src-shared/contract/runs.js';
import { sharedFolder, temporaryFolder } from '../helpers/temporary-folder.js';
import { tinyTraining, trainingResult } from '../helpers/tiny-training.js';

/** An engine in this process that records its events and may be stopped at a step. */
function recordedEngine({ stopAt }: { stopAt?: number } = {}) {
  const events: TrainingEvent[] = [];
  const engine = createEngine(async (event) => {
    events.push(event);
    if (event.kind === 'step' && event.step === stopAt) await engine.stop({});
  });
  return { engine, events };
}

const kinds = (events: TrainingEvent[]) => events.map((event) => event.kind);

/** Trains to the end without interruption. */
async function trainThrough(folder: string) {
  const { engine, events } = recordedEngine();
  const outcome = await engine.train(tinyTraining(folder));
  return { outcome, events, result: trainingResult(folder) };
}

const wholeRun = join(sharedFolder(), 'run');
let whole: ReturnType<typeof trainThrough> | undefined;
/** A run without interruption, trained once for all tests: each gets a copy of its folder. */
async function uninterrupted() {
  whole ??= trainThrough(wholeRun);
  const { result } = await whole;
  const folder = join(temporaryFolder(), 'run');
  cpSync(wholeRun, folder, { recursive: true });
  return { folder, result };
}

describe('a training', () => {
  it('writes the run folder as formats.md lays it out, and tells what it does', async () => {
    const folder = wholeRun;
    whole ??= trainThrough(folder);
    const { outcome, events } = await whole;
    const { best } = outcome;
    expect(outcome).toEqual({ state: 'finished', folder, epoch: 3, step: 24, best });
    expect(readdirSync(folder).sort()).toEqual([
      'best',
      'checkpoints',
      'discriminator',
      'generator',
      'history.csv',
      'run.json',
      'steps.csv',
    ]);
    const kept = new Set([16, 24, best?.step ?? 0]);
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(
      [...kept].sort((a, b) => a - b).map((step) => `step-${String(step).padStart(8, '0')}`),
    );
    const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
    expect(record).toMatchObject({
      formatVersion: 1,
      state: 'finished',
      preset: 'tiny',
      dataset: { name: 'mnist', images: 120 },
      engine: { backend: 'tensorflow', device: expect.any(String) },
      progress: { epoch: 3, step: 24, epochs: 3 },
    });
    const steps = readFileSync(join(folder, 'steps.csv'), 'utf8').trim().split('\n');
    expect(steps[0]).toBe('step,epoch,generator_loss,discriminator_loss');
    expect(steps).toHaveLength(25);
    const told = events.filter((event) => event.kind === 'step');
    expect(
      told.map(
        (event) => `${event.step},${event.epoch},${event.generatorLoss},${event.discriminatorLoss}`,
      ),
    ).toEqual(steps.slice(1));
    expect(kinds(events).filter((kind) => kind !== 'step')).toEqual([
      'started',
      'checkpoint',
      ...['epoch', 'checkpoint', 'epoch', 'checkpoint', 'epoch', 'checkpoint'],
    ]);
    const epoch = events.find((event) => event.kind === 'epoch');
    expect(epoch?.digits).toHaveLength(2 * 3 * 784);
  });

  it('gives the same losses and weights again from the same seed, and others from another', async () => {
    const { result } = await uninterrupted();
    const again = await trainThrough(join(temporaryFolder(), 'run'));
    expect(again.result).toEqual(result);
    const folder = join(temporaryFolder(), 'run');
    const request = tinyTraining(folder);
    await recordedEngine().engine.train({ ...request, config: { ...request.config, seed: 43 } });
    expect(trainingResult(folder).steps).not.toEqual(result.steps);
  });

  for (const stopAt of [3, 8, 13]) {
    it(`stopped at step ${stopAt} and resumed equals an uninterrupted one, number by number`, async () => {
      const { result } = await uninterrupted();
      const folder = join(temporaryFolder(), 'run');
      const stopped = await recordedEngine({ stopAt }).engine.train(tinyTraining(folder));
      expect(stopped).toMatchObject({ state: 'stopped', step: stopAt });
      expect(existsSync(join(folder, 'generator', 'model.json'))).toBe(true);
      const { engine } = recordedEngine();
      const outcome = await engine.resume({ folder, epochs: null, maxSteps: null, force: false });
      expect(outcome).toMatchObject({ state: 'finished', step: 24 });
      expect(trainingResult(folder)).toEqual(result);
    });
  }

  it('leaves a finished run as it is, and trains it on with a larger number of epochs', async () => {
    const { folder, result } = await uninterrupted();
    const { engine, events } = recordedEngine();
    const again = { folder, maxSteps: null, force: false };
    expect(await engine.resume({ ...again, epochs: null })).toMatchObject({
      state: 'finished',
      step: 24,
    });
    expect(events).toEqual([]);
    expect(trainingResult(folder)).toEqual(result);
    expect(await engine.resume({ ...again, epochs: 4 })).toMatchObject({ epoch: 4, step: 32 });
    expect(trainingResult(folder).steps.startsWith(result.steps)).toBe(true);
    await expect(engine.resume({ ...again, epochs: 2 })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  it('trains on with another guidance, and keeps what was before in its record', async () => {
    const { folder } = await uninterrupted();
    const { engine } = recordedEngine();
    await engine.resume({ folder, epochs: 4, guidance: 4, maxSteps: null, force: false });
    const guided = trainingResult(folder).steps;
    const record = runRecordSchema.parse(
      JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')),
    );
    expect(record.config).toMatchObject({ epochs: 4, guidance: 4 });
    expect(record.guide?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { guidance } = tinyTraining(folder).config;
    expect(record.earlier).toEqual([{ untilStep: 24, epochs: 3, guidance }]);
    const { folder: plain } = await uninterrupted();
    await engine.resume({ folder: plain, epochs: 4, maxSteps: null, force: false });
    expect(trainingResult(plain).steps).not.toEqual(guided);
  });

  it('trains on without guidance, and names no guide any more', async () => {
    const { folder } = await uninterrupted();
    await recordedEngine().engine.resume({
      ...{ folder, epochs: 4, guidance: 0, maxSteps: null, force: false },
    });
    const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
    expect(record).toMatchObject({ config: { guidance: 0 }, progress: { epoch: 4 } });
    expect(record).not.toHaveProperty('guide');
  });

  it('saves the models that a process killed after the last checkpoint did not', async () => {
    const { folder, result } = await uninterrupted();
    await rm(join(folder, 'generator'), { recursive: true });
    const path = join(folder, 'run.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"finished"', '"training"'));
    await recordedEngine().engine.resume({ folder, epochs: null, maxSteps: null, force: false });
    expect(trainingResult(folder)).toEqual(result);
  });

  it('stops at --max-steps and can be resumed', async () => {
    const folder = join(temporaryFolder(), 'run');
    const { engine } = recordedEngine();
    const outcome = await engine.train({ ...tinyTraining(folder), maxSteps: 5 });
    expect(outcome).toMatchObject({ state: 'stopped', step: 5 });
  });

  it('falls back to the checkpoint before a damaged one, with a warning', async () => {
    const { folder, result } = await uninterrupted();
    await truncate(join(folder, 'checkpoints', 'step-00000024', 'generator.bin'), 100);
    const path = join(folder, 'run.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"finished"', '"training"'));
    const { engine, events } = recordedEngine();
    await engine.resume({ folder, epochs: null, maxSteps: null, force: false });
    expect(events[0]).toMatchObject({
      kind: 'warning',
      message: expect.stringContaining('damaged'),
    });
    expect(trainingResult(folder)).toEqual(result);
  });

  it('that diverges says so and keeps the last good checkpoint', async () => {
    const folder = join(temporaryFolder(), 'run');
    const request = tinyTraining(folder);
    const { engine } = recordedEngine();
    // Real digits never diverge this fast at allowed rates: poison the moments of a checkpoint instead.
    await engine.train({ ...request, maxSteps: 8 });
    const checkpoint = join(folder, 'checkpoints', 'step-00000008');
    const weights = join(checkpoint, 'discriminator.bin');
    const bytes = await readFile(weights);
    for (let i = 0; i < bytes.length; i += 4) bytes.writeFloatLE(3e38, i);
    await writeFile(weights, bytes);
    await rehash(checkpoint, 'discriminator.bin', bytes);
    await expect(
      engine.resume({ folder, epochs: null, maxSteps: null, force: false }),
    ).rejects.toMatchObject({
      code: 'DIVERGED',
      message: expect.stringContaining('learning rate'),
    });
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')).state).toBe('failed');
    expect(readdirSync(join(folder, 'checkpoints'))).toContain('step-00000008');
  });
});

async function rehash(checkpoint: string, name: string, bytes: Buffer) {
  const { createHash } = await import('node:crypto');
  const path = join(checkpoint, 'manifest.json');
  const manifest: { files: { name: string; sha256: string }[] } = JSON.parse(
    await readFile(path, 'utf8'),
  );
  const file = manifest.files.find((candidate) => candidate.name === name);
  if (file) file.sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(path, JSON.stringify(manifest));
}

describe('a training is refused', () => {
  it('in a folder that is not empty', async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, 'holiday.jpg'), 'x');
    await expect(recordedEngine().engine.train(tinyTraining(folder))).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
    });
  });

  it('where nothing can be written', async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, 'file'), 'x');
    await expect(
      recordedEngine().engine.train(tinyTraining(join(folder, 'file', 'run'))),
    ).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });

  it('without a whole checkpoint to resume from, or without a run', async () => {
    const { folder } = await uninterrupted();
    const { engine } = recordedEngine();
    const resume = (run: string) =>
      engine.resume({ folder: run, epochs: 5, maxSteps: null, force: false });
    await rm(join(folder, 'checkpoints'), { recursive: true });
    await expect(resume(folder)).rejects.toMatchObject({ code: 'INVALID_RUN' });
    await writeFile(join(folder, 'run.json'), '{"formatVersion": 1, "na');
    await expect(resume(folder)).rejects.toMatchObject({ code: 'INVALID_RUN' });
    await expect(resume(join(folder, 'generator'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

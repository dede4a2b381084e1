import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src-main/engine/engine.js';
import { parseHistory } from '../../src-main/files/history-file.js';
import { idxHeader } from '../../src-main/files/idx/idx-headers.js';
import { loadMnist } from '../../src-main/files/idx/mnist.js';
import { type TrainingKind, trainingKinds } from '../../src-shared/config/training.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { runRecordSchema } from '../../src-shared/contract/runs.js';
import { conditionOf } from '../../src-shared/networks/condition.js';
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
async function trainThrough(folder: string, kind: TrainingKind = 'gan') {
  const { engine, events } = recordedEngine();
  const outcome = await engine.train(tinyTraining(folder, kind));
  return { outcome, events, result: trainingResult(folder) };
}

const shared = sharedFolder();
const whole: Partial<Record<TrainingKind, ReturnType<typeof trainThrough>>> = {};
/** A run without interruption, trained once for all tests. */
function wholeRun(kind: TrainingKind) {
  whole[kind] ??= trainThrough(join(shared, kind), kind);
  return whole[kind];
}
/** A copy of its folder, for one test. */
async function uninterrupted(kind: TrainingKind = 'gan') {
  const { outcome, result } = await wholeRun(kind);
  const folder = join(temporaryFolder(), 'run');
  cpSync(outcome.folder, folder, { recursive: true });
  return { folder, result };
}

describe('a training', () => {
  it('writes the run folder as formats.md lays it out, and tells what it does', async () => {
    const { outcome, events } = await wholeRun('gan');
    const { best, folder } = outcome;
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
      'preview',
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

  const stops = trainingKinds.flatMap((kind) => [3, 8, 13].map((stopAt) => ({ kind, stopAt })));
  for (const { kind, stopAt } of stops) {
    it(`of the kind ${kind}, stopped at step ${stopAt} and resumed, equals an uninterrupted one, number by number`, async () => {
      const { result } = await uninterrupted(kind);
      const folder = join(temporaryFolder(), 'run');
      const stopped = await recordedEngine({ stopAt }).engine.train(tinyTraining(folder, kind));
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

/** Two images of one label in different allographs. */
function pairOf(allographs: Uint8Array, labels: Uint8Array): [number, number] {
  for (const [one, way] of allographs.entries()) {
    const other = allographs.findIndex((it, i) => it !== way && labels[i] === labels[one]);
    if (other !== -1) return [one, other];
  }
  throw new Error('there is none');
}

describe('a conditional training', () => {
  const start = (folder: string, change: Partial<ReturnType<typeof tinyTraining>> = {}) =>
    recordedEngine().engine.train({ ...tinyTraining(folder, 'conditional'), ...change });
  const asItIs = { epochs: null, maxSteps: null, force: false } as const;
  const resume = (folder: string, change: { epochs?: number; guidance?: number } = {}) =>
    recordedEngine().engine.resume({ folder, ...asItIs, ...change });
  const recordOf = async (folder: string) =>
    runRecordSchema.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
  const newRun = () => join(temporaryFolder(), 'run');

  /** The first images of MNIST, with labels, in a folder of their own. */
  async function someData(labels: (label: number) => number, isTaken: (label: number) => boolean) {
    const { images, labels: digits } = await loadMnist('train');
    const taken = [...Array(400).keys()].filter((i) => isTaken(digits[i] ?? 0)).slice(0, 40);
    const folder = temporaryFolder();
    const pixels = taken.map((i) => images.subarray(784 * i, 784 * (i + 1)));
    await writeFile(
      join(folder, 'train-images-idx3-ubyte'),
      Buffer.concat([idxHeader(taken.length), ...pixels]),
    );
    const head = Buffer.from([0, 0, 8, 1, 0, 0, 0, taken.length]);
    const values = Buffer.from(taken.map((i) => labels(digits[i] ?? 0)));
    await writeFile(join(folder, 'train-labels-idx1-ubyte'), Buffer.concat([head, values]));
    return folder;
  }
  const same = (label: number) => label;

  it('says in its record, its models and its events what can be asked for', async () => {
    const { folder } = await uninterrupted('conditional');
    const labels = [...Array(10).keys()];
    const record = await recordOf(folder);
    expect(record.dataset).toMatchObject({
      labels,
      labelsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { allographs } = record.dataset;
    expect(allographs?.map((counts) => counts.length)).toEqual(labels.map(() => 8));
    const images = allographs?.flat().reduce((sum, count) => sum + count, 0);
    expect(images).toBe(record.dataset.images);
    const condition = conditionOf(10, labels, allographs);
    const { engine } = recordedEngine();
    for (const model of ['generator', 'best']) {
      expect(await engine.condition({ folder: join(folder, model) })).toEqual(condition);
    }
    const { events } = await wholeRun('conditional');
    const asked = events.flatMap((event) => (event.kind === 'epoch' ? event.quality?.asked : []));
    expect(asked).toHaveLength(3);
    for (const share of asked) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    const history = parseHistory(readFileSync(join(folder, 'history.csv'), 'utf8'));
    expect(history.map(({ quality }) => quality?.asked)).toEqual(asked);
    expect((await wholeRun('gan')).events).toContainEqual(
      expect.objectContaining({ quality: expect.objectContaining({ asked: null }) }),
    );
  });

  it('learns from a folder with labels: two digits, or letters from 1 to 3', async () => {
    const two = await someData(same, (label) => label === 3 || label === 8);
    const folder = newRun();
    expect(await start(folder, { dataPath: two, limitImages: null })).toMatchObject({
      state: 'finished',
    });
    expect((await recordOf(folder)).dataset).toMatchObject({ images: 40, labels: [3, 8] });
    const { engine } = recordedEngine();
    const settings = { seed: 1, slant: null, strokeWidth: 1 };
    const generator = join(folder, 'generator');
    const wanted = [3, 8, 3].map((label, variant) => ({ label, hand: 5, variant }));
    const drawn = await engine.write({ folder: generator, digits: wanted, ...settings });
    expect(drawn).toHaveLength(3 * 784);
    await expect(
      engine.write({ folder: generator, digits: [{ label: 4, hand: 5, variant: 0 }], ...settings }),
    ).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: 'This model knows no 4: the images it was trained on are labelled 3, 8.',
    });

    const letters = await someData(
      (label) => label - 3,
      (label) => label > 3 && label < 7,
    );
    const other = newRun();
    await start(other, { dataPath: letters, limitImages: null });
    const { dataset } = await recordOf(other);
    expect(dataset.labels).toEqual([1, 2, 3]);
    const condition = await engine.condition({ folder: join(other, 'generator') });
    expect(condition).toEqual(conditionOf(10, [1, 2, 3], dataset.allographs));
  });

  it('keeps in which allograph each image is written, and goes on with that', async () => {
    const { folder, result } = await uninterrupted('conditional');
    const { allographs: counts } = (await recordOf(folder)).dataset;
    const half = newRun();
    await start(half, { maxSteps: 10 });
    const file = join(half, 'allographs.bin');
    const kept = await readFile(file);
    expect(kept).toEqual(await readFile(join(folder, 'allographs.bin')));
    const copy = (name: string) => {
      const other = join(temporaryFolder(), name);
      cpSync(half, other, { recursive: true });
      return other;
    };

    // Missing or damaged, it is made anew, and the training is the same.
    const [missing, damaged] = [copy('missing'), copy('damaged')];
    await rm(join(missing, 'allographs.bin'));
    await writeFile(join(damaged, 'allographs.bin'), Buffer.alloc(kept.length, 9));
    for (const run of [missing, damaged]) {
      const { engine, events } = recordedEngine();
      await engine.resume({ folder: run, ...asItIs });
      expect(kinds(events)).not.toContain('warning');
      expect(trainingResult(run)).toEqual(result);
      expect(await readFile(join(run, 'allographs.bin'))).toEqual(kept);
    }

    // What it holds is what counts: images that change their places give another training.
    const swapped = copy('swapped');
    const { labels } = await loadMnist('train');
    const [one, other] = pairOf(kept, labels);
    const changed = Buffer.from(kept);
    [changed[one], changed[other]] = [kept[other] ?? 0, kept[one] ?? 0];
    await writeFile(join(swapped, 'allographs.bin'), changed);
    await resume(swapped);
    expect(trainingResult(swapped)).not.toEqual(result);

    // Another recogniser's groups: a person is told.
    const others = copy('others');
    await rm(join(others, 'allographs.bin'));
    const record = await recordOf(others);
    const [first = [], ...rest] = counts ?? [];
    const moved = [[(first[0] ?? 0) + 1, (first[1] ?? 0) - 1, ...first.slice(2)], ...rest];
    const dataset = { ...record.dataset, allographs: moved };
    await writeFile(join(others, 'run.json'), JSON.stringify({ ...record, dataset }));
    const { engine, events } = recordedEngine();
    await engine.resume({ folder: others, ...asItIs });
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'warning',
        message: expect.stringContaining('Found anew'),
      }),
    );
  });

  it('that is stopped while its images are looked at leaves nothing', async () => {
    const data = await someData(same, (label) => label > 5);
    const { engine, events } = recordedEngine();
    const folder = newRun();
    const request = { ...tinyTraining(folder, 'conditional'), dataPath: data, limitImages: null };
    const training = engine.train(request);
    await engine.stop({});
    await expect(training).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(events).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(await start(folder, { dataPath: data, limitImages: null })).toMatchObject({
      state: 'finished',
    });
  });

  it('learns from images of one label alone, and calls that no collapse', async () => {
    const one = await someData(same, (label) => label === 1);
    const { engine, events } = recordedEngine();
    const folder = newRun();
    await engine.train({
      ...tinyTraining(folder, 'conditional'),
      ...{ dataPath: one, limitImages: null },
    });
    expect((await recordOf(folder)).dataset.labels).toEqual([1]);
    expect(kinds(events)).not.toContain('warning');
    expect(await resume(folder, { epochs: 4 })).toMatchObject({ state: 'finished', epoch: 4 });
  });

  it('is refused on images without labels, before anything is written', async () => {
    const data = await someData(same, () => true);
    await rm(join(data, 'train-labels-idx1-ubyte'));
    const folder = newRun();
    await expect(start(folder, { dataPath: data })).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringMatching(/has no labels, .* with --kind gan\.$/),
    });
    expect(existsSync(folder)).toBe(false);
    // A gan learns from them all the same.
    const gan = { ...tinyTraining(folder), dataPath: data, limitImages: null, maxSteps: 1 };
    expect(await recordedEngine().engine.train(gan)).toMatchObject({ step: 1 });
  });

  it('is not resumed with other labels, nor without them', async () => {
    const data = await someData(same, (label) => label < 3);
    const folder = newRun();
    await start(folder, { dataPath: data, limitImages: null, maxSteps: 2 });
    const path = join(data, 'train-labels-idx1-ubyte');
    const before = await readFile(path);
    const changed = Buffer.from(before);
    changed[8] = ((changed[8] ?? 0) + 1) % 3;
    await writeFile(path, changed);
    const refused = {
      code: 'INVALID_DATA',
      message: expect.stringContaining('was trained on other labels'),
    };
    await expect(resume(folder)).rejects.toMatchObject(refused);
    await rm(path);
    await expect(resume(folder)).rejects.toMatchObject(refused);
    await writeFile(path, before);
    expect(await resume(folder)).toMatchObject({ state: 'finished' });
  });

  it('takes guidance, of some digits too, but not of what the recogniser does not know', async () => {
    const config = { ...tinyTraining(newRun(), 'conditional').config, guidance: 0 };
    const guided = { config: { ...config, guidance: 2 }, limitImages: null };
    const two = await someData(same, (label) => label === 3 || label === 8);
    const folder = newRun();
    await start(folder, { ...guided, dataPath: two });
    expect(await recordOf(folder)).toMatchObject({
      state: 'finished',
      config: { guidance: 2 },
      guide: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const plain = newRun();
    await start(plain, { ...guided, config, dataPath: two });
    expect(trainingResult(plain)).not.toEqual(trainingResult(folder));

    const letters = await someData(
      (label) => label + 6,
      (label) => label > 2,
    );
    const refused = {
      code: 'BAD_INPUT',
      message: expect.stringMatching(
        /^--guidance 2 needs images of the digits 0 to 9, .* label 10 /,
      ),
    };
    const other = newRun();
    await expect(start(other, { ...guided, dataPath: letters })).rejects.toMatchObject(refused);
    expect(existsSync(other)).toBe(false);
    await start(other, { ...guided, config, dataPath: letters });
    await expect(resume(other, { epochs: 4, guidance: 2 })).rejects.toMatchObject(refused);
    expect((await recordOf(other)).state).toBe('finished');
  });
});

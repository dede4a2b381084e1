import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EngineChannel, forkEngine } from '../../src-main/service/engine-channel.js';
import { decodeGreyPng } from '../../src-main/service/images/png.js';
import { createService, type Service } from '../../src-main/service/service.js';
import { composingDefaults } from '../../src-shared/config/composing.js';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { bestEpoch } from '../../src-shared/quality/best-epoch.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { trainingResult } from '../helpers/tiny-training.js';

/** 8 steps an epoch, 24 in all. */
const tiny = {
  preset: 'tiny' as const,
  config: { epochs: 3, batchSize: 16, noiseDim: 10, seed: 42 },
  limitImages: 120,
  progressGrid: { rows: 2, columns: 3 },
};
/** Does not end by itself while a test looks at it. */
const endless = { ...tiny, config: { ...tiny.config, epochs: 10_000 } };

/** Two dozen steps of training write nothing that can be read. */
const raw = { seed: 3, legibility: null, inkThreshold: 1 };

type Kind = AppEvent['kind'];
type EventOf<K extends Kind> = Extract<AppEvent, { kind: K }>;

let service: Service;
let channel: EngineChannel;
let events: AppEvent[];
let binned: string[];
let listeners: Set<() => void>;

beforeEach(() => {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  events = [];
  binned = [];
  listeners = new Set();
  service = createService({
    openEngineChannel: (log) => {
      channel = forkEngine(log);
      return channel;
    },
    trash: async (folder) => {
      binned.push(folder);
      renameSync(folder, join(temporaryFolder(), 'bin'));
    },
  });
  service.onAppEvent((event) => {
    events.push(event);
    for (const listener of listeners) listener();
  });
});

afterEach(async () => {
  await service.call['training.stop']({});
  await service.close();
  vi.unstubAllEnvs();
});

/** The first event of a kind from now on that fits, or that has been told already. */
function heard<K extends Kind>(
  kind: K,
  fits: (event: EventOf<K>) => boolean = () => true,
): Promise<EventOf<K>> {
  const find = () =>
    events.find((event): event is EventOf<K> => event.kind === kind && fits(event as EventOf<K>));
  return new Promise((resolve) => {
    const look = () => {
      const event = find();
      if (event === undefined) return;
      listeners.delete(look);
      resolve(event);
    };
    listeners.add(look);
    look();
  });
}

const statusIs = (status: string) => (event: EventOf<'training'>) =>
  event.training?.status === status;

const runsFolder = () => join(process.env.DIGITS_DATA_DIR ?? '', 'runs');

async function train(request: typeof tiny & { name?: string } = tiny) {
  const started = await service.call['training.start'](request);
  const end = await heard('ended');
  return { ...started, end };
}

/** Without the model that comes with the program. */
const ownRuns = async () =>
  (await service.call['runs.list']({})).filter(({ place }) => place !== 'shipped');

describe('a training', () => {
  it('paused and continued ends as one without a pause, byte for byte', async () => {
    const { folder: plain } = await train({ ...tiny, name: 'plain' });
    events.length = 0;
    const { folder } = await service.call['training.start']({ ...tiny, name: 'paused' });
    await heard('steps');
    await service.call['training.pause']({});
    const paused = await heard('training', statusIs('paused'));
    expect((await service.call['runs.show']({ run: 'paused' })).record.state).toBe('paused');
    expect(existsSync(join(folder, 'generator', 'model.json'))).toBe(true);
    // Nothing moves while it waits.
    const before = events.filter(({ kind }) => kind === 'steps').length;
    await service.call['digits.sample']({ model: 'paused', seed: 1, first: 0, count: 3 });
    expect(events.filter(({ kind }) => kind === 'steps')).toHaveLength(before);
    expect((await service.call['training.current']({}))?.step).toBe(paused.training?.step);
    await service.call['training.continue']({});
    expect(await heard('ended')).toMatchObject({ run: 'paused', state: 'finished', step: 24 });
    expect(trainingResult(folder)).toEqual(trainingResult(plain));
  });

  it('stopped in a pause can be resumed, and ends as one without either', async () => {
    const { folder: plain } = await train({ ...tiny, name: 'plain' });
    events.length = 0;
    const { folder, run } = await service.call['training.start']({ ...tiny, name: 'stopped' });
    await heard('steps');
    await service.call['training.pause']({});
    await heard('training', statusIs('paused'));
    await service.call['training.stop']({});
    expect(await heard('ended')).toMatchObject({ run: 'stopped', state: 'stopped' });
    events.length = 0;
    await service.call['training.resume']({ run });
    expect(await heard('ended')).toMatchObject({ state: 'finished', step: 24 });
    expect(trainingResult(folder)).toEqual(trainingResult(plain));
  });

  it('tells pages of every step in bundles, and a page opened later what it missed', async () => {
    const { run } = await train();
    const bundles = events.filter((event) => event.kind === 'steps');
    const told = bundles.flatMap(({ generatorLosses }) => [...generatorLosses]);
    expect(told).toHaveLength(24);
    expect(bundles.length).toBeLessThan(24);
    const { generator, discriminator, stepsPerEpoch } = await service.call['runs.losses']({ run });
    expect(generator).toEqual(Float32Array.from(told));
    expect(discriminator).toHaveLength(24);
    expect(stepsPerEpoch).toBe(8);
    expect(events.filter(({ kind }) => kind === 'epoch')).toHaveLength(3);
  });

  it('that runs is there for a page that asks in its midst, with the losses so far', async () => {
    const { run } = await service.call['training.start'](endless);
    await heard('epoch', ({ epoch }) => epoch === 2);
    const current = await service.call['training.current']({});
    expect(current).toMatchObject({ run, status: 'running', preset: 'tiny', epochs: 10_000 });
    const { generator } = await service.call['runs.losses']({ run });
    expect(generator.length).toBeGreaterThanOrEqual(current?.step ?? 0);
    expect(await ownRuns()).toMatchObject([{ id: run, state: 'training' }]);
    // Drawing is served between two steps.
    const { png } = await service.call['digits.grid']({ model: run, seed: 1, rows: 2, columns: 2 });
    expect(decodeGreyPng(png)).toMatchObject({ width: 56, height: 56 });
    expect(events.filter(({ kind }) => kind === 'ended')).toEqual([]);
  });

  it('refuses a second one, and to touch the run it writes', async () => {
    const { run } = await service.call['training.start'](endless);
    await expect(service.call['training.start'](tiny)).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(service.call['runs.delete']({ run })).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(service.call['runs.rename']({ run, name: 'other' })).rejects.toMatchObject({
      code: 'LOCKED',
    });
    expect(binned).toEqual([]);
  });
});

describe("the engine's process", () => {
  it('killed in a training: said, and a resume goes on to the same end', async () => {
    const { folder: plain } = await train({ ...tiny, name: 'plain' });
    events.length = 0;
    const longer = { ...tiny.config, epochs: 400 };
    const { run } = await service.call['training.start']({
      ...tiny,
      config: longer,
      name: 'killed',
    });
    await heard('epoch', ({ epoch }) => epoch === 2);
    channel.kill();
    const died = await heard('engine', ({ state }) => state === 'died');
    expect(died.error?.code).toBe('ENGINE_DIED');
    expect(await heard('failed')).toMatchObject({ run, error: { code: 'ENGINE_DIED' } });
    expect(await ownRuns()).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'killed', state: 'interrupted' })]),
    );
    events.length = 0;
    const { record } = await service.call['runs.show']({ run });
    const { epoch, step } = record.progress;
    expect(epoch).toBeGreaterThanOrEqual(1);
    await service.call['training.resume']({ run, epochs: Math.max(epoch, 3) });
    await heard('ended');
    const first24 = (folder: string) =>
      readFileSync(join(folder, 'steps.csv'), 'utf8').split('\n').slice(0, 25);
    expect(step).toBeGreaterThan(0);
    expect(first24(join(runsFolder(), 'killed'))).toEqual(first24(plain));
  });

  it('measures how fast it trains, once, and remembers it', async () => {
    const question = { preset: 'tiny' as const, noiseDim: 10, batchSize: 16 };
    const ask = () => service.call['training.estimate']({ ...question, precision: 'float32' });
    const begun = new Date().toISOString();
    const first = await ask();
    expect(first?.imagesPerSecond).toBeGreaterThan(0);
    expect(first?.measuredAt.localeCompare(begun)).toBe(1);
    expect(await ask()).toEqual(first);
    // A file that is broken is no more than one that is not there.
    writeFileSync(join(process.env.DIGITS_DATA_DIR ?? '', 'training-speeds.json'), '{"a": ');
    expect((await ask())?.measuredAt.localeCompare(first?.measuredAt ?? '')).toBe(1);
  });
});

describe('runs', () => {
  it('are shown with their history and pictures, and exported', async () => {
    const { run } = await train();
    const details = await service.call['runs.show']({ run });
    expect(details.pictures).toEqual([1, 2, 3]);
    expect(details.history.map(({ step }) => step)).toEqual([8, 16, 24]);
    const best = bestEpoch(details.history);
    expect(details.record.best).toMatchObject({ epoch: best?.epoch, step: best?.step });
    expect(details.summary.best).toEqual(details.record.best);
    expect(details.summary).toMatchObject({ id: run, hasModel: true, lastPicture: 3 });
    const picture = await service.call['runs.picture']({ run, epoch: 2 });
    expect(decodeGreyPng(picture)).toMatchObject({ width: 84, height: 56 });
    await expect(service.call['runs.picture']({ run, epoch: 9 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const gif = await service.call['runs.export']({ run, what: 'gif' });
    expect(Buffer.from(gif.bytes).subarray(0, 6).toString()).toBe('GIF89a');
    const plot = await service.call['runs.export']({ run, what: 'losses' });
    expect([...plot.bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  it('are renamed with their folder, and found by the new name only', async () => {
    await train({ ...tiny, name: 'first' });
    const renamed = await service.call['runs.rename']({ run: 'first', name: 'Second try' });
    expect(renamed).toMatchObject({ id: 'Second try', name: 'Second try' });
    expect((await service.call['runs.show']({ run: 'Second try' })).record.name).toBe('Second try');
    await expect(service.call['runs.show']({ run: 'first' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const name of ['../up', '', 'a/b', '.hidden']) {
      await expect(service.call['runs.rename']({ run: 'Second try', name })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    }
  });

  it('go to the bin', async () => {
    const { run, folder } = await train();
    await service.call['runs.delete']({ run });
    expect(binned).toEqual([folder]);
    expect(await ownRuns()).toEqual([]);
  });

  it('from elsewhere are opened, listed under an id, and asked for by it', async () => {
    const { folder } = await train({ ...tiny, name: 'here' });
    const elsewhere = join(temporaryFolder(), 'moved');
    cpSync(folder, elsewhere, { recursive: true });
    const opened = await service.call['runs.open']({ folder: elsewhere });
    expect(opened).toMatchObject({ place: 'opened', name: 'here', folder: elsewhere });
    expect(opened.id).toMatch(/^opened:[0-9a-f]{16}$/);
    expect(await ownRuns()).toHaveLength(2);
    const reply = await service.answer('runs.show', { run: opened.id });
    expect(reply).toMatchObject({ ok: true });
  });

  it('draw with the generator of their best epoch beside the last one', async () => {
    // Learns so fast that a later epoch is worse than an early one.
    const rates = { generatorLearningRate: 0.3, discriminatorLearningRate: 0.3 };
    const still = { learningRateDecay: 0, averageDecay: 0, guidance: 0 };
    const config = { ...tiny.config, ...rates, ...still, epochs: 4 };
    const { run, folder } = await train({ ...tiny, config });
    const [summary] = await ownRuns();
    expect(summary).toMatchObject({ id: run, hasModel: true, hasBest: true });
    expect(summary?.best?.step).toBeLessThan(summary?.step ?? 0);
    const draw = async (model: string) => {
      const reply = await service.answer('digits.sample', { model, seed: 1, first: 0, count: 4 });
      return reply.ok ? reply.value : reply.error;
    };
    const best = await draw(`${run}/best`);
    const asked = { model: join(folder, 'best'), seed: 1, first: 0, count: 4 };
    expect(best).toEqual(await service.call['digits.sample'](asked));
    expect(best).not.toEqual(await draw(run));
    rmSync(join(folder, 'best'), { recursive: true });
    expect(await ownRuns()).toMatchObject([{ hasBest: false }]);
    expect(await draw(`${run}/best`)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('end with the model that comes with the program, which draws and stays as it is', async () => {
    await train({ ...tiny, name: 'mine' });
    const shipped = (await service.call['runs.list']({})).at(-1);
    expect(shipped).toMatchObject({ id: 'shipped:model', place: 'shipped', hasModel: true });
    const run = 'shipped:model';
    for (const model of [undefined, run]) {
      expect(await service.call['model.find'](model === undefined ? {} : { model })).toMatchObject({
        runFolder: shipped?.folder,
      });
    }
    expect(await service.call['model.find']({ model: 'latest' })).toMatchObject({
      runFolder: expect.stringMatching(/mine$/),
    });
    expect(await service.answer('runs.show', { run })).toMatchObject({ ok: true });
    for (const change of [
      service.call['runs.rename']({ run, name: 'Another' }),
      service.call['runs.delete']({ run }),
      service.call['training.resume']({ run }),
    ]) {
      await expect(change).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringContaining('comes with the program'),
      });
    }
    expect(binned).toEqual([]);
  });

  it('that are broken are listed with what is wrong', async () => {
    const { folder } = await train({ ...tiny, name: 'broken' });
    writeFileSync(join(folder, 'run.json'), '{"formatVersion": 1,');
    const [run] = await service.call['runs.list']({});
    expect(run).toMatchObject({
      id: 'broken',
      state: 'broken',
      problem: expect.stringMatching(/JSON/),
    });
    await expect(service.call['runs.open']({ folder })).rejects.toMatchObject({
      code: 'INVALID_RUN',
    });
  });
});

describe('a page', () => {
  it('never reaches a path, nor what only a local shell may ask', async () => {
    const { folder } = await train({ ...tiny, name: 'mine' });
    for (const run of [folder, '../mine', 'runs/mine', './mine', 'opened:0123456789abcdef/..']) {
      expect(await service.answer('runs.show', { run })).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
    for (const model of [
      join(folder, 'best'),
      'mine/generator',
      '../mine/best',
      'mine/best/best',
    ]) {
      const digits = { model, seed: 1, first: 0, count: 1 };
      expect(await service.answer('digits.sample', digits)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
    for (const [name, input] of [
      ['runs.open', { folder }],
      ['model.find', {}],
      ['training.start', { ...tiny, folder: '/tmp/x' }],
      ['training.start', { ...tiny, dataFolder: '/etc' }],
      ['toString', {}],
    ] as const) {
      expect(await service.answer(name, input)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
  });

  it('has a digit of a number drawn again without the others', async () => {
    await train({ ...tiny, name: 'mine' });
    const config = { ...composingDefaults, ...raw, digits: 5 };
    const number = await service.call['number.compose']({ config });
    expect(number.digits.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    const replaced = [{ position: 2, index: 7 }];
    const other = await service.call['number.compose']({ config, replaced });
    expect(other.digits.map(({ index }) => index)).toEqual([0, 1, 7, 3, 4]);
    const again = await service.call['number.compose']({ config });
    expect(Buffer.compare(again.png, number.png)).toBe(0);
    await expect(
      service.call['number.compose']({ config, replaced: [{ position: 5, index: 0 }] }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('writes a text in the digits of its classes, and knows them from the grid', async () => {
    await train({ ...tiny, name: 'mine' });
    const grid = { seed: 3, rows: 8, columns: 8 };
    const { cells } = await service.call['digits.grid'](grid);
    expect(cells.map(({ index }) => index)).toEqual([...Array(64).keys()]);
    const [first] = cells;
    const digit = first?.class ?? 0;
    const same = cells.filter((cell) => cell.class === digit);
    const config = { ...composingDefaults, ...raw, number: `${digit}.${digit}` };
    const number = await service.call['number.compose']({ config });
    expect(number.digits).toMatchObject(same.slice(0, 2));
    expect(number.lookedAt).toBe((same[1]?.index ?? Number.NaN) + 1);
    expect(number.separators).toMatchObject([{ text: '.', character: 1 }]);

    const chosen = await service.call['digits.grid']({
      ...grid,
      rows: 1,
      columns: 2,
      classes: [digit],
      legibility: 0,
      order: 'confidence',
    });
    const surest = same.slice(0, 2).sort((a, b) => b.confidence - a.confidence);
    expect(chosen.cells).toEqual(surest);
  });

  it('ends a search when it is told to, and says how far it was', async () => {
    await train({ ...tiny, name: 'mine' });
    const never = { ...composingDefaults, ...raw, number: '0123456789', legibility: 1 };
    const work = service.call['number.compose']({ config: never, search: 'mine' });
    await service.call['search.stop']({ search: 'mine' });
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(service.call['number.compose']({ config: never })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
    });
    expect(
      await service.answer('digits.grid', { seed: 1, rows: 1, columns: 1, rejected: true }),
    ).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });
});

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeGreyPng } from '../../src-main/service/images/png.js';
import { composingDefaults } from '../../src-shared/config/composing.js';
import { bestEpoch } from '../../src-shared/quality/best-epoch.js';
import { type RecordedService, recordedService } from '../helpers/recorded-service.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { threeEpochs, useTrainedRun } from '../helpers/trained-run.js';

const trained = useTrainedRun(threeEpochs);

/** One, whose engine is started once; what it works on is each test's own. */
let service: RecordedService;
beforeAll(() => {
  service = recordedService();
  return () => service.end();
});

const run = 'tiny';
/** The folder of the run, in the test's own data directory. */
let folder: string;
beforeEach(() => {
  const dataFolder = temporaryFolder();
  cpSync(join(trained, 'runs'), join(dataFolder, 'runs'), { recursive: true });
  vi.stubEnv('DIGITS_DATA_DIR', dataFolder);
  folder = join(dataFolder, 'runs', run);
});
afterEach(() => void vi.unstubAllEnvs());

/** Two dozen steps of training write nothing that can be read. */
const raw = { seed: 3, legibility: null, inkThreshold: 1 };

/** Without the model that comes with the program. */
const ownRuns = async () =>
  (await service.call['runs.list']({})).filter(({ place }) => place !== 'shipped');

describe('runs', () => {
  it('are shown with their history and pictures, and exported', async () => {
    const details = await service.call['runs.show']({ run });
    expect(details.pictures).toEqual([0, 1, 2, 3]);
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
    const asked = { network: 'discriminator', format: 'keras' } as const;
    const [network] = await service.call['model.export']({ model: run, ...asked });
    expect(network?.name).toBe('discriminator.keras');
    expect(Buffer.from(network?.bytes ?? []).toString('latin1', 0, 2)).toBe('PK');
  });

  it('are renamed with their folder, and found by the new name only', async () => {
    const renamed = await service.call['runs.rename']({ run, name: 'Second try' });
    expect(renamed).toMatchObject({ id: 'Second try', name: 'Second try' });
    expect((await service.call['runs.show']({ run: 'Second try' })).record.name).toBe('Second try');
    await expect(service.call['runs.show']({ run })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const name of ['../up', '', 'a/b', '.hidden']) {
      await expect(service.call['runs.rename']({ run: 'Second try', name })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    }
  });

  it('go to the bin', async () => {
    await service.call['runs.delete']({ run });
    expect(service.binned).toEqual([folder]);
    expect(await ownRuns()).toEqual([]);
  });

  it('from elsewhere are opened, listed under an id, and asked for by it', async () => {
    const elsewhere = join(temporaryFolder(), 'moved');
    cpSync(folder, elsewhere, { recursive: true });
    const opened = await service.call['runs.open']({ folder: elsewhere });
    expect(opened).toMatchObject({ place: 'opened', name: run, folder: elsewhere });
    expect(opened.id).toMatch(/^opened:[0-9a-f]{16}$/);
    expect(await ownRuns()).toHaveLength(2);
    const reply = await service.answer('runs.show', { run: opened.id });
    expect(reply).toMatchObject({ ok: true });
  });

  it('draw with the generator of their best epoch beside the last one', async () => {
    // Learns so fast that a later epoch is worse than an early one.
    const rates = { generatorLearningRate: 0.3, discriminatorLearningRate: 0.3 };
    const still = { learningRateDecay: 0, averageDecay: 0, guidance: 0 };
    const config = {
      kind: 'gan' as const,
      batchSize: 16,
      noiseDim: 10,
      seed: 42,
      ...rates,
      ...still,
      epochs: 4,
    };
    const fast = await service.call['training.start']({
      ...{ preset: 'tiny', limitImages: 120, name: 'fast' },
      config,
    });
    await service.heard('ended', (event) => event.run === 'fast');
    const { summary } = await service.call['runs.show']({ run: 'fast' });
    expect(summary).toMatchObject({ hasModel: true, hasBest: true });
    expect(summary.best?.step).toBeLessThan(summary.step);
    const draw = async (model: string) => {
      const reply = await service.answer('digits.sample', { model, seed: 1, first: 0, count: 4 });
      return reply.ok ? reply.value : reply.error;
    };
    const best = await draw('fast/best');
    const asked = { model: join(fast.folder, 'best'), seed: 1, first: 0, count: 4 };
    expect(best).toEqual(await service.call['digits.sample'](asked));
    expect(best).not.toEqual(await draw('fast'));
    rmSync(join(fast.folder, 'best'), { recursive: true });
    expect((await service.call['runs.show']({ run: 'fast' })).summary.hasBest).toBe(false);
    expect(await draw('fast/best')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('end with the model that comes with the program, which draws and stays as it is', async () => {
    const shipped = (await service.call['runs.list']({})).at(-1);
    expect(shipped).toMatchObject({ id: 'shipped:model', place: 'shipped', hasModel: true });
    const own = 'shipped:model';
    for (const model of [undefined, own]) {
      expect(await service.call['model.find'](model === undefined ? {} : { model })).toMatchObject({
        runFolder: shipped?.folder,
      });
    }
    expect(await service.call['model.find']({ model: 'latest' })).toMatchObject({
      runFolder: folder,
    });
    expect(await service.answer('runs.show', { run: own })).toMatchObject({ ok: true });
    for (const change of [
      service.call['runs.rename']({ run: own, name: 'Another' }),
      service.call['runs.delete']({ run: own }),
      service.call['training.resume']({ run: own }),
    ]) {
      await expect(change).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringContaining('comes with the program'),
      });
    }
    expect(service.binned).not.toContain(shipped?.folder);
  });

  it('that are broken are listed with what is wrong', async () => {
    writeFileSync(join(folder, 'run.json'), '{"formatVersion": 1,');
    const [broken] = await service.call['runs.list']({});
    expect(broken).toMatchObject({
      id: run,
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
    for (const path of [folder, '../tiny', 'runs/tiny', './tiny', 'opened:0123456789abcdef/..']) {
      expect(await service.answer('runs.show', { run: path })).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
    for (const model of [
      join(folder, 'best'),
      'tiny/generator',
      '../tiny/best',
      'tiny/best/best',
    ]) {
      const sample = { model, seed: 1, first: 0, count: 1 };
      expect(await service.answer('digits.sample', sample)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
    for (const [name, input] of [
      ['runs.open', { folder }],
      ['model.find', {}],
      ['training.start', { preset: 'tiny', folder: '/tmp/x' }],
      ['training.start', { preset: 'tiny', dataPath: '/etc' }],
      ['toString', {}],
    ] as const) {
      expect(await service.answer(name, input)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    }
  });

  it('has a digit of a number drawn again without the others', async () => {
    const config = { ...composingDefaults, ...raw, digits: 5 };
    const number = await service.call['number.compose']({ config });
    expect(number.digits.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    const replaced = [{ position: 2, index: 7 }];
    const other = await service.call['number.compose']({ config, replaced });
    expect(other.digits.map(({ index }) => index)).toEqual([0, 1, 7, 3, 4]);
    const again = await service.call['number.compose']({ config });
    expect(Buffer.compare(again.file, number.file)).toBe(0);
    await expect(
      service.call['number.compose']({ config, replaced: [{ position: 5, index: 0 }] }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('writes a text in the digits of its classes, and knows them from the grid', async () => {
    const grid = { model: run, seed: 3, rows: 8, columns: 8 };
    const { cells } = await service.call['digits.grid'](grid);
    expect(cells.map(({ index }) => index)).toEqual([...Array(64).keys()]);
    const [first] = cells;
    const digit = first?.class ?? 0;
    const same = cells.filter((cell) => cell.class === digit);
    const config = { ...composingDefaults, ...raw, number: `${digit}.${digit}` };
    const number = await service.call['number.compose']({ model: run, config });
    expect(number.digits).toMatchObject(same.slice(0, 2));
    expect(number.lookedAt).toBe((same[1]?.index ?? Number.NaN) + 1);
    expect(number.marks).toMatchObject([{ text: '.', character: 1 }]);

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

  it('is told in words that a gan can not be asked for labels or hands', async () => {
    expect((await service.call['runs.show']({ run })).summary.labels).toBeNull();
    const sample = { model: run, seed: 3, first: 0, count: 1 };
    const grid = { model: run, seed: 3, rows: 1, columns: 1 };
    const number = (change: object) =>
      service.call['number.compose']({
        model: run,
        config: { ...composingDefaults, ...raw, digits: 1, ...change },
      });
    const refusals: [() => Promise<unknown>, string][] = [
      [() => service.call['digits.sample']({ ...sample, labels: [3] }), 'labels'],
      [() => service.call['digits.sample']({ ...sample, hand: 3, slant: 1 }), 'a hand, a slant'],
      [() => service.call['digits.grid']({ ...grid, hand: 'each' }), 'a hand'],
      [() => service.call['digits.grid']({ ...grid, strokeWidth: 0 }), 'a stroke width'],
      [() => number({ hand: 3 }), 'a hand'],
      [() => number({ slant: 0 }), 'a slant'],
    ];
    for (const [asked, what] of refusals) {
      await expect(asked()).rejects.toMatchObject({
        code: 'INVALID_MODEL',
        message: expect.stringContaining(`can't be asked for ${what}: it was trained on images`),
      });
    }
    expect(await number({})).toMatchObject({ hand: null, text: expect.stringMatching(/^\d$/) });
  });

  it('ends a search when it is told to, and says how far it was', async () => {
    const never = { ...composingDefaults, ...raw, number: '0123456789', legibility: 1 };
    const work = service.call['number.compose']({ config: never, search: 'mine' });
    await service.call['search.stop']({ search: 'mine' });
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    // The smallest network is the soonest at the end of its search.
    const searched = service.call['number.compose']({ model: run, config: never });
    await expect(searched).rejects.toMatchObject({ code: 'INVALID_MODEL' });
    expect(
      await service.answer('digits.grid', { seed: 1, rows: 1, columns: 1, rejected: true }),
    ).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });
});

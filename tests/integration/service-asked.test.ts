import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeGreyPng } from '../../src-main/service/images/png.js';
import { composingDefaults } from '../../src-shared/config/composing.js';
import { type RecordedService, recordedService } from '../helpers/recorded-service.js';
import { conditional, threeEpochs, useTrainedRun } from '../helpers/trained-run.js';

const dataFolder = useTrainedRun([...threeEpochs, ...conditional]);

let service: RecordedService;
beforeAll(() => {
  vi.stubEnv('DIGITS_DATA_DIR', dataFolder);
  service = recordedService();
  return async () => {
    await service.end();
    vi.unstubAllEnvs();
  };
});

const model = 'tiny';
/** Two dozen steps of training write nothing that can be read. */
const config = { ...composingDefaults, seed: 3, legibility: null, inkThreshold: 1 };
const labels = [...Array(10).keys()];

const sample = (change: object = {}) =>
  service.call['digits.sample']({ model, seed: 3, first: 0, count: 4, ...change });
const digit = (pixels: Uint8Array, i: number) => pixels.slice(784 * i, 784 * (i + 1));

describe('the run of a conditional training', () => {
  it('is listed with what it can be asked for, and its networks take it', async () => {
    const { summary, record } = await service.call['runs.show']({ run: model });
    expect(summary.labels).toEqual(labels);
    expect(record.config.kind).toBe('conditional');
    const { generator, discriminator } = await service.call['networks.describe']({ model });
    const sizes = { preset: 'tiny' as const, noiseDim: 10 };
    const preset = await service.call['networks.describe']({ ...sizes, kind: 'conditional' });
    expect([generator, discriminator]).toEqual([preset.generator, preset.discriminator]);
    const gan = await service.call['networks.describe'](sizes);
    // Of 10 numbers it makes 102: labels, eight allographs of each, and two traits.
    expect(generator.layers[0]?.parameters).toBe(10.2 * (gan.generator.layers[0]?.parameters ?? 0));
    expect(discriminator?.layers.at(-1)?.outputShape).toEqual([93]);
  });
});

describe('digits that are asked for', () => {
  it('are those of the series, of some labels, in a hand', async () => {
    const series = await sample({ count: 24 });
    expect(await sample({ first: 12 })).toEqual(series.slice(784 * 12, 784 * 16));
    // Of the hand 7: the digits' own differences are those of their places.
    const sevens = await sample({ labels: [7], hand: 7 });
    expect(await sample({ labels: [7], hand: 7, first: 2, count: 1 })).toEqual(digit(sevens, 2));
    expect(await sample({ labels: [7], hand: 8 })).not.toEqual(sevens);
    expect(await sample({ labels, count: 24 })).toEqual(series);
    expect(await sample({ slant: 2 })).not.toEqual(series.slice(0, 784 * 4));
    expect(await sample({ slant: null, strokeWidth: null })).toEqual(series.slice(0, 784 * 4));
  });

  it('are refused where the model does not know them', async () => {
    await expect(sample({ labels: [3, 12] })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringContaining('knows no 12'),
      details: { label: 12 },
    });
    for (const wrong of [{ labels: [] }, { hand: -1 }, { hand: 'mine' }, { slant: 3.1 }]) {
      await expect(sample(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
  });

  it('fill a grid: a hand in each row, in the digits of the series', async () => {
    const { cells, png } = await service.call['digits.grid']({
      ...{ model, seed: 3, rows: 2, columns: 10 },
    });
    expect(cells.map(({ asked }) => asked?.label)).toEqual([...labels, ...labels]);
    expect(cells.map(({ asked }) => asked?.hand)).toEqual([
      ...new Array(10).fill(3),
      ...new Array(10).fill(4),
    ]);
    const { width, pixels } = decodeGreyPng(png);
    const series = await sample({ count: 20 });
    for (const [i, column, row] of [
      [3, 3, 0],
      [17, 7, 1],
    ] as const) {
      const tile = Array.from({ length: 28 }, (_, y) => {
        const start = (28 * row + y) * width + 28 * column;
        return [...pixels.subarray(start, start + 28)];
      });
      expect(tile.flat()).toEqual([...digit(series, i)]);
    }
    const threes = await service.call['digits.grid']({
      ...{ model, seed: 3, rows: 1, columns: 3, classes: [3], hand: 'each' as const },
    });
    expect(threes.cells.map(({ asked }) => asked)).toEqual([
      { label: 3, hand: 3 },
      { label: 3, hand: 4 },
      { label: 3, hand: 5 },
    ]);
  });
});

describe('a number that is asked for', () => {
  const compose = (change: object = {}, replaced: { position: number; index: number }[] = []) =>
    service.call['number.compose']({ model, config: { ...config, ...change }, replaced });

  it('is written at once, in one hand', async () => {
    const number = await compose({ number: '48213' });
    expect(number).toMatchObject({ text: '48213', hand: 3, lookedAt: 5 });
    expect(number.digits.map(({ asked }) => asked)).toEqual(
      [4, 8, 2, 1, 3].map((label) => ({ label, hand: 3 })),
    );
    expect(await compose({ number: '48213', hand: 3 })).toEqual(number);
    const other = await compose({ number: '48213', hand: 4 });
    expect(other.hand).toBe(4);
    expect(other.file).not.toEqual(number.file);
    expect((await compose({ number: '48213', hand: 'each' })).hand).toBeNull();
    expect((await compose({ number: '48213', slant: 2 })).file).not.toEqual(number.file);
  });

  it('of any digits tells which', async () => {
    const number = await compose({ digits: 12 });
    expect(number.text).toMatch(/^\d{12}$/);
    expect(number.digits.map(({ asked }) => `${asked?.label}`).join('')).toBe(number.text);
  });

  it('has a digit written again by the same hand, and the others stay', async () => {
    const number = await compose({ number: '404' });
    const again = await compose({ number: '404' }, [{ position: 1, index: 2 }]);
    expect(again.digits.map(({ index }) => index)).toEqual([0, 3, 2]);
    expect(again.digits[1]?.asked).toEqual({ label: 0, hand: 3 });
    expect([again.digits[0]?.width, again.digits[2]?.width]).toEqual([
      number.digits[0]?.width,
      number.digits[2]?.width,
    ]);
  });

  it('says in words what the model does not write, and ends when it is told to', async () => {
    await expect(compose({ number: '4', legibility: 1 })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(
        /^This model writes no legible 4: 2,000 digits were looked at/,
      ),
    });
    const never = { ...config, number: '0123456789', legibility: 1, seed: 8 };
    const work = service.call['number.compose']({ model, config: never, search: 'mine' });
    await service.call['search.stop']({ search: 'mine' });
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('of a thousand digits comes whole', async () => {
    const number = await compose({ number: '0123456789'.repeat(100) });
    expect(number.digits).toHaveLength(1_000);
    expect(number.lookedAt).toBe(1_000);
  });
});

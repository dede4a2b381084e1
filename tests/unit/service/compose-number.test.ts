import { describe, expect, it } from 'vitest';
import { chooseDigits } from '../../../src-main/service/drawing/choose-digits.js';
import { composeNumber } from '../../../src-main/service/drawing/compose-number.js';
import { decodeGreyPng } from '../../../src-main/service/images/png.js';
import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { networkPicture } from './network-picture.js';
import { seriesDouble } from './series-double.js';

const compose = async (
  change: Partial<ComposingConfig>,
  { series }: ReturnType<typeof seriesDouble>,
  replaced: { position: number; index: number }[] = [],
) =>
  networkPicture(
    await composeNumber(
      { config: { ...composingDefaults, seed: 1, ...change }, replaced },
      (request) => chooseDigits(request, series),
    ),
  );

const indices = ({ digits }: ComposedNumber) => digits.map(({ index }) => index);

/** Classes 0 to 9 in turn, each second round of ten doubtful. */
const rounds = () =>
  seriesDouble((index) => ({ confidence: Math.floor(index / 10) % 2 === 0 ? 0.99 : 0.6 }));

describe('any number', () => {
  const raw = { legibility: null, thousandsSpacing: null, digits: 3 };

  it('takes the next digits of the series for empty ones, and leaves none out', async () => {
    const { asked, ...double } = seriesDouble((i) => ({ empty: i < 12 && i !== 5 }));
    const { file, drawnAgain, lookedAt, rejected } = await compose(raw, { asked, ...double });
    const ink = [...decodeGreyPng(file).pixels].filter((pixel) => pixel > 0);
    expect(ink).toEqual([105, 112, 113]);
    expect({ drawnAgain, lookedAt, rejected }).toEqual({
      drawnAgain: 11,
      lookedAt: 14,
      rejected: 0,
    });
    for (const [i, { first }] of asked.entries()) {
      const before = asked[i - 1];
      expect(first).toBe(before === undefined ? 0 : before.first + before.count);
    }
  });

  it('gives up soon on a model that draws empty digits only', async () => {
    const { asked, ...double } = seriesDouble(() => ({ empty: true }));
    await expect(compose(raw, { asked, ...double })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringContaining('draws empty digits: 100 of the 100 looked at'),
    });
  });

  it('leaves out what is not legible', async () => {
    const number = await compose({ digits: 12 }, rounds());
    expect(indices(number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 21]);
    expect(number).toMatchObject({ lookedAt: 22, rejected: 10, drawnAgain: 0, marks: [] });
    expect(number).toMatchObject({ text: '012345678901', hand: null });
    expect(indices(await compose({ digits: 12, legibility: 0.5 }, rounds()))).toEqual([
      ...Array(12).keys(),
    ]);
  });

  it('says so when nothing is legible', async () => {
    const doubtful = seriesDouble(() => ({ confidence: 0.7 }));
    await expect(compose({}, doubtful)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message:
        'This model writes no legible digits: 2,000 digits were looked at, 2,000 of them rejected: less than 95% sure. Train it longer, choose another model, or ask for less legibility.',
    });
  });
});

describe('this number', () => {
  it('gives each digit to the first place that waits for its class', async () => {
    const number = await compose({ number: '48200' }, rounds());
    expect(indices(number)).toEqual([4, 8, 2, 0, 20]);
    expect(number.digits.map(({ class: digit }) => digit)).toEqual([4, 8, 2, 0, 0]);
    expect(number).toMatchObject({ text: '48200', hand: null, lookedAt: 21, rejected: 10 });
    expect(number.digits[0]).toEqual({
      index: 4,
      class: 4,
      confidence: 0.99,
      character: 0,
      left: 0,
      top: 0,
      width: 1,
      height: 1,
    });
  });

  it('does not care how sure the recogniser is when legibility is off, but of which class', async () => {
    const number = await compose({ number: '00', legibility: null }, rounds());
    expect(indices(number)).toEqual([0, 10]);
  });

  it('names the classes that a model does not write', async () => {
    const never37 = seriesDouble((index) => ({
      class: index % 3,
      confidence: index % 2 === 0 ? 0.99 : 0.2,
    }));
    await expect(compose({ number: '0713' }, never37)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(
        /^This model writes no legible 3 or 7: 2,\d+ digits were looked at, 1,\d+ of them rejected/,
      ),
      details: { classes: '3,7' },
    });
    const few = seriesDouble((index) => ({ class: index === 5 ? 3 : 1 }));
    await expect(compose({ number: '33', legibility: null }, few)).rejects.toMatchObject({
      message:
        'This model writes hardly any 3: 2,006 digits were looked at. Train it longer, choose another model.',
    });
  });

  it('finds a class that is one digit in a hundred', async () => {
    const rare = seriesDouble((index) => ({ class: index % 100 === 99 ? 3 : 1 }));
    expect(indices(await compose({ number: '333' }, rare))).toEqual([99, 199, 299]);
  });

  it('draws what stands between the digits, and says where', async () => {
    const number = await compose({ number: '-1,2 3', minSpacing: 2, maxSpacing: 2 }, rounds());
    expect(number.marks.map(({ text, character }) => [text, character])).toEqual([
      ['-', 0],
      [',', 2],
      [' ', 4],
    ]);
    expect(number.digits.map(({ character }) => character)).toEqual([1, 3, 5]);
    const places = [...number.digits, ...number.marks].sort((a, b) => a.left - b.left);
    expect(places.map(({ character }) => character)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [i, { left }] of places.entries()) {
      const before = places[i - 1];
      expect(left).toBe(before === undefined ? 0 : before.left + before.width + 2);
    }
    const last = places.at(-1);
    expect(number.width).toBe((last?.left ?? 0) + (last?.width ?? 0));
  });

  it('keeps its order with gaps that are as negative as can be', async () => {
    const narrow = { number: '$(12) + 3', minSpacing: -20, maxSpacing: -20 };
    const number = await compose(narrow, rounds());
    const places = [...number.digits, ...number.marks].sort((a, b) => a.character - b.character);
    for (const [i, { left, width }] of places.entries()) {
      const before = places[i - 1];
      if (before === undefined) continue;
      expect(left).toBeGreaterThan(before.left);
      expect(left + width).toBeGreaterThan(before.left + before.width);
    }
    const [dollar, bracket] = places;
    expect(bracket?.left).toBeLessThan((dollar?.left ?? 0) + (dollar?.width ?? 0));
    const last = places.at(-1);
    expect(number.width).toBe((last?.left ?? 0) + (last?.width ?? 0));
  });

  it('parts the thousands of what is one plain number', async () => {
    const width = async (number: string, thousandsSpacing: number | null) =>
      (await compose({ number, thousandsSpacing }, rounds())).width;
    expect((await width('1234567', 10)) - (await width('1234567', null))).toBe(20);
    expect((await width('-12345.67', 10)) - (await width('-12345.67', null))).toBe(10);
    expect(await width('1.234.567', 10)).toBe(await width('1.234.567', null));
  });

  it('is the same again, whatever was read before', async () => {
    const double = rounds();
    const config = { number: '1/2:3', seed: 9 };
    const [first, again] = [await compose(config, double), await compose(config, double)];
    expect(again).toEqual(first);
    expect((await compose({ ...config, seed: 10 }, double)).file).not.toEqual(first.file);
  });
});

describe('other digits in their place', () => {
  it('are the next of the class, legible and not in the number', async () => {
    const number = await compose({ number: '404' }, rounds(), [
      { position: 0, index: 5 },
      { position: 1, index: 0 },
    ]);
    // 14 is doubtful, 24 stands in the third place as first written.
    expect(indices(number)).toEqual([44, 20, 24]);
  });

  it('of any number are the next legible ones', async () => {
    const number = await compose({ digits: 2 }, rounds(), [{ position: 1, index: 10 }]);
    expect(indices(number)).toEqual([0, 20]);
  });

  it('stay what they are when one more is redrawn beyond all that were shown', async () => {
    const steps = [
      { position: 0, index: 25 },
      { position: 2, index: 45 },
      { position: 0, index: 65 },
    ];
    const shown: number[][] = [];
    for (let done = 0; done <= steps.length; done++) {
      shown.push(indices(await compose({ number: '404' }, rounds(), steps.slice(0, done))));
    }
    expect(shown).toEqual([
      [4, 0, 24],
      [44, 0, 24],
      [44, 0, 64],
      [84, 0, 64],
    ]);
  });

  it('are refused at a place that the number does not have', async () => {
    await expect(
      compose({ number: '1.2' }, rounds(), [{ position: 2, index: 9 }]),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

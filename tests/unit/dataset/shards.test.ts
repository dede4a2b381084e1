import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { encodeStripPng } from '../../../src-main/dataset/encode-png.js';
import { handsOf, type SampleMaker } from '../../../src-main/dataset/sample-maker.js';
import { placeOf, shardsOf } from '../../../src-main/dataset/shards.js';
import { formatNames } from '../../../src-shared/config/data-sets.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { readTar } from './read-tar.js';
import { bank, hardTexts, makeShards, smallMaker, smallPlan } from './small-set.js';

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const allOf = (folder: string) =>
  filesOf(folder).map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]);

describe('shards', () => {
  it('hold each strip once, and none of two parts', () => {
    const plan = smallPlan();
    const shards = shardsOf(plan);
    expect(shards.map(({ split, number, first, count }) => [split, number, first, count])).toEqual([
      ['train', 0, 0, 4],
      ['train', 1, 4, 2],
      ['val', 0, 6, 2],
      ['test', 0, 8, 2],
    ]);
    for (const { split, first, count } of shards) {
      for (let at = first; at < first + count; at++) expect(placeOf(plan, at).split).toBe(split);
    }
    expect(() => placeOf(plan, 10)).toThrow('none has the number 10');
  });

  it('are the same bytes in any order, by one maker or several, and when made again', async () => {
    const plan = smallPlan({ formats: formatNames.filter((name) => name !== 'doctr') });
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    await makeShards(first, plan);
    await makeShards(second, plan, { numbers: [3, 1] });
    await makeShards(second, plan, { numbers: [2, 1, 0] });
    expect(allOf(second)).toEqual(allOf(first));
    expect(filesOf(first).length).toBeGreaterThan(35);
  });

  it('are others for another seed', async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    await makeShards(first, smallPlan(), { numbers: [0] });
    await makeShards(second, smallPlan({ seed: 6 }), { numbers: [0] });
    expect(allOf(second)).not.toEqual(allOf(first));
  });

  it('are tars in which picture, text, facts and mask of a strip follow each other', async () => {
    const folder = temporaryFolder();
    const plan = smallPlan();
    const maker = smallMaker(plan);
    await makeShards(folder, plan);
    const files = readTar(readFileSync(join(folder, 'webdataset', 'digits-train-000000.tar')));
    expect(files.map(({ name }) => name)).toEqual(
      ['000000000', '000000001', '000000002', '000000003'].flatMap((key) =>
        ['png', 'txt', 'json', 'mask.png'].map((ending) => `${key}.${ending}`),
      ),
    );
    for (let sample = 0; sample < 4; sample++) {
      const [png, text, facts, mask] = files.slice(4 * sample).map(({ content }) => content);
      const made = maker.make(sample);
      const { width, height } = made;
      expect(text?.toString()).toBe(made.text);
      expect(hardTexts).toContain(made.text);
      const said = JSON.parse(facts?.toString() ?? '');
      expect(said).toMatchObject({ text: made.text, width, height, hand: made.hand });
      expect(said.boxes).toHaveLength(made.text.length);
      for (const [file, pixels] of [[png, made.pixels] as const, [mask, made.mask] as const]) {
        const picture = decode(file ?? new Uint8Array(), { checkCrc: true });
        expect(picture).toMatchObject({ width, height, channels: 1, depth: 8 });
        expect(Buffer.from(picture.data.buffer)).toEqual(Buffer.from(pixels));
      }
    }
  });

  it('are PNG files that any decoder reads, of one pixel too', () => {
    const noise = Uint8Array.from({ length: 300 }, (_, at) => (at * 7919) % 256);
    for (const [width, height] of [[1, 1] as const, [300, 1] as const, [7, 31] as const]) {
      const image = greyImage({ width, height, pixels: noise.slice(0, width * height) });
      const { data, ...size } = decode(encodeStripPng(image), { checkCrc: true });
      expect(size).toMatchObject({ width, height, channels: 1, depth: 8 });
      expect(new Uint8Array(data)).toEqual(image.pixels);
    }
  });

  it('are in colour where there are three channels', () => {
    const pixels = Uint8Array.from({ length: 3 * 50 * 9 }, (_, at) => (at * 31) % 256);
    const { data, ...size } = decode(
      encodeStripPng({ width: 50, height: 9, channels: 3, pixels }),
      { checkCrc: true },
    );
    expect(size).toMatchObject({ width: 50, height: 9, channels: 3, depth: 8 });
    expect(new Uint8Array(data)).toEqual(pixels);
  });

  it('have the pixels and the files that they always had', async () => {
    const folder = temporaryFolder();
    await makeShards(folder, smallPlan(), { numbers: [0] });
    const marker = JSON.parse(readFileSync(join(folder, 'shards', 'train-000000.json'), 'utf8'));
    expect(marker.pixelsSha256).toBe(
      '4ae16e9d2b4f22baf115d31d9170a7697f6cc55b13affa354bf5a3c56e4e79f4',
    );
    const png = readTar(readFileSync(join(folder, 'webdataset', 'digits-train-000000.tar')))[0];
    expect(
      createHash('sha256')
        .update(png?.content ?? '')
        .digest('hex'),
    ).toBe('2e23e727fbec7357b19e3e4ed3cd3c2d759396d9b1e490c137f597c8093ef521');
  });
});

describe('parts', () => {
  const plan = smallPlan({
    grammar: { number: '\\d{3}' },
    split: { train: 800, val: 100, test: 100 },
  });
  const maker = smallMaker(plan, null);
  const texts = Array.from({ length: 1000 }, (_, sample) => maker.text(sample));

  it('share no number, and none comes twice before all have come', () => {
    expect(new Set(texts).size).toBe(1000);
  });

  it('share no number either when there are fewer than strips', () => {
    const few = smallPlan({ grammar: { number: '\\d' }, split: { train: 90, val: 5, test: 5 } });
    const made = smallMaker(few, null);
    const of = (first: number, count: number) =>
      new Set(Array.from({ length: count }, (_, at) => made.text(first + at)));
    const [train, val, test] = [of(0, 90), of(90, 5), of(95, 5)];
    expect([train.size, val.size, test.size]).toEqual([8, 1, 1]);
    expect(new Set([...train, ...val, ...test]).size).toBe(10);
  });

  it('share no hand, and all hands write', () => {
    const hands = handsOf(plan, bank);
    expect([...hands.values()].map(({ length }) => length)).toEqual([16, 2, 2]);
    expect([...hands.values()].flat().sort((a, b) => a - b)).toEqual(bank.hands);
    for (const sample of [0, 400, 799, 800, 950]) {
      const { split } = placeOf(plan, sample);
      const { hand, digits, text } = maker.make(sample);
      expect(hands.get(split)).toContain(hand);
      expect(digits.map((digit) => bank.digit(digit).hand)).toEqual([hand, hand, hand]);
      expect(digits.map((digit) => bank.digit(digit).label).join('')).toBe(text);
    }
  });

  it('share both where that is allowed', () => {
    const shared = { strings: true, hands: true };
    const all = smallPlan({ ...plan, shared });
    expect([...handsOf(all, bank).values()].map(({ length }) => length)).toEqual([20, 20, 20]);
    const [made, fewer] = [smallMaker(all, null), { ...all, grammar: { number: '\\d{2}' } }];
    const of = (maker: SampleMaker) => Array.from({ length: 1000 }, (_, at) => maker.text(at));
    expect(new Set(of(made)).size).toBe(1000);
    const again = of(smallMaker(fewer, null));
    expect(new Set([...again.slice(0, 100), ...again.slice(800, 900)]).size).toBe(100);
  });

  it('that may share numbers are no copies of each other', () => {
    const weighted = { number: '{1..1000000:log}' };
    const shared = { strings: true, hands: false };
    const drawn = smallMaker(smallPlan({ ...plan, grammar: weighted, shared }), null);
    const of = (first: number) => Array.from({ length: 100 }, (_, at) => drawn.text(first + at));
    const same = of(800).filter((text, at) => text === of(0)[at]);
    expect(same.length).toBeLessThan(20);
  });

  it('have at least a hand each, however small they are', () => {
    const small = { split: { train: 998, val: 1, test: 1 }, shared: plan.shared, seed: 1 };
    const hands = handsOf(small, { hands: [4, 5, 6] });
    expect([...hands.values()].map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { formats } from '../../../src-main/dataset/formats/formats.js';
import { mnistTile } from '../../../src-main/dataset/formats/mnist-tile.js';
import { madeFiles } from '../../../src-main/dataset/made-files.js';
import { readImages, readLabels } from '../../../src-main/files/idx/read-images.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { makeShards, smallMaker, smallPlan } from './small-set.js';

const folder = sharedFolder();
const plan = smallPlan({
  grammar: { number: '\\d' },
  split: { train: 8, val: 0, test: 2 },
  formats: ['idx', 'npz'],
});
const maker = smallMaker(plan, null);
const files = new Map<string, Buffer>();

beforeAll(async () => {
  await makeShards(folder, plan, { maker });
  for (const format of plan.formats) {
    const whole = formats[format].whole?.({
      splits: ['train', 'test'],
      counts: plan.split,
      characters: [],
      ...madeFiles(folder, plan, () => {}),
    });
    for (const { path, content } of whole ?? []) {
      const pieces: Buffer[] = [];
      for await (const piece of content) pieces.push(Buffer.from(piece));
      files.set(path, Buffer.concat(pieces));
    }
  }
});

/** A file as its readers find it. */
function onDisk(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, files.get(`idx/${name}`) ?? '');
  return path;
}

it('IDX has the names of MNIST, and the digits and labels of each part', async () => {
  for (const [name, first, count] of [['train', 0, 8] as const, ['t10k', 8, 2] as const]) {
    const images = await readImages(onDisk(`${name}-images-idx3-ubyte`), 100);
    const { labels } = await readLabels(onDisk(`${name}-labels-idx1-ubyte`), images);
    expect(images.count).toBe(count);
    expect([...labels].join('')).toBe(
      Array.from({ length: count }, (_, at) => maker.text(first + at)).join(''),
    );
  }
});

it('NPZ has the same arrays', async () => {
  const arrays = unzipSync(files.get('digits.npz') ?? Buffer.alloc(0));
  expect(Object.keys(arrays)).toEqual(['x_train.npy', 'y_train.npy', 'x_test.npy', 'y_test.npy']);
  const { images } = await readImages(onDisk('train-images-idx3-ubyte'), 100);
  const { 'x_train.npy': pixels = new Uint8Array(), 'y_test.npy': labels } = arrays;
  expect(Buffer.from(pixels).toString('latin1', 0, 128)).toContain("'shape': (8, 28, 28)");
  expect(Buffer.from(pixels.subarray(-8 * 784))).toEqual(Buffer.from(images));
  expect([...(labels ?? []).slice(-2)].join('')).toBe(maker.text(8) + maker.text(9));
});

it('digits are white on black, 20 pixels large, with their centre of mass in the middle', () => {
  for (let sample = 0; sample < 10; sample++) {
    const tile = mnistTile({ ...maker.make(sample), key: '', png: new Uint8Array() });
    const lit = [...tile.entries()].filter(([, level]) => level >= 32).map(([at]) => at);
    const [xs, ys] = [lit.map((at) => at % 28), lit.map((at) => Math.floor(at / 28))];
    const extent = (of: number[]) => Math.max(...of) - Math.min(...of) + 1;
    expect(Math.max(extent(xs), extent(ys))).toBeGreaterThanOrEqual(19);
    expect(Math.max(extent(xs), extent(ys))).toBeLessThanOrEqual(22);
    expect(Math.max(...tile)).toBeGreaterThan(180);
    const mass = tile.reduce((sum, level) => sum + level, 0);
    const middle = (of: (at: number) => number) =>
      tile.reduce((sum, level, at) => sum + level * of(at), 0) / mass;
    expect(middle((at) => at % 28)).toBeCloseTo(13.5, 0);
    expect(middle((at) => Math.floor(at / 28))).toBeCloseTo(13.5, 0);
  }
});

it('digits lie on black whatever the paper, its colour and light, and keep the grey of their edges', () => {
  const [width, height] = [30, 40];
  const pixels = new Uint8Array(width * height).fill(180);
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) pixels[y * width] = 90; // a line of the paper
  for (let y = 10; y < 30; y++) {
    for (let x = 12; x < 22; x++) {
      pixels[y * width + x] = x === 12 ? 130 : 80;
      mask[y * width + x] = 1;
    }
  }
  const boxes = [{ left: 12, top: 10, width: 10, height: 20 }];
  const facts = { text: '1', hand: 0, digits: [], key: '', baseline: { left: 30, right: 30 } };
  const sample = { ...facts, png: new Uint8Array(), width, height, mask, boxes };
  const tile = mnistTile({ ...sample, channels: 1, pixels });
  const row = [...tile.subarray(14 * 28, 15 * 28)];
  expect(row.filter((level) => level === 0)).toHaveLength(17);
  expect(row.filter((level) => level === 255).length).toBeGreaterThanOrEqual(8);
  expect(tile.filter((level) => level > 0).length).toBeLessThanOrEqual(11 * 21);
  const shaded = pixels.map((level, at) => level * (1 - Math.floor(at / width) / (2 * height)));
  const inShadow = mnistTile({ ...sample, channels: 1, pixels: shaded });
  const inked = [...inShadow.entries()].filter(([at]) => tile[at] === 255);
  expect(Math.min(...inked.map(([, level]) => level))).toBeGreaterThan(200);
  const negative = mnistTile({
    ...sample,
    channels: 1,
    pixels: pixels.map((level) => 255 - level),
  });
  expect(negative.map((level) => (level === 255 ? 1 : 0))).toEqual(
    tile.map((level) => (level === 255 ? 1 : 0)),
  );
  const coloured = Uint8Array.from(
    { length: 3 * pixels.length },
    (_, at) => pixels[(at / 3) | 0] ?? 0,
  );
  expect(mnistTile({ ...sample, channels: 3, pixels: coloured })).toEqual(tile);
});

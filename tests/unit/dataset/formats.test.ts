import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { classes } from '../../../src-main/dataset/formats/classes.js';
import { formats } from '../../../src-main/dataset/formats/formats.js';
import type { WholeSet } from '../../../src-main/dataset/formats/whole-set.js';
import { charactersOf } from '../../../src-shared/grammar/element.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { hardTexts, makeShards, smallMaker, smallPlan } from './small-set.js';

const folder = sharedFolder();
const plan = smallPlan({ formats: ['files', 'gt-txt', 'yolo', 'coco'] });
const maker = smallMaker(plan);

const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const set: WholeSet = {
  splits: ['train'],
  characters: ['0', '1', ' ', '/'],
  async *records() {
    for (const shard of ['train-000000', 'train-000001']) {
      for (const line of text(`shards/${shard}.jsonl`).trimEnd().split('\n'))
        yield JSON.parse(line);
    }
  },
};

async function written(format: keyof typeof formats): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { path, content } of formats[format].whole?.(set) ?? []) {
    let whole = '';
    for await (const piece of content) whole += piece;
    files.set(path, whole);
  }
  return files;
}

const samples = Array.from({ length: 6 }, (_, sample) => maker.make(sample));
const texts = samples.map((sample) => sample.text);

beforeAll(() => makeShards(folder, plan));

describe('formats', () => {
  it('keep texts that careless readers break', () => {
    expect(new Set(texts).size).toBeGreaterThan(1);
    for (const each of texts) expect(hardTexts).toContain(each);
  });

  it('list pictures and texts for PaddleOCR, and characters without the blank', async () => {
    const files = await written('paddleocr');
    const lines = (files.get('rec_gt_train.txt') ?? '').trimEnd().split('\n');
    expect(lines.map((line) => line.split('\t')[1])).toEqual(texts);
    for (const line of lines)
      expect(readFileSync(join(folder, line.split('\t')[0] ?? ''))[1]).toBe(80);
    expect(files.get('dict.txt')).toBe('0\n1\n/\n');
  });

  it('put a text beside each picture', () => {
    for (const [at, each] of texts.entries()) {
      expect(text(`images/train/00000000${at}.gt.txt`)).toBe(each);
    }
  });

  it('list texts for EasyOCR, which parts a line at its first comma', async () => {
    const csv = (await written('easyocr')).get('images/train/labels.csv') ?? '';
    const [head, ...lines] = csv.trimEnd().split('\n');
    expect(head).toBe('filename,words');
    expect(lines.map((line) => /^([^,]+),(.*)$/.exec(line)?.[2])).toEqual(texts);
  });

  it('list texts as JSON for docTR', async () => {
    const labels: unknown = JSON.parse((await written('doctr')).get('labels_train.json') ?? '');
    expect(labels).toEqual(
      Object.fromEntries(texts.map((each, at) => [`00000000${at}.png`, each])),
    );
  });

  it('say for YOLO where each character is, in parts of the picture', async () => {
    const { width, height, boxes, text: first } = samples[0] ?? maker.make(0);
    const lines = text('labels/train/000000000.txt').trimEnd().split('\n');
    const seen = [...first].flatMap((character, at) =>
      boxes[at] ? [{ character, box: boxes[at] }] : [],
    );
    expect(lines).toHaveLength(seen.length);
    for (const [at, line] of lines.entries()) {
      const [name = 0, x = 0, y = 0, w = 0, h = 0] = line.split(' ').map(Number);
      const { character, box } = seen[at] ?? { character: '', box: null };
      expect(classes[name]).toBe(character);
      expect((x - w / 2) * width).toBeCloseTo(box?.left ?? -1, 2);
      expect((y + h / 2) * height).toBeCloseTo((box?.top ?? 0) + (box?.height ?? 0), 2);
    }
    expect((await written('yolo')).get('data.yaml')).toContain(
      'train: images/train\nnames:\n  0: "0"',
    );
  });

  it('give COCO each mask in runs that are the mask', async () => {
    const file = (await written('coco')).get('annotations/instances_train.json') ?? '';
    const { images, annotations, categories } = JSON.parse(file);
    expect(images.map((image: { text: string }) => image.text)).toEqual(texts);
    const own = annotations.filter((annotation: { image_id: number }) => annotation.image_id === 1);
    const { width, height, mask, text: first, boxes } = samples[0] ?? maker.make(0);
    const places = [...boxes.keys()].filter((at) => boxes[at] !== null);
    expect(own).toHaveLength(places.length);
    for (const [number, annotation] of own.entries()) {
      const at = places[number] ?? 0;
      const { size, counts } = annotation.segmentation;
      expect(size).toEqual([height, width]);
      const runs = counts.flatMap((count: number, run: number) => new Array(count).fill(run % 2));
      const columns = Array.from({ length: width * height }, (_, place) => {
        const [x, y] = [Math.floor(place / height), place % height];
        return mask[y * width + x] === at + 1 ? 1 : 0;
      });
      expect(runs).toEqual(columns);
      expect(annotation.area).toBe(columns.filter((is) => is === 1).length);
      const { name } = categories.find(({ id }: { id: number }) => id === annotation.category_id);
      expect(name).toBe(first[at]);
    }
  });

  it('refuse texts that their readers would break', () => {
    const part = (...own: string[]) => ({ texts: own, alphabet: charactersOf(own.join('')) });
    expect(formats.easyocr.problem?.(part('00123', '12.50'))).toContain('00123 becomes 123');
    expect(formats.easyocr.problem?.(part('00123', '2026-05-12'))).toBeNull();
    expect(formats.doctr.problem?.(part('12/05 17:30'))).toContain('has no blank');
    expect(formats.doctr.problem?.({ ...part('12 5'), texts: ['125'] })).toContain('has no blank');
    expect(formats.doctr.problem?.(part('12/05'))).toBeNull();
  });
});

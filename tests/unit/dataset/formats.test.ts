import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { classes } from '../../../src-main/dataset/formats/classes.js';
import { formats } from '../../../src-main/dataset/formats/formats.js';
import type { PartTexts } from '../../../src-main/dataset/formats/part-texts.js';
import type { WholeSet } from '../../../src-main/dataset/formats/whole-set.js';
import { madeFiles } from '../../../src-main/dataset/made-files.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { hardTexts, makeShards, smallMaker, smallPlan } from './small-set.js';

const folder = sharedFolder();
const plan = smallPlan({ formats: ['files', 'gt-txt', 'yolo', 'coco'] });
const maker = smallMaker(plan);

const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const set: WholeSet = {
  splits: ['train'],
  counts: { ...plan.split, val: 0, test: 0 },
  characters: ['0', '1', ' ', '/'],
  ...madeFiles(folder, plan, () => {}),
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

  describe('that would break on a text', () => {
    const part = (grammar: string, ...own: string[]): PartTexts => {
      const { length, alphabet, always } = prepareGrammar({ number: grammar }).element;
      const count = own.length;
      return { length, alphabet, always, count, all: count, texts: () => own };
    };
    const none = 'A text was looked at.';
    const unseen = (grammar: string): PartTexts => ({
      ...part(grammar),
      texts: () => {
        throw new Error(none);
      },
    });

    it('are refused by the grammar alone where it says so', () => {
      expect(formats.easyocr.problem?.(unseen('\\d{5}'))).toContain('00123 becomes 123');
      expect(formats.easyocr.problem?.(unseen('\\d\\d/\\d\\d'))).toBeNull();
      expect(() => formats.easyocr.problem?.(unseen('\\d\\d-\\d\\d'))).toThrow(none);
      expect(formats.doctr.problem?.(unseen('12( 5)?'))).toContain('has no blank');
      expect(formats.doctr.problem?.(unseen('12/05'))).toBeNull();
      expect(formats.idx.problem?.(unseen('\\d{1,2}'))).toContain('single digits');
      expect(formats.npz.problem?.(unseen('[0-9]'))).toBeNull();
      const many = { ...unseen('[0-9]'), count: 2_000_000, all: 5_000_001 };
      expect(formats.npz.problem?.(many)).toContain('at most 5,000,000 digits');
      const most = { ...unseen('[0-9]'), count: 999_999_999 };
      expect(formats.lmdb.problem?.(most)).toBeNull();
      expect(formats.lmdb.problem?.({ ...most, count: 10 ** 9 })).toContain('at most 999,999,999');
    });

    it('are refused by the texts of a part where the grammar leaves it open', () => {
      const marked = '\\d[0-9.\\-]{4,9}';
      expect(formats.easyocr.problem?.(part(marked, '00123', '12.50'))).toContain('00123 becomes');
      expect(formats.easyocr.problem?.(part(marked, '00123', '2026-05-12'))).toBeNull();
      const many = { ...part(marked, '00123'), count: 100_001 };
      expect(formats.easyocr.problem?.(many)).toContain('the first 100,000 of a part');
    });

    it('say what their readers have to be told', () => {
      const remarks = (format: keyof typeof formats, grammar: string) =>
        formats[format].remarks?.(unseen(grammar)).join(' ') ?? '';
      expect(remarks('lmdb', '\\d{5}')).toBe('');
      const marked = remarks('lmdb', '[0-9]{20}[-/ €]{3,6}');
      expect(marked).toContain('have up to 26: tell them --batch_max_length 26');
      expect(marked).toMatch(/--character ['"]0123456789\/€ -['"]/);
      expect(marked).toContain('data.remove_whitespace=false and data.normalize_unicode=false');
      expect(remarks('paddleocr', '\\d{26}')).toContain('max_text_length');
      expect(remarks('paddleocr', '\\d \\d')).toContain('use_space_char');
      expect(remarks('easyocr', '\\d{26}/')).toBe('');
      expect(remarks('easyocr', '\\d{34}/')).toContain('batch_max_length');
      const some = { ...part('\\d', '1', '2', '3'), count: 100 };
      expect(formats.idx.remarks?.(some)).toEqual([expect.stringContaining('share numbers')]);
      expect(formats.npz.remarks?.({ ...some, texts: () => '0123456789' })).toEqual([]);
    });
  });
});

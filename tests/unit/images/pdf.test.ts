import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodePdf, type PdfPage } from '../../../src-main/service/images/pdf.js';
import { drawPath } from '../../../src-main/service/images/pdf-path.js';
import { type PictureNote, programName } from '../../../src-shared/strips/picture-note.js';

const note: PictureNote = {
  program: programName,
  version: '0.1.0',
  number: '48213',
  seed: 5,
  hand: 3,
  model: 'evening',
  settings: {},
};
const facts = { title: '48213', note };

/** A black ring on cream, with a label beneath its middle. */
const ring: PdfPage = {
  width: 200,
  height: 100.5,
  paper: '#fff8e0',
  paths: [
    { d: 'M50,10 L90,10 L90,50 L50,50Z M60,20 L60,40 L80,40 L80,20 Z', fill: '#000000' },
    { d: 'M100 50Q120 0 140 50C140 60 100 60 100 50Z', fill: '#1020c0' },
  ],
  texts: [{ text: '−5 €', x: 70, y: 70, size: 12, colour: '#c00000', anchor: 'middle' }],
};
const plain: PdfPage = { width: 50, height: 60, paper: null, paths: [], texts: [] };

const latin = (file: Uint8Array) => Buffer.from(file).toString('latin1');

/** What the pages' streams say, without their compression. */
function streamsOf(file: Uint8Array): string[] {
  const found = latin(file).matchAll(/\/FlateDecode\s*>>\s*stream\n(.*?)\nendstream/gs);
  return [...found].map(([, data = '']) => inflateSync(Buffer.from(data, 'latin1')).toString());
}

describe('encodePdf', () => {
  test('each page has its own size, and nothing where nothing is drawn', async () => {
    const file = latin(await encodePdf([ring, plain], facts));
    expect(file.startsWith('%PDF-1.')).toBe(true);
    expect(file.match(/\/MediaBox \[.*?\]/g)).toEqual([
      '/MediaBox [0 0 200 100.5]',
      '/MediaBox [0 0 50 60]',
    ]);
    const [, empty] = streamsOf(await encodePdf([ring, plain], facts));
    expect(empty?.trim()).toBe('1 0 0 -1 0 60 cm');
  });

  test('paper, paths and labels are drawn in their order, places and colours', async () => {
    const [drawn = ''] = streamsOf(await encodePdf([ring], facts));
    const lines = drawn.split('\n');
    const fills = lines.filter((line) => /^(f|\S+ \S+ \S+ scn)$/.test(line));
    expect(fills.filter((line) => line === 'f')).toHaveLength(3);
    expect(lines).toContain('0 0 200 100.5 re');
    expect(lines.slice(lines.indexOf('50 10 m')).slice(0, 5)).toEqual([
      '50 10 m',
      ...['90 10 l', '90 50 l', '50 50 l', 'h'],
    ]);
    expect(lines).toContain('100 50 m');
    expect(lines).toContain('140 60 100 60 100 50 c');
    // A dash, 5, a blank and the euro sign, each one byte of WinAnsi.
    expect(drawn.replaceAll(/> -?\d+ </g, '')).toContain('<96352080>');
  });

  test('the same pages give the same bytes, at any time', async () => {
    const first = await encodePdf([ring], facts);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await encodePdf([ring], facts)).toEqual(first);
    expect(latin(first)).not.toContain('Date');
  });

  test('says its title, its program, and how to have it again', async () => {
    const file = latin(await encodePdf([plain], facts));
    for (const said of ['(48213)', `(${programName} 0.1.0)`, '(seed 5, hand 3, model evening)']) {
      expect(file).toContain(said);
    }
    expect(latin(await encodePdf([plain], { title: 'x', note: null }))).not.toContain('seed');
  });

  test('a label in characters that the font has not shows a question mark for each', async () => {
    const texts = [{ ...ring.texts[0], text: '7手🖋' }] as PdfPage['texts'];
    const [drawn = ''] = streamsOf(await encodePdf([{ ...plain, texts }], facts));
    expect(drawn).toContain('<373f3f>');
  });

  test('a page that no reader shows is refused, with its size and what to do', async () => {
    await expect(encodePdf([plain, { ...plain, width: 14_400.5 }], facts)).rejects.toThrow(
      'The page would be 14,401 × 60 points, and a PDF has room for 14,400 (200 inches) a side: choose a smaller scale or height, or an SVG.',
    );
  });
});

describe('drawPath', () => {
  function drawn(d: string) {
    const steps: (string | number)[][] = [];
    const step =
      (name: string) =>
      (...numbers: number[]) =>
        steps.push([name, ...numbers.map((number) => Math.round(number * 1_000) / 1_000)]);
    const pen = {
      moveTo: step('m'),
      lineTo: step('l'),
      bezierCurveTo: step('c'),
      closePath: step('h'),
    };
    drawPath(pen, d);
    return steps;
  }

  test('a quadratic curve is the cubic one through the same points', () => {
    expect(drawn('M0 0Q3 6 6 0Q9-6,12,0')).toEqual([
      ['m', 0, 0],
      ['c', 2, 4, 4, 4, 6, 0],
      ['c', 8, -4, 10, -4, 12, 0],
    ]);
  });

  test('numbers may be written as SVG has them', () => {
    expect(drawn(' M 1e1,-.5 L+2.5\t3 Z ')).toEqual([['m', 10, -0.5], ['l', 2.5, 3], ['h']]);
  });

  test.each(['m0 0', 'M0', 'L1 2 3 4', 'A1 1 0 0 0 1 1', 'M0 x', 'M0 NaN'])(
    '%j is refused',
    (d) => {
      expect(() => drawn(d)).toThrow(RangeError);
    },
  );
});

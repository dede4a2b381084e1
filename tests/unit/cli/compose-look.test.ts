import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseDigits } from '../../../src-main/service/drawing/choose-digits.js';
import { composeNumber } from '../../../src-main/service/drawing/compose-number.js';
import { numberPicture } from '../../../src-main/service/drawing/number-picture.js';
import { noteOf } from '../../../src-main/service/drawing/picture-notes.js';
import { type Look, lookFields, looks } from '../../../src-shared/config/look.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { fakeService } from './fake-service.js';
import { runMain } from './run-main.js';

/** What the service is asked for by a command that writes 48213 as `name`. */
async function asked(name: string, ...args: string[]) {
  const out = path.join(temporaryFolder(), name);
  const run = await runMain(['compose', '48213', '--out', out, ...args]);
  expect(run.stderr).not.toContain('digits: ');
  return run.input('number.compose') as { look: Look; format: string };
}

describe('the look', () => {
  test.each([
    ['n.png', 'png', looks.network],
    ['n', 'png', looks.network],
    ['n.svg', 'svg', looks.ink],
    ['n.pdf', 'pdf', looks.ink],
    ['n.jpeg', 'jpg', looks.ink],
    ['n.webp', 'webp', looks.ink],
  ])('of %s, a %s, when none is said', async (name, format, look) => {
    expect(await asked(name)).toMatchObject({ format, look });
  });

  test('is the one named, with what differs from it', async () => {
    expect((await asked('n.png', '--look', 'blueprint')).look).toEqual(looks.blueprint);
    const { look } = await asked(
      ...(['n.png', '--look', 'paper', '--ink', 'NAVY', '--paper', 'transparent'] as const),
      ...['--invert', '--height', '200', '--margin', '2.5', '--dpi', 'off'],
      ...['--line-width', '1.5', '--shear', '-0.25', '--no-smooth', '--smooth'],
    );
    expect(look).toEqual({
      ...{ ink: '#000080', paper: null, invert: true, smooth: true, scale: 4, height: 200 },
      ...{ margin: 2.5, dpi: null, lineWidth: 1.5, shear: -0.25 },
    });
  });

  test.each([
    [['--scale', '8'], { scale: 8, smooth: true }],
    [['--height', '300'], { height: 300, smooth: true }],
    [['--line-width', '0.8'], { lineWidth: 0.8, smooth: true }],
    [['--shear', '0.1'], { shear: 0.1, smooth: true }],
    [['--scale', '8', '--no-smooth'], { scale: 8, smooth: false }],
    [['--scale', '1'], {}],
    [['--height', 'auto', '--invert', '--margin', '4', '--dpi', '72'], { invert: true, margin: 4 }],
    [['--look', 'network', '--scale', '8'], { scale: 8, smooth: false }],
  ])('of a PNG with %j', async (args, changes) => {
    const { look } = await asked('n.png', ...args);
    expect(look).toMatchObject({ ...looks.network, dpi: look.dpi, ...changes });
  });

  test('a scale says the size where the named look has a height', async () => {
    const { look } = await asked('n.png', '--look', 'ink', '--scale', '12', '--height', 'auto');
    expect(look).toEqual({ ...looks.ink, scale: 12 });
  });

  test.each([
    [['--shear', '0.1', '--no-smooth'], /^digits: --shear changes drawn strokes/],
    [['--look', 'network', '--line-width', '2'], /^digits: --line-width changes drawn strokes/],
    [['--scale', '2', '--height', '90'], /--scale and --height both say the size: choose one/],
    [['--ink', 'greenish'], /--ink must be a colour such as .*, not "greenish"/],
    [['--ink', 'transparent'], /--ink must be a colour/],
    [['--paper', 'none'], /--paper must be a colour such as .*, or transparent, not "none"/],
    [['--dpi', '0'], /--dpi must be a whole number from 1 to 4800, or off, not 0/],
    [['--look', 'chalk'], /--look must be one of network, ink, paper, blueprint, not "chalk"/],
    [['--out', 'n.svg', '--look', 'network'], /A picture in SVG is made of drawn strokes/],
    [['--out', 'n.pdf', '--no-smooth'], /A picture in PDF is made of drawn strokes/],
  ])('%j is wrong usage', async (args, words) => {
    const { code, stderr, opened } = await runMain(['compose', '48213', ...args]);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toMatch(words);
  });

  test.each(Object.values(lookFields).filter((field) => field.kind === 'number'))(
    '$flag refuses what is out of bounds',
    async ({ flag, min, max }) => {
      for (const value of [String(min - 1), String(max + 1), 'x']) {
        const { code, stderr } = await runMain(['compose', '1', flag, value]);
        expect(code).toBe(2);
        expect(stderr).toMatch(new RegExp(`^digits: ${flag} must be `));
      }
    },
  );
});

describe('the format', () => {
  test('is that of --format where no name says one', async () => {
    const folder = temporaryFolder();
    const args = ['compose', '48213', '--seed', '1', '--format', 'webp', '--json'];
    const { json, input } = await runMain([...args, '--out-dir', folder]);
    expect(json()).toMatchObject([
      { out: path.join(folder, 'generated_number_48213.webp'), format: 'webp', look: looks.ink },
    ]);
    expect(input('number.compose')).toMatchObject({ format: 'webp' });
    expect((await asked('n', '--format', 'pdf')).format).toBe('pdf');
    expect((await asked('n.PNG', '--format', 'png')).format).toBe('png');
  });

  test('is not another than the name says', async () => {
    const { code, stderr } = await runMain(['compose', '1', '--out', 'n.png', '--format', 'svg']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'n.png ends in .png, but what is written is an SVG drawing: choose a name that ends in .svg.',
    );
  });
});

/** Rings of a width that depends on their place in the series. */
const ring = (index: number) =>
  greyImage({
    width: 28,
    height: 28,
    pixels: Uint8Array.from({ length: 784 }, (_, at) => {
      const radius = Math.hypot((at % 28) - 13.5, Math.floor(at / 28) - 13.5);
      return Math.round(255 * Math.max(0, 1 - Math.abs(radius - 6 - (index % 4)) / 3));
    }),
  });

/** A service whose composer is the real one; its digits are rings. */
const drawing = () =>
  fakeService({
    'number.compose': async ({ config, look = looks.network, format = 'png' }) => {
      const read = async ({ first, count }: { first: number; count: number }) =>
        Array.from({ length: count }, (_, offset) => {
          const index = first + offset;
          return { index, class: index % 10, confidence: 0.99, image: ring(index) };
        });
      const written = await composeNumber({ config }, (request) =>
        chooseDigits(request, { read, report: () => {} }),
      );
      const note = noteOf(written, { config }, { model: 'rings', settings: {} });
      return numberPicture(written, { look, format, note });
    },
  });

// Digests of what the program wrote before there were looks.
test.each([
  ['48213', '802ee7a318e5c600b41a31b94e7e1f7f78ae0e8710f0c453f96a7ae5f02754b9'],
  ['12/05 17:30', '8add450d0dc9e2e87f669c8ecd0bea53e5ba8fde1f113758c74f431e7b052534'],
  [null, '86ff01adc20254c38e0d156839e9f3d7740c301dfa83061d1ca500a060e5131d'],
])('a PNG of %j without options is byte for byte what it always was', async (number, digest) => {
  const out = path.join(temporaryFolder(), 'n.png');
  const text = number === null ? [] : [number];
  const args = ['compose', ...text, '--seed', '11', '--out', out];
  expect((await runMain(args, { fake: drawing() })).code).toBe(0);
  expect(createHash('sha256').update(fs.readFileSync(out)).digest('hex')).toBe(digest);
});

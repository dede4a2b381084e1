import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { encodeVector } from '../../src-main/service/images/encode-picture.js';
import { type Look, looks } from '../../src-shared/config/look.js';
import { drawStrip } from '../../src-shared/strips/draw-strip.js';
import { programName } from '../../src-shared/strips/picture-note.js';
import { strokesOf } from '../../src-shared/strips/strokes.js';
import { numberPage } from '../../src-shared/strips/vector-page.js';
import { useChromium } from '../helpers/chromium.js';
import { realDigits, stripOf } from '../unit/strips/real-strip.js';

const browser = useChromium();
const strip = stripOf(realDigits(10));
const note = {
  program: programName,
  version: '0.1.0',
  number: '7 < 8 & "9"',
  seed: 1,
  hand: null,
  model: 'shipped:model',
  settings: {},
} as const;

/** What Chromium makes of an SVG file, at the size that the file says. */
async function shown(look: Look) {
  const file = await encodeVector(
    [numberPage(strokesOf(strip, look), look, '1111111111')],
    'svg',
    note,
  );
  const page = await browser().newPage({ deviceScaleFactor: 1 });
  try {
    const source = `data:image/svg+xml;base64,${Buffer.from(file).toString('base64')}`;
    await page.setContent(`<body style="margin:0"><img src="${source}" style="display:block">`);
    await page.evaluate('document.images[0].decode()');
    const picture = await page.locator('img').screenshot({ omitBackground: true });
    const svg = Buffer.from(file).toString();
    const said = await page.evaluate(`(() => {
      const parsed = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
      const paths = [...parsed.querySelectorAll('path')];
      return {
        errors: parsed.querySelectorAll('parsererror').length,
        title: parsed.querySelector('title')?.textContent,
        ids: paths.map(({ id }) => id),
        characters: paths.map((path) => path.getAttribute('data-character')),
      };
    })()`);
    return { picture: decode(picture), said };
  } finally {
    await page.close();
  }
}

test.each<[string, Look]>([
  ['on paper', { ...looks.paper, dpi: null }],
  [
    'slanted, broad and large',
    { ...looks.blueprint, scale: 12, shear: 0.3, lineWidth: 1.3, dpi: null },
  ],
  ['at a resolution', { ...looks.paper, dpi: 96 }],
])('an SVG is in Chromium what the PNG is: %s', async (_, look) => {
  const { picture, said } = await shown(look);
  const drawn = drawStrip(strip, look).picture;
  expect([picture.width, picture.height]).toEqual([drawn.width, drawn.height]);
  let [sum, worst] = [0, 0];
  for (let pixel = 0; pixel < drawn.width * drawn.height; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      const difference = Math.abs(
        (picture.data[pixel * picture.channels + colour] ?? 0) -
          (drawn.pixels[pixel * 3 + colour] ?? 0),
      );
      sum += difference;
      worst = Math.max(worst, difference);
    }
  }
  expect(sum / (drawn.pixels.length || 1)).toBeLessThan(0.5);
  expect(worst).toBeLessThan(100); // Chromium covers a pixel in a few steps
  expect(said).toEqual({
    errors: 0,
    title: note.number,
    ids: Array.from({ length: 10 }, (_, at) => `character-${at + 1}-1`),
    characters: Array(10).fill('1'),
  });
});

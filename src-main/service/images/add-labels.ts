import type { Sheet } from '../../../src-shared/strips/sheet.js';
import { plotFontFamily, registerPlotFont } from './plot-font.js';

/**
 * Prints a page's labels into its ink: where there is none, the ink is left as it is.
 *
 * @param inked [height, width] of the page, 0 (none) to 255 (full); written into
 * @param page from 0
 */
export async function addLabels(
  { alpha }: { readonly alpha: Uint8Array },
  { width, height, fontSize, pages }: Sheet,
  page: number,
): Promise<void> {
  const labelled = (pages[page] ?? []).flatMap(({ label, labelAt }) =>
    labelAt === null ? [] : [{ label, ...labelAt }],
  );
  if (labelled.length === 0) return;
  const [{ createCanvas }] = await Promise.all([import('@napi-rs/canvas'), registerPlotFont()]);
  const context = createCanvas(width, height).getContext('2d');
  context.lang = 'en';
  context.font = `${Math.round(fontSize)}px ${plotFontFamily}`;
  for (const { label, x, line, anchor } of labelled) {
    context.textAlign = alignments[anchor];
    context.fillText(label, x, line);
  }
  const { data } = context.getImageData(0, 0, width, height);
  for (let pixel = 0; pixel < alpha.length; pixel++) {
    const ink = data[4 * pixel + 3] ?? 0;
    if (ink > (alpha[pixel] ?? 0)) alpha[pixel] = ink;
  }
}

/** As the canvas calls them. */
const alignments = { start: 'start', middle: 'center', end: 'end' } as const;

import { inPlace, placeOutline } from '../../../src-shared/strips/place-outline.js';
import { pathData } from '../../../src-shared/strips/svg-path.js';
import type { VectorPage } from '../../../src-shared/strips/vector-page.js';
import type { PdfPage } from './pdf.js';

const pointsAnInch = 72;
/** Of pages that say no resolution: that of CSS. */
const usualDpi = 96;

/** A page in points, as large as its resolution says. */
export function pdfPage(page: VectorPage): PdfPage {
  const { width, height, dpi, ink, paper, numbers, fontSize } = page;
  const scale = pointsAnInch / (dpi ?? usualDpi);
  const paths = numbers.flatMap(({ left, top, strokes }) =>
    strokes.flatMap(({ outline }) => {
      if (outline.length === 0) return [];
      const place = { ...inPlace, scale, left: left * scale, top: top * scale };
      return [{ d: pathData(placeOutline(outline, place)), fill: ink }];
    }),
  );
  const texts = numbers.flatMap(({ text, labelAt }) =>
    labelAt === null
      ? []
      : [
          {
            text,
            x: labelAt.x * scale,
            y: labelAt.line * scale,
            size: fontSize * scale,
            colour: ink,
            anchor: labelAt.anchor,
          },
        ],
  );
  return { width: width * scale, height: height * scale, paper, paths, texts };
}

import { type Look, scaleOf } from '../../../src-shared/config/look.js';
import { stripHeight } from '../../../src-shared/strips/strip.js';
import { formatDecimal, formatInteger } from '../../format.js';

type Sized = Pick<Look, 'scale' | 'height' | 'margin' | 'dpi'>;

/** Of a picture in a look, in its pixels. */
export const heightOf = ({ scale, height, margin }: Sized): number =>
  height ?? Math.round((stripHeight + 2 * margin) * scale);

/** "112 px high, 9.5 mm at 300 dpi" */
export function heightWords(look: Sized): string {
  const height = heightOf(look);
  const pixels = `${formatInteger(height)} px high`;
  if (look.dpi === null) return pixels;
  return `${pixels}, ${millimetres(height, look.dpi)} mm at ${formatInteger(look.dpi)} dpi`;
}

/**
 * How large a picture is saved: "about 636 × 112 pixels".
 *
 * @param shown pixels of its preview
 */
export function savedSizeWords(
  shown: { readonly width: number },
  { look, preview }: { look: Look; preview: Look },
): string {
  const height = heightOf(look);
  const width = (shown.width / preview.scale) * scaleOf(look, stripHeight);
  return `about ${formatInteger(width)} × ${formatInteger(height)} pixels`;
}

const millimetres = (pixels: number, dpi: number): string =>
  formatDecimal((pixels / dpi) * 25.4, 1);

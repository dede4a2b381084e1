import type { Look } from '../config/look.js';
import { colourIn } from './colour-in.js';
import { inkStrip } from './ink-strip.js';
import type { Picture } from './picture.js';
import type { Box, Strip } from './strip.js';

/** A strip in a look, and where each of its marks lies in the picture. */
export function drawStrip(strip: Strip, look: Look): { picture: Picture; boxes: readonly Box[] } {
  const { boxes, ...inked } = inkStrip(strip, look);
  return { picture: colourIn(inked, look), boxes };
}

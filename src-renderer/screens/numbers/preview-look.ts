import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { Look } from '../../../src-shared/config/look.js';
import { stripHeight } from '../../../src-shared/strips/strip.js';
import { tallest } from './magnify.js';
import type { NumberRequest } from './number-draft.svelte.js';

/** What 'number.compose' is asked for the screen. */
export interface PreviewRequest extends NumberRequest {
  readonly look: Look;
}

/** Pixels of the picture for each pixel of a digit: few sizes, so that few changes draw anew. */
const scales = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24] as const;
/** What is drawn in a moment, and what browsers show. */
const mostPixels = 2 ** 22;
const mostAcross = 2 ** 14;
/** Pixels that a character takes, about, without the gap before it. */
export const characterWidth = 17;

/** CSS pixels for each pixel of a digit, at which most digits can be pressed. */
const pressed = 4;

interface Place {
  /** CSS pixels; 0 before it is known. */
  readonly room: number;
  /** Pixels of the screen for each CSS pixel. */
  readonly pixelRatio: number;
  /** Whether the pixels that the network drew are wanted, whatever is saved. */
  readonly pixels: boolean;
}

/**
 * A look as it is shown: what is saved, at a scale that is sharp on the screen. The longer a number is,
 * the smaller it is shown, and drawn.
 */
export function previewLook(
  look: Look,
  config: Pick<ComposingConfig, 'number' | 'digits' | 'minSpacing' | 'maxSpacing'>,
  { room, pixelRatio, pixels }: Place,
): Look {
  const { number, digits, minSpacing, maxSpacing } = config;
  const characters = number?.length ?? digits;
  const gap = (minSpacing + maxSpacing) / 2;
  const width = characters * Math.max(1, characterWidth + gap) + 2 * look.margin;
  const height = stripHeight + 2 * look.margin;
  const shown = Math.max(pressed, Math.min(tallest / height, room / width));
  const most = Math.min(mostAcross / width, Math.sqrt(mostPixels / (width * height)));
  const wanted = scales.find((scale) => scale >= shown * pixelRatio) ?? scales.at(-1) ?? 1;
  return {
    ...look,
    ...(pixels ? { smooth: false, lineWidth: 1, shear: 0 } : {}),
    scale: Math.max(0.5, Math.min(wanted, most)),
    height: null,
    dpi: null,
  };
}

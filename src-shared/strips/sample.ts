import { drawnFrom, type Style } from '../config/style-fields.js';
import type { RandomPlaces } from '../random/streams.js';
import { Canvas } from './canvas.js';
import { layOutSample } from './lay-out-sample.js';
import { pictureStrip } from './picture-strip.js';
import type { LayoutRequest } from './sample-characters.js';
import type { Box } from './strip.js';
import { StripStyle } from './strip-style.js';

export type { SampleDigit } from './sample-characters.js';

/** A text in one hand, as it is to be drawn. */
export interface SampleRequest extends LayoutRequest {
  readonly style: Style;
  /** Whether the picture is in colour; else it is grey. */
  readonly colour: boolean;
  /** Of what the style has beside the layout. */
  readonly places: RandomPlaces;
}

/** A strip of a data set and all that is known of it. */
export interface Sample {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** 1 is grey, 3 is red, green and blue. */
  readonly channels: 1 | 3;
  /** [height, width, channels] row by row from the top left, 0 to 255. */
  readonly pixels: Uint8Array;
  readonly text: string;
  /** Of each character's ink, null for a blank: of what was written, before any blur. */
  readonly boxes: readonly (Box | null)[];
  /** [height, width]: 0 is paper, k the ink of the k-th character, blanks counted too. */
  readonly mask: Uint8Array;
  /** The line that the characters stand on, in pixels from the top, at the picture's left and right edge. */
  readonly baseline: { readonly left: number; readonly right: number };
}

/** Characters that a mask can tell apart. */
export const longestSample = 255;

/** Draws a strip. The same request gives the same bytes on every machine. */
export function drawSample(request: SampleRequest): Sample {
  const { text, style, places, random } = request;
  const channels = request.colour ? 3 : 1;
  const strip = new StripStyle(style, places);
  const kind = strip.paperKind();
  const layout = layOutSample(request, { strip, kind });
  const { width, height, foot, slope } = layout;
  const canvas = new Canvas(width, height);
  const boxes = layout.characters.map(({ outline, placing }, at) =>
    canvas.add(outline, placing, at + 1),
  );
  const inkLevel = Math.round(drawnFrom(style.ink, random));
  const paperLevel = Math.round(drawnFrom(style.paper, random));
  const inked = { layout, strip, kind, ink: canvas.ink, inkLevel, paperLevel, channels } as const;
  return {
    width,
    height,
    channels,
    pixels: pictureStrip(inked),
    text,
    boxes,
    mask: canvas.mask,
    baseline: { left: foot, right: foot + slope * width },
  };
}

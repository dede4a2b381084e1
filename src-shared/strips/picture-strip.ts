import type { PaperKind } from '../config/style-fields.js';
import { blur } from './camera/blur.js';
import { compress } from './camera/compress.js';
import { addNoise } from './camera/noise.js';
import type { Shade } from './camera/shade.js';
import { shadeStrip } from './camera/shade-strip.js';
import type { SampleLayout } from './lay-out-sample.js';
import { pressInk } from './paper/pressure.js';
import { printPaper } from './paper/print-paper.js';
import { PrintPlane } from './paper/print-plane.js';
import { drawSpecks } from './paper/specks.js';
import { drawStrayLines } from './paper/stray-lines.js';
import { tinted } from './paper/tint.js';
import type { StripStyle } from './strip-style.js';

/** A strip whose ink is drawn. */
export interface InkedStrip {
  readonly layout: SampleLayout;
  readonly strip: StripStyle;
  readonly kind: PaperKind;
  /** [height, width], 0 to 255; it begins at a whole word of memory. */
  readonly ink: Uint8Array;
  /** Grey levels. */
  readonly inkLevel: number;
  readonly paperLevel: number;
  readonly channels: 1 | 3;
}

/** Steps that a grey level is counted in while light and blur are at work. */
const fine = 16;

/** The picture of a strip, [height, width, channels]: ink on paper, in light, through a camera. */
export function pictureStrip(inked: InkedStrip): Uint8Array {
  const { layout, strip } = inked;
  const covered = coveredBy(inked);
  const print = printOn(inked);
  const shade = shadeStrip(strip, layout, inked);
  const radius = strip.value('blur') * layout.scale;
  const noise = strip.value('noise');
  const colours = coloursOf(inked);
  const isBare = print === null && shade === null && radius === 0 && noise === 0;
  const planes = isBare
    ? colours.map((colour) => inkOnPaper(covered, colour))
    : throughLens(
        colours.map((colour) => inLight({ covered, print, shade }, colour)),
        { layout, strip, radius, noise },
      );
  if (strip.has('jpeg')) compress(planes, layout, strip);
  return interleaved(planes);
}

/** All that is as dark as ink: the number as the pen left it, strokes of others, dust. */
function coveredBy({ layout, strip, ink }: InkedStrip): Uint8Array {
  const missing = strip.value('pressure');
  const pressed =
    missing > 0 ? pressInk(ink, layout, { missing, random: strip.random('pressure') }) : ink;
  const often = strip.value('specks');
  const strays = strip.has('strayLines');
  if (often === 0 && !strays) return pressed;
  const plane = new PrintPlane(layout.width, layout.height);
  if (often > 0) drawSpecks(plane, layout, { often, random: strip.random('specks') });
  if (strays) drawStrayLines(plane, layout, strip.random('strayLines'));
  const { covered } = plane;
  for (let at = 0; at < covered.length; at++) {
    const level = pressed[at] ?? 0;
    if (level > (covered[at] ?? 0)) covered[at] = level;
  }
  return covered;
}

/** [height, width], 0 to 255; null where nothing is printed. */
function printOn({ layout, strip, kind }: InkedStrip): Uint8Array | null {
  if (kind === 'plain' || strip.value('print') === 0) return null;
  return printPaper(kind, layout, strip.random(kind)).covered;
}

/** Of one channel, 0 to 255. */
interface Colour {
  readonly ink: number;
  readonly paper: number;
  readonly print: number;
}

function coloursOf({ strip, inkLevel, paperLevel, channels }: InkedStrip): Colour[] {
  const printLevel = Math.round(Math.max(0, paperLevel - strip.value('print')));
  if (channels === 1) return [{ ink: inkLevel, paper: paperLevel, print: printLevel }];
  const ink = tinted(inkLevel, strip.value('inkHue'), strip.value('inkSaturation'));
  const paper = tinted(paperLevel, strip.value('paperHue'), strip.value('paperSaturation'));
  const print = tinted(printLevel, strip.value('printHue'), strip.value('printSaturation'));
  return ink.map((level, at) => ({
    ink: level,
    paper: paper[at] ?? paperLevel,
    print: print[at] ?? printLevel,
  }));
}

/** Without light or lens: [height, width], 0 to 255. */
function inkOnPaper(covered: Uint8Array, { ink, paper }: Colour): Uint8Array {
  const levels = new Uint8Array(256);
  for (let step = 0; step < levels.length; step++) {
    levels[step] = Math.round(paper + ((ink - paper) * step) / 255);
  }
  const pixels = new Uint8Array(covered.length).fill(levels[0] ?? 0);
  // Most of it is paper.
  const fours = new Int32Array(covered.buffer, covered.byteOffset, covered.length >> 2);
  for (let four = 0; four < fours.length; four++) {
    if (fours[four] === 0) continue;
    const at = 4 * four;
    pixels[at] = levels[covered[at] ?? 0] ?? 0;
    pixels[at + 1] = levels[covered[at + 1] ?? 0] ?? 0;
    pixels[at + 2] = levels[covered[at + 2] ?? 0] ?? 0;
    pixels[at + 3] = levels[covered[at + 3] ?? 0] ?? 0;
  }
  for (let at = 4 * fours.length; at < pixels.length; at++) {
    pixels[at] = levels[covered[at] ?? 0] ?? 0;
  }
  return pixels;
}

interface Layers {
  readonly covered: Uint8Array;
  readonly print: Uint8Array | null;
  readonly shade: Shade | null;
}

/** One channel as it reaches the lens: [height, width] in sixteenths of a level. */
function inLight({ covered, print, shade }: Layers, colour: Colour): Int32Array {
  const [ink, paper, printed] = [fine * colour.ink, fine * colour.paper, fine * colour.print];
  const levels = new Int32Array(covered.length);
  for (let at = 0; at < levels.length; at++) {
    let level = paper;
    const part = print === null ? 0 : (print[at] ?? 0);
    // Times 257 and a 65,536th is a 255th, as near as makes no difference.
    if (part > 0) level += ((printed - level) * part * 257) >> 16;
    const inked = covered[at] ?? 0;
    if (inked > 0) level += ((ink - level) * inked * 257) >> 16;
    levels[at] = shade === null ? level : (level * (shade[at] ?? 0)) >> 12;
  }
  return levels;
}

interface Lens {
  readonly layout: SampleLayout;
  readonly strip: StripStyle;
  /** In pixels. */
  readonly radius: number;
  /** Grey levels. */
  readonly noise: number;
}

/** Each [height, width], 0 to 255. */
function throughLens(
  planes: readonly Int32Array[],
  { layout, strip, radius, noise }: Lens,
): Uint8Array[] {
  for (const levels of planes) {
    blur(levels, layout, radius);
    if (noise === 0) continue;
    // Most of it is the same in all colours.
    const amount = fine * noise * (planes.length === 1 ? 1 : 0.8);
    addNoise(levels, layout, { amount, random: strip.random('noise') });
  }
  if (noise > 0 && planes.length > 1) {
    const random = strip.random('noise of colours');
    for (const levels of planes) addNoise(levels, layout, { amount: fine * noise * 0.6, random });
  }
  return planes.map((levels) => {
    const pixels = new Uint8ClampedArray(levels.length);
    for (let at = 0; at < pixels.length; at++) pixels[at] = ((levels[at] ?? 0) + fine / 2) >> 4;
    return new Uint8Array(pixels.buffer);
  });
}

/** [height, width, channels] of as many planes. */
function interleaved(planes: readonly Uint8Array[]): Uint8Array {
  const [first] = planes;
  if (first === undefined) throw new RangeError('A picture has a channel.');
  if (planes.length === 1) return first;
  const pixels = new Uint8Array(planes.length * first.length);
  for (const [channel, plane] of planes.entries()) {
    for (let at = 0; at < plane.length; at++) pixels[at * planes.length + channel] = plane[at] ?? 0;
  }
  return pixels;
}

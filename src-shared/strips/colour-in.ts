import { rgbOf } from '../config/colours.js';
import { coloursOf, type Look } from '../config/look.js';
import type { InkedStrip } from './ink-strip.js';
import { type Channels, type Picture, picture } from './picture.js';

type Colours = Pick<Look, 'ink' | 'paper' | 'invert'>;

/**
 * Ink and paper in their colours: grey where both are, with alpha where the paper is transparent. A
 * pixel that is inked in part is mixed of both, step by step as their numbers say.
 */
export function colourIn(
  { width, height, alpha }: Pick<InkedStrip, 'width' | 'height' | 'alpha'>,
  look: Colours,
): Picture {
  const { ink, paper } = coloursOf(look);
  const isGrey = [ink, paper ?? ink].every((colour) => new Set(rgbOf(colour)).size === 1);
  const colours = isGrey ? 1 : 3;
  const channels = (colours + (paper === null ? 1 : 0)) as Channels;
  const drawn = picture({ width, height, channels });
  const inks = rgbOf(ink).slice(0, colours);
  const papers = paper === null ? null : rgbOf(paper).slice(0, colours);
  // All that one of the 256 steps of ink can be.
  const steps = Array.from({ length: 256 }, (_, step) => [
    ...inks.map((level, at) => mix(papers?.[at] ?? level, level, step)),
    ...(papers === null ? [step] : []),
  ]);
  alpha.forEach((step, at) => {
    drawn.pixels.set(steps[step] ?? [], at * channels);
  });
  return drawn;
}

const mix = (from: number, to: number, step: number): number =>
  Math.round(from + ((to - from) * step) / 255);

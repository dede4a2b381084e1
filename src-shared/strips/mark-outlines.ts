import { type Ink, inked, markStrokes } from '../digits/draw-mark.js';
import { digitSize } from '../digits/grey-image.js';
import { RandomSequence } from '../random/streams.js';
import { type FlatOutline, flatOutline } from './flat-outline.js';
import { formed, type MarkHand } from './mark-form.js';
import { traceOutline } from './outline.js';
import { inPlace, placeOutline } from './place-outline.js';

/** Ways in which each mark is drawn for hands that are alike. */
export const markVariants = 16;
/** Steps of what hands are told apart by, in pixels. */
const steps = { strokeWidth: 0.5, place: 1 };
/** Above and below a digit's tile, in pixels: some marks are longer than any digit. */
const room = 12;
/** More than any top or foot, in steps. */
const tall = 256;
/** Of the ink that is traced; how dark it becomes is the strip's. */
const level = 255;

/**
 * Marks as outlines. Drawing one takes ten times as long as a whole strip, so each is drawn once: there
 * are few kinds of hands, whose stroke widths are the same to half a pixel and whose tops and feet to one,
 * and for each kind so many ways to draw a mark. What comes of (mark, hand, variant) is the same whatever came before.
 */
export class MarkOutlines {
  private readonly drawn = new Map<Ink, Map<number, FlatOutline>>();

  /** @param variant 0 to markVariants - 1 */
  outline(mark: Ink, hand: MarkHand, variant: number): FlatOutline {
    const kind = {
      strokeWidth: rounded(hand.strokeWidth, steps.strokeWidth),
      top: rounded(hand.top, steps.place),
      foot: rounded(hand.foot, steps.place),
    };
    const own = this.drawn.get(mark) ?? new Map<number, FlatOutline>();
    this.drawn.set(mark, own);
    // No text: of amounts, to make one for each mark takes a thirtieth of all.
    const thick = kind.strokeWidth / steps.strokeWidth;
    const place = ((thick * tall + kind.top) * tall + kind.foot) * markVariants + variant;
    const known = own.get(place);
    if (known) return known;
    const sequence = new RandomSequence(variant, { stream: 'strip', index: markSequence });
    const random = () => sequence.nextUniform();
    const strokes = formed(mark, markStrokes(mark, { ...kind, level }, random), kind, random);
    const lowered = strokes.map((points) => points.map((at) => ({ ...at, y: at.y + room })));
    const image = inked(lowered, { level, height: digitSize + 2 * room });
    const outline = flatOutline(placeOutline(traceOutline(image), { ...inPlace, top: -room }));
    own.set(place, outline);
    return outline;
  }
}

/** Of the stream whose others are samples. */
const markSequence = 2 ** 52;

const rounded = (value: number, step: number): number => Math.round(value / step) * step;

import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { isMark, type Mark } from '../../../src-shared/config/number-text.js';
import { inkColumns } from '../../../src-shared/digits/crop-digit.js';
import { drawMark } from '../../../src-shared/digits/draw-mark.js';
import { drawGaps, orderlyGaps } from '../../../src-shared/digits/lay-out-number.js';
import { measureHand } from '../../../src-shared/digits/measure-hand.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';
import type { Strip, StripMark } from '../../../src-shared/strips/strip.js';
import type { Choice, ChoiceRequest, ChosenDigit } from './choose-digits.js';

export interface NumberRequest {
  readonly config: ComposingConfig;
  /** See 'number.compose'. */
  readonly replaced?: readonly { readonly position: number; readonly index: number }[] | undefined;
}

/** One character of a number. */
type Part =
  | (StripMark & { readonly kind: 'digit'; readonly digit: ChosenDigit['digit'] })
  | (StripMark & { readonly kind: 'mark'; readonly text: Mark });

/** A number as it has been written: what a picture in any look is drawn from. */
export interface WrittenNumber {
  readonly text: string;
  /** See `ComposedNumber`. */
  readonly hand: number | null;
  /** The strip's marks, with what is known of each. */
  readonly parts: readonly Part[];
  readonly strip: Strip;
  readonly choice: Choice;
}

/**
 * A handwritten number: digits cropped to their ink, and marks in the same hand, with random gaps.
 * Gaps and marks are the seed's, whatever the digits are.
 *
 * @param choose finds the digits: `chooseDigits` or `writeNumber`
 * @throws AppError as `choose`
 */
export async function composeNumber(
  { config, replaced = [] }: NumberRequest,
  choose: (request: ChoiceRequest) => Promise<Choice>,
): Promise<WrittenNumber> {
  const choice = await choose({ config, replaced });
  const parts = partsOf(config, choice.digits);
  const text = config.number ?? choice.labels.join('');
  const gaps = orderlyGaps(
    parts.map(({ image }) => image),
    drawGaps({ ...config, text, random: layoutStream(config.seed, 0) }),
  );
  return {
    text,
    hand: handOf(choice.digits),
    parts,
    strip: { marks: parts, gaps },
    choice,
  };
}

/** The one hand that wrote all digits; null where there are several, or none is known. */
function handOf(digits: readonly ChosenDigit[]): number | null {
  const hands = new Set(digits.map(({ digit }) => digit.asked?.hand ?? null));
  const [hand = null] = hands;
  return hands.size === 1 ? hand : null;
}

/** The digits, and between them what else the text holds. */
function partsOf(config: ComposingConfig, digits: readonly ChosenDigit[]): Part[] {
  const { number, seed } = config;
  const digitParts = digits.map((chosen) => digitPart(chosen, config));
  if (number === null) return digitParts;
  const hand = measureHand(digits.map(({ image }) => image));
  return [...number].flatMap((character, place) => {
    if (!isMark(character)) return digitParts.shift() ?? [];
    const image = drawMark(character, hand, layoutStream(seed, 1 + place));
    return { kind: 'mark', text: character, image, whole: { image, column: 0 } } as const;
  });
}

function digitPart({ digit, image }: ChosenDigit, { inkThreshold }: ComposingConfig): Part {
  const column = inkColumns(digit.image, inkThreshold)?.first ?? 0;
  const text = String(digit.asked?.label ?? digit.class);
  return { kind: 'digit', text, image, whole: { image: digit.image, column }, digit };
}

/** @param index 0 has the gaps, 1 + n what the character n needs */
function layoutStream(seed: number, index: number): () => number {
  const sequence = new RandomSequence(seed, { stream: 'layout', index });
  return () => sequence.nextUniform();
}

import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { isSeparator, type Separator } from '../../../src-shared/config/number-text.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { drawSeparator } from '../../../src-shared/digits/draw-separator.js';
import type { GreyImage } from '../../../src-shared/digits/grey-image.js';
import { drawGaps, layOutNumber } from '../../../src-shared/digits/lay-out-number.js';
import { measureHand } from '../../../src-shared/digits/measure-hand.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';
import { encodeGreyPng } from '../images/png.js';
import type { Choice, ChoiceRequest, ChosenDigit } from './choose-digits.js';

interface ComposeRequest {
  readonly config: ComposingConfig;
  /** See 'number.compose'. */
  readonly replaced?: readonly { readonly position: number; readonly index: number }[] | undefined;
}

/** One character of a number. */
type Mark =
  | ({ readonly kind: 'digit' } & ChosenDigit)
  | { readonly kind: 'separator'; readonly text: Separator; readonly image: GreyImage };

/**
 * A handwritten number: digits cropped to their ink, and separators in the same hand, with random gaps.
 * Gaps and separators are the seed's, whatever the digits are.
 *
 * @param choose finds the digits: `chooseDigits` or `writeNumber`
 * @throws AppError as `choose`
 */
export async function composeNumber(
  { config, replaced = [] }: ComposeRequest,
  choose: (request: ChoiceRequest) => Promise<Choice>,
): Promise<ComposedNumber> {
  const choice = await choose({ config, replaced });
  const marks = marksOf(config, choice.digits);
  const gaps = drawGaps({
    digits: marks.length,
    minSpacing: config.minSpacing,
    maxSpacing: config.maxSpacing,
    // A text with separators says itself where it is parted.
    thousandsSpacing: marks.every(({ kind }) => kind === 'digit') ? config.thousandsSpacing : null,
    random: layoutStream(config.seed, 0),
  });
  const picture = layOutNumber(
    marks.map((mark) => mark.image),
    gaps,
  );
  const { width, height } = picture;
  const { lookedAt, rejected, empty: drawnAgain } = choice;
  return {
    png: encodeGreyPng(picture),
    text: config.number ?? choice.labels.join(''),
    hand: handOf(choice.digits),
    width,
    height,
    drawnAgain,
    lookedAt,
    rejected,
    ...placed(marks, gaps),
  };
}

/** The one hand that wrote all digits; null where there are several, or none is known. */
function handOf(digits: readonly ChosenDigit[]): number | null {
  const hands = new Set(digits.map(({ digit }) => digit.asked?.hand ?? null));
  const [hand = null] = hands;
  return hands.size === 1 ? hand : null;
}

/** The digits, and between them what else the text holds. */
function marksOf({ number, seed }: ComposingConfig, digits: readonly ChosenDigit[]): Mark[] {
  const asMarks = digits.map((digit): Mark => ({ kind: 'digit', ...digit }));
  if (number === null) return asMarks;
  const hand = measureHand(digits.map(({ image }) => image));
  return [...number].flatMap((character, place) => {
    if (!isSeparator(character)) return asMarks.shift() ?? [];
    const image = drawSeparator(character, hand, layoutStream(seed, 1 + place));
    return { kind: 'separator', text: character, image } as const;
  });
}

/** @param index 0 has the gaps, 1 + n what the character n needs */
function layoutStream(seed: number, index: number): () => number {
  const sequence = new RandomSequence(seed, { stream: 'layout', index });
  return () => sequence.nextUniform();
}

function placed(marks: readonly Mark[], gaps: readonly number[]) {
  const digits: ComposedNumber['digits'][number][] = [];
  const separators: ComposedNumber['separators'][number][] = [];
  let left = 0;
  for (const [character, mark] of marks.entries()) {
    const { width } = mark.image;
    const place = { character, left, width };
    if (mark.kind === 'separator') separators.push({ text: mark.text, ...place });
    else {
      const { image: _, ...digit } = mark.digit;
      digits.push({ ...digit, ...place });
    }
    left += width + (gaps[character] ?? 0);
  }
  return { digits, separators };
}

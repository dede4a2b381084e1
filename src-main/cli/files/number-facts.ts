import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { Look } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { handTraits } from '../../../src-shared/random/hands.js';
import { whole } from '../terminal/whole.js';

interface Told {
  readonly config: ComposingConfig;
  readonly number: ComposedNumber;
}

/** What a program reads. A trait is null where no one hand has it. */
export function numberFacts(
  { config, number }: Told,
  { look, format }: { look: Look; format: PictureFormat },
) {
  const { seed, legibility, slant, strokeWidth } = config;
  const { text, hand, width, height, drawnAgain, lookedAt, rejected, digits } = number;
  const own = hand === null ? null : handTraits(hand);
  const written = digits.map(({ index, class: digit, confidence, asked }) => ({
    index,
    digit,
    confidence,
    ...(asked && { asked }),
  }));
  return {
    seed,
    number: text,
    hand,
    slant: slant ?? own?.slant ?? null,
    strokeWidth: strokeWidth ?? own?.strokeWidth ?? null,
    digits: digits.length,
    legibility,
    width,
    height,
    lookedAt,
    rejected,
    drawnAgain,
    written,
    boxes: boxesOf(number),
    look,
    format,
  };
}

/** Where each character lies in the picture, in pixels, in the order of the text. */
function boxesOf({ text, digits, marks }: ComposedNumber) {
  const characters = [...text];
  return [
    ...digits.map((digit) => ({
      ...digit,
      text: characters[digit.character] ?? '',
      kind: 'digit',
    })),
    ...marks.map((mark) => ({ ...mark, kind: 'mark' })),
  ]
    .toSorted((a, b) => a.character - b.character)
    .map(({ text, kind, left, top, width, height }) => ({ text, kind, left, top, width, height }));
}

/**
 * What a person reads.
 *
 * @param labels what the model can be asked for; null for one that draws what comes
 */
export function numberLines(
  out: string,
  { config, number, labels }: Told & { readonly labels: readonly number[] | null },
): [wrote: string, ...more: string[]] {
  const { seed, legibility } = config;
  const { text, hand, width, height, lookedAt, rejected, digits } = number;
  const what = [
    ...(config.number === null ? [labels === null ? `read as ${text}` : text] : []),
    `${width} x ${height} pixels`,
    `seed ${seed}`,
    ...(hand === null ? [] : [`hand ${hand}`]),
  ];
  const wrote = `Wrote ${out}: ${what.join(', ')}.`;
  if (labels !== null) {
    const anew = lookedAt - digits.length;
    return anew === 0 ? [wrote] : [wrote, anewLine(anew, legibility)];
  }
  if (legibility === null) return [wrote];
  return [wrote, `Looked at ${whole(lookedAt)} digits, rejected ${whole(rejected)} as illegible.`];
}

/** Of a model that is asked for its digits. */
function anewLine(count: number, legibility: number | null): string {
  const digits = count === 1 ? 'One digit was' : `${whole(count)} digits were`;
  const why = legibility === null ? 'without ink' : 'illegible, without ink or taken for another';
  return `${digits} written anew: ${why}.`;
}

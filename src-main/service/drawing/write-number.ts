import { digitsOf } from '../../../src-shared/config/number-text.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import { laterHand } from '../../../src-shared/random/hands.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';
import { type Choice, type ChoiceRequest, requirePositions, Sieve } from './choose-digits.js';
import { usualPatience } from './search-series.js';
import { findsTooFew } from './too-few-digits.js';
import { type Place, type Writing, writeUntilGood } from './write-until-good.js';

/** Variants between two attempts at a place: those of the other places lie between them. */
const mostPlaces = 1_000;

/**
 * The digits of a number by a model that can be asked for them: all in one hand, or each in its own. One
 * that has no ink, is not legible or (where legibility counts) is taken for another is written anew by
 * the same hand. The digit at a place depends on the place, its label and the configuration alone.
 *
 * @param known labels that the model can be asked for
 * @throws AppError INVALID_MODEL when the model does not write a digit; BAD_INPUT when a position is none
 *   of the number's; what the report throws
 */
export async function writeNumber(
  { config, replaced }: ChoiceRequest,
  known: readonly number[],
  writing: Writing,
): Promise<Choice> {
  const { number, seed, hand, legibility } = config;
  const labels = number === null ? anyLabels(config, known) : digitsOf(number);
  requirePositions(replaced, labels.length);
  const sieve = new Sieve(config);
  const attempts = legibility === null ? mostEmpty : usualPatience;
  const placeAt = (position: number, variantAt: Place['variantAt']): Place => ({
    label: labels[position] ?? 0,
    hand: typeof hand === 'number' ? hand : laterHand(seed, hand === 'each' ? position : 0),
    variantAt,
  });
  const fill = async (waiting: readonly Place[], used: ReadonlySet<number>) => {
    const { good, lookedAt } = await writeUntilGood(
      waiting,
      {
        attempts,
        patience: usualPatience,
        check: (digit, { label }) => {
          const isWanted = legibility === null || digit.class === label;
          return used.has(digit.index) ? null : sieve.pass(digit, isWanted);
        },
      },
      writing,
    );
    sieve.counts.lookedAt += lookedAt;
    const chosen = good.flatMap((digit) => digit ?? []);
    if (chosen.length === waiting.length) return chosen;
    const places = waiting.map(({ label }, at) => ({ wanted: label, chosen: good[at] ?? null }));
    throw findsTooFew(places, { ...config, ...sieve.counts });
  };

  const first = labels.map((_, position) =>
    placeAt(position, (attempt) => attempt * mostPlaces + position),
  );
  const digits = await fill(first, new Set());
  const used = new Set(digits.map(({ digit }) => digit.index));
  for (const { position, index } of replaced) {
    const [other] = await fill([placeAt(position, (attempt) => index + attempt)], used);
    if (other === undefined) continue;
    digits[position] = other;
    used.add(other.digit.index);
  }
  return { digits, labels, ...sieve.counts };
}

/** Attempts without ink after which a model is called unable to write. */
const mostEmpty = 100;

/**
 * The digits of any number, which are the seed's: each as likely as any other.
 *
 * @throws AppError INVALID_MODEL when the model can be asked for no digit
 */
function anyLabels(
  { digits, seed }: Pick<ChoiceRequest['config'], 'digits' | 'seed'>,
  known: readonly number[],
): number[] {
  const offered = known.filter((label) => label < classCount);
  if (offered.length === 0) {
    throw new AppError(
      'INVALID_MODEL',
      `This model writes no digits: the images it was trained on are labelled ${known.join(', ')}.`,
    );
  }
  const sequence = new RandomSequence(seed, { stream: 'number', index: 0 });
  return Array.from({ length: digits }, () => offered[sequence.nextBelow(offered.length)] ?? 0);
}

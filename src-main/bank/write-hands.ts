import type { TwiceReadDigits } from '../../src-shared/contract/engine-commands.js';
import { measureTraits } from '../../src-shared/digits/measure-traits.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import { isLegible } from '../../src-shared/quality/legibility.js';
import type { WantedDigit } from '../../src-shared/random/hands.js';
import type { NewDigit } from './bank-records.js';
import { inkFrame, traceNumbers } from './measure-digit.js';

/** How sure the recogniser has to be. */
export const bankConfidence = 0.99;
/** Digits asked for at once. */
const mostAtOnce = 1_024;
const digitPixels = 28 * 28;

/** Has digits drawn and read, at most 1,024 at once. */
export type ReadDigits = (digits: WantedDigit[]) => Promise<TwiceReadDigits>;

export interface HandsRequest {
  /** Which hand each is of those that a bank is made of, from 0, and its seed. */
  readonly hands: readonly { readonly place: number; readonly hand: number }[];
  /** Digits of each label. */
  readonly each: number;
}

export interface WrittenHands {
  /** Hand by hand, label by label: of the hands that have all that is asked for. */
  readonly digits: readonly NewDigit[];
  readonly drawn: number;
  readonly accepted: number;
  readonly contradicted: number;
  readonly leftOut: number;
}

/** Attempts at the digits of a label: a hand that fails so often can't write it. */
const attemptsFor = (each: number): number => 2 * each + 6;

/** A label of a hand, and what there is of it. */
interface Place {
  readonly hand: number;
  readonly label: number;
  /** Of its first attempt: no other digit of the bank has the same. */
  readonly firstVariant: number;
  readonly good: NewDigit[];
  attempts: number;
}

/**
 * Writes digits of all labels by some hands, each until enough of them are good: those the recogniser
 * takes for what was asked for, beyond doubt, and the second reader as well. What comes out depends on the request alone.
 */
export async function writeHands(
  { hands, each }: HandsRequest,
  read: ReadDigits,
): Promise<WrittenHands> {
  const most = attemptsFor(each);
  const places = hands.map(({ place, hand }) =>
    Array.from({ length: classCount }, (_, label): Place => {
      const firstVariant = (place * classCount + label) * most;
      return { hand, label, firstVariant, good: [], attempts: 0 };
    }),
  );
  const counts = { drawn: 0, accepted: 0, contradicted: 0 };
  for (;;) {
    const wanted = places.flatMap((own) =>
      own.some((place) => isHopeless(place, each, most))
        ? []
        : own.flatMap(nextAttempts(each, most)),
    );
    if (wanted.length === 0) break;
    for (let done = 0; done < wanted.length; done += mostAtOnce) {
      const some = wanted.slice(done, done + mostAtOnce);
      const answer = await read(some.map(({ digit }) => digit));
      for (const [at, { place }] of some.entries()) take(place, answer, at, counts);
    }
  }
  const whole = places.filter((own) => own.every(({ good }) => good.length >= each));
  return {
    digits: whole.flatMap((own) => own.flatMap(({ good }) => good.slice(0, each))),
    ...counts,
    leftOut: hands.length - whole.length,
  };
}

const isHopeless = ({ good, attempts }: Place, each: number, most: number): boolean =>
  good.length < each && attempts >= most;

/** As many as are missing, and one more after the first time. */
const nextAttempts =
  (each: number, most: number) =>
  (place: Place): { place: Place; digit: WantedDigit }[] => {
    const missing = each - place.good.length;
    if (missing <= 0) return [];
    const { hand, label, firstVariant, attempts } = place;
    const length = Math.min(attempts === 0 ? missing : missing + 1, most - attempts);
    place.attempts += length;
    return Array.from({ length }, (_, i) => ({
      place,
      digit: { label, hand, variant: firstVariant + attempts + i },
    }));
  };

function take(
  { hand, label, good }: Place,
  { pixels, classes, confidences, secondClasses }: TwiceReadDigits,
  at: number,
  counts: { drawn: number; accepted: number; contradicted: number },
): void {
  counts.drawn++;
  const confidence = confidences[at] ?? 0;
  if (classes[at] !== label || !isLegible(confidence, bankConfidence)) return;
  counts.accepted++;
  if (secondClasses[at] !== label) {
    counts.contradicted++;
    return;
  }
  const tile = pixels.subarray(at * digitPixels, (at + 1) * digitPixels);
  const frame = inkFrame(tile);
  const numbers = traceNumbers(tile);
  // One ring at least, or there is nothing to be drawn.
  if (frame !== null && (numbers[0] ?? 0) > 0) {
    good.push({ label, hand, confidence, ...measureTraits(tile), ...frame, numbers });
  }
}

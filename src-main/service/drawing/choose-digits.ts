import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { digitsOf } from '../../../src-shared/config/number-text.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { cropToInk } from '../../../src-shared/digits/crop-digit.js';
import type { GreyImage } from '../../../src-shared/digits/grey-image.js';
import { isLegible } from '../../../src-shared/quality/legibility.js';
import type { DrawnDigit } from './recent-digits.js';
import { type Series, searchSeries, usualPatience } from './search-series.js';
import { findsTooFew } from './too-few-digits.js';

/** Empty digits in a row after which a model is called unable to write, where all others are taken. */
const mostEmpty = 100;

export interface ChoiceRequest {
  readonly config: Pick<
    ComposingConfig,
    'number' | 'digits' | 'legibility' | 'inkThreshold' | 'seed' | 'hand'
  >;
  /** See 'number.compose'. */
  readonly replaced: readonly { readonly position: number; readonly index: number }[];
}

export interface ChosenDigit {
  readonly digit: DrawnDigit;
  /** Cropped to its ink. */
  readonly image: GreyImage;
}

export interface Choice {
  /** From left to right. */
  readonly digits: readonly ChosenDigit[];
  /** What they are: what they were asked for, or taken for. */
  readonly labels: readonly number[];
  readonly lookedAt: number;
  /** Less legible than asked for. */
  readonly rejected: number;
  /** Without ink. */
  readonly empty: number;
}

/**
 * The digits of a number: the series is gone through once, and each digit that has ink and is legible
 * takes the first place that still waits for its class. The places of any number take every class. So
 * a number is a function of the series, its text, legibility and ink threshold alone.
 *
 * @throws AppError INVALID_MODEL when the model does not write a class, or nothing at all; BAD_INPUT
 *   when a position is none of the number's; what the series' report throws
 */
export async function chooseDigits(request: ChoiceRequest, series: Series): Promise<Choice> {
  const { config, replaced } = request;
  const { number, legibility } = config;
  const classes = number === null ? new Array<null>(config.digits).fill(null) : digitsOf(number);
  requirePositions(replaced, classes.length);
  const sieve = new Sieve(config);
  const takesAll = number === null && legibility === null;
  const rules = { pace: number === null ? 1 : 3, patience: takesAll ? mostEmpty : usualPatience };

  const places = classes.map((wanted) => new Place(wanted));
  const fill = async (waiting: readonly Place[], first: number, used: ReadonlySet<number>) => {
    const take = (digit: DrawnDigit) => {
      const chosen = used.has(digit.index) ? null : sieve.pass(digit);
      return chosen !== null && waiting.some((place) => place.take(chosen));
    };
    const state = await searchSeries({ ...rules, first, wanted: waiting.length, take }, series);
    sieve.counts.lookedAt += state.lookedAt;
    if (state.found < state.wanted) throw findsTooFew(waiting, { ...config, ...sieve.counts });
  };

  await fill(places, 0, new Set());
  const used = new Set(places.flatMap(({ chosen }) => chosen?.digit.index ?? []));
  for (const { position, index } of replaced) {
    const other = new Place(classes[position] ?? null);
    await fill([other], index, used);
    places[position] = other;
    if (other.chosen) used.add(other.chosen.digit.index);
  }
  const digits = places.flatMap(({ chosen }) => chosen ?? []);
  return { digits, labels: digits.map(({ digit }) => digit.class), ...sieve.counts };
}

/** @throws AppError BAD_INPUT when a position is none of the number's */
export function requirePositions(replaced: ChoiceRequest['replaced'], length: number): void {
  const out = replaced.find(({ position }) => position >= length);
  if (out === undefined) return;
  throw new AppError('BAD_INPUT', `The number has no digit ${out.position + 1} to draw again.`);
}

/** A place in the number that waits for a digit. */
class Place {
  chosen: ChosenDigit | null = null;

  /** @param wanted the class that it takes; null takes any */
  constructor(readonly wanted: number | null) {}

  take(chosen: ChosenDigit): boolean {
    const { wanted } = this;
    if (this.chosen !== null || (wanted !== null && wanted !== chosen.digit.class)) return false;
    this.chosen = chosen;
    return true;
  }
}

/** Lets pass what can be written, and counts what can't. */
export class Sieve {
  readonly counts = { lookedAt: 0, rejected: 0, empty: 0 };

  constructor(private readonly config: Pick<ComposingConfig, 'legibility' | 'inkThreshold'>) {}

  /** @param isWanted false for a digit that is taken for another than was asked for: it is rejected */
  pass(digit: DrawnDigit, isWanted = true): ChosenDigit | null {
    const image = cropToInk(digit.image, this.config.inkThreshold);
    const legible = isWanted && isLegible(digit.confidence, this.config.legibility);
    if (image === null) this.counts.empty++;
    else if (!legible) this.counts.rejected++;
    return image !== null && legible ? { digit, image } : null;
  }
}

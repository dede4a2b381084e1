import { type SplitName, splitNames } from '../../src-shared/config/data-sets.js';
import { digitsOf } from '../../src-shared/config/number-text.js';
import type { Style } from '../../src-shared/config/style-fields.js';
import type { PreparedGrammar } from '../../src-shared/grammar/prepare.js';
import { type PlaceRange, stringAt } from '../../src-shared/grammar/string-at.js';
import { RandomPlaces, RandomSequence, shuffledIndices } from '../../src-shared/random/streams.js';
import { MarkOutlines } from '../../src-shared/strips/mark-outlines.js';
import { drawSample, type Sample } from '../../src-shared/strips/sample.js';
import type { Bank, BankDigit } from '../bank/bank.js';
import { rangesApart } from './apart.js';
import type { PlanParts } from './plan.js';
import { placeOf } from './shards.js';

/** A strip and what it was made of. */
export interface MadeSample extends Sample {
  readonly hand: number;
  /** Of the bank. */
  readonly digits: readonly number[];
}

/** Of the stream whose others are strips: the order of the hands. */
const handsSequence = 2 ** 52 + 1;

/** Of the random numbers of a strip's look: which of its style's ways it is. */
const wayPlace = 0;

/** What they are depends on no plan: each is drawn once, also where a page asks for one plan after the other. */
const marks = new MarkOutlines();

/** Makes any strip of a plan from its number alone, whatever was made before. */
export class SampleMaker {
  private readonly ranges: ReadonlyMap<SplitName, PlaceRange>;
  private readonly hands: ReadonlyMap<SplitName, readonly number[]>;

  constructor(
    private readonly plan: PlanParts,
    readonly grammar: PreparedGrammar,
    readonly bank: Bank,
  ) {
    this.ranges = rangesOf(plan, grammar);
    this.hands = handsOf(plan, bank);
  }

  /** What a strip says. */
  text(sample: number): string {
    const { seed } = this.plan;
    const { split, index } = placeOf(this.plan, sample);
    const range = this.ranges.get(split);
    // Parts that may share numbers go on in one order: none of them repeats another's beginning.
    return range === undefined
      ? stringAt(this.grammar, sample, { seed })
      : stringAt(this.grammar, index, { seed, range });
  }

  make(sample: number): MadeSample {
    const { seed, colour, height } = this.plan;
    const text = this.text(sample);
    const sequence = new RandomSequence(seed, { stream: 'strip', index: sample });
    const places = new RandomPlaces(seed, { stream: 'look', index: sample });
    const hands = this.hands.get(placeOf(this.plan, sample).split) ?? [];
    const hand = hands[sequence.nextBelow(hands.length)] ?? 0;
    const digits = digitsOf(text).map((label): BankDigit => {
      const own = this.bank.of(label, hand);
      return this.bank.digit(own[sequence.nextBelow(own.length)] ?? 0);
    });
    const drawn = drawSample({
      text,
      digits,
      marks,
      style: this.style(places),
      colour,
      height,
      random: () => sequence.nextUniform(),
      places,
    });
    return { ...drawn, hand, digits: digits.map(({ index: number }) => number) };
  }

  /** The way that a strip is of. */
  private style(places: RandomPlaces): Style {
    const { ways } = this.plan.style;
    const [first] = ways;
    if (first === undefined) throw new RangeError('A style has at least one way.');
    if (ways.length === 1) return first;
    return ways[Math.floor(ways.length * places.uniform(wayPlace))] ?? first;
  }
}

/** Which strings each part has: no two the same, unless that is allowed. */
function rangesOf(plan: PlanParts, { count }: PreparedGrammar): Map<SplitName, PlaceRange> {
  return plan.shared.strings ? new Map() : partsOf(plan, count);
}

/** Which hands each part has, about in the ratio of its strips. */
export function handsOf(
  plan: Pick<PlanParts, 'split' | 'shared' | 'seed'>,
  { hands }: Pick<Bank, 'hands'>,
): Map<SplitName, readonly number[]> {
  if (plan.shared.hands) return new Map(used(plan).map((name) => [name, hands]));
  const sequence = new RandomSequence(plan.seed, { stream: 'strip', index: handsSequence });
  const order = Array.from(shuffledIndices(sequence, hands.length), (at) => hands[at] ?? 0);
  const ranges = partsOf(plan, BigInt(hands.length));
  return new Map(
    [...ranges].map(([name, { from, to }]) => [
      name,
      order.slice(Number(from), Number(to)).toSorted((a, b) => a - b),
    ]),
  );
}

function partsOf(plan: Pick<PlanParts, 'split'>, count: bigint): Map<SplitName, PlaceRange> {
  const names = used(plan);
  const ranges = rangesApart(
    count,
    names.map((name) => plan.split[name]),
  );
  return new Map(names.map((name, at) => [name, ranges[at] ?? { from: 0n, to: 0n }]));
}

/** Parts with strips. */
const used = ({ split }: Pick<PlanParts, 'split'>): SplitName[] =>
  splitNames.filter((name) => split[name] > 0);

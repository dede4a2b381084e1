import { RandomSequence } from '../../src-shared/random/streams.js';

/** Whether all cases are tried, as `npm run test:hostile` does, rather than the quick part. */
export const isWhole = process.env.HOSTILE === 'whole';

/** Of everything random: another one tries other cases. */
export const seed = Number(process.env.HOSTILE_SEED ?? 1);

/** The case to repeat, or the first and the last of some, `7` or `1-300`; undefined for all. */
const [first, last = first] = process.env.HOSTILE_CASE?.split('-').map(Number) ?? [];

/** The numbers of a campaign's cases, from 1. */
export const caseNumbers = ({ quick, whole }: { quick: number; whole: number }): number[] =>
  first === undefined ? numbersTo(isWhole ? whole : quick) : asked(first);

/** Of cases that there are so many of: all, or about so many for the quick part, evenly. */
export function sampledNumbers(count: number, { quick }: { quick: number }): number[] {
  if (first !== undefined) return asked(first);
  const every = isWhole ? 1 : Math.ceil(count / quick);
  return numbersTo(count).filter((number) => number % every === seed % every);
}

const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

const asked = (from: number): number[] =>
  numbersTo(last ?? from).filter((number) => number >= from);

/** Random choices that depend on the seed and the case's number alone. */
export class Chance {
  private readonly sequence: RandomSequence;

  constructor(caseNumber: number) {
    this.sequence = new RandomSequence(seed, { stream: 'layout', index: caseNumber });
  }

  /** A whole number from 0 to below a bound. */
  below(bound: number): number {
    return Math.floor(this.sequence.nextUniform() * bound);
  }

  /** @param share how often it is true, 0 to 1 */
  happens(share: number): boolean {
    return this.sequence.nextUniform() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Uint8Array.from({ length }, () => this.below(256)));
  }
}

/** How a case is tried again. */
export const howToRepeat = (caseNumber: number): string =>
  `HOSTILE_SEED=${seed} HOSTILE_CASE=${caseNumber}`;

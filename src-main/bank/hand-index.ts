import { classCount } from '../../src-shared/networks/classifiers.js';
import type { Bank } from './bank.js';

/** Which digits each hand has of each label. */
export class HandIndex implements Pick<Bank, 'hands' | 'of'> {
  readonly hands: readonly number[];
  private readonly digits = new Map<number, number[][]>();

  /** Digit i is of `labels[i]`, written by `hands[i]`; the others of hands without all ten are nobody's. */
  constructor({ labels, hands }: { labels: ArrayLike<number>; hands: ArrayLike<number> }) {
    for (let index = 0; index < labels.length; index++) {
      const hand = hands[index] ?? 0;
      const own = this.digits.get(hand) ?? Array.from({ length: classCount }, () => []);
      own[labels[index] ?? 0]?.push(index);
      this.digits.set(hand, own);
    }
    this.hands = [...this.digits]
      .filter(([, own]) => own.every(({ length }) => length > 0))
      .map(([hand]) => hand)
      .toSorted((a, b) => a - b);
  }

  of(label: number, hand: number): readonly number[] {
    return this.digits.get(hand)?.[label] ?? [];
  }
}

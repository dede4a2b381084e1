import { describe, expect, it } from 'vitest';
import {
  type ClassVariety,
  collapsedClass,
  type EpochVariety,
  evenShares,
  findCollapse,
} from '../../../src-shared/quality/collapse.js';

const even = new Array<number>(10).fill(0.1);
const ones = [0, 0.6, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05];

/** Epochs of 60,000 images with an entropy each; null where an epoch was not measured. */
const epochs = (...entropies: readonly (number | null)[]): EpochVariety[] =>
  entropies.map((classEntropy, index) => ({
    epoch: index + 1,
    images: (index + 1) * 60_000,
    quality: classEntropy === null ? null : { classShare: even, classEntropy },
  }));

describe('collapsedClass', () => {
  it('is the class above half, if there is one', () => {
    expect(collapsedClass(even)).toBeNull();
    expect(collapsedClass([0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0])).toBeNull();
    expect(collapsedClass(ones)).toBe(1);
  });

  it('has far more than it should have', () => {
    const few = [0, 0.4, 0.6, 0, 0, 0, 0, 0, 0, 0];
    expect(collapsedClass(few, evenShares([1, 2]))).toBeNull();
    expect(collapsedClass(few, evenShares([1, 2, 3, 4]))).toBe(2);
    expect(collapsedClass(evenShares([7]), evenShares([7]))).toBeNull();
    expect(collapsedClass(evenShares([7]), evenShares([6, 7]))).toBe(7);
  });
});

describe('findCollapse', () => {
  it('sees one class above half', () => {
    const found = findCollapse([
      ...epochs(0.95, 0.97),
      { epoch: 3, images: 180_000, quality: { classShare: ones, classEntropy: 0.9 } },
    ]);
    expect(found).toEqual({ kind: 'class', digit: 1, share: 0.6, isNew: true });
  });

  it('sees an entropy that is low, or that has fallen from its highest', () => {
    expect(findCollapse(epochs(0.82, 0.79))).toMatchObject({ kind: 'entropy', entropy: 0.79 });
    expect(findCollapse(epochs(0.9, 0.99, 0.95, 0.88))).toEqual({
      kind: 'entropy',
      entropy: 0.88,
      highest: 0.99,
      isNew: true,
    });
    expect(findCollapse(epochs(0.9, 0.99, 0.9))).toBeNull();
  });

  it('is new once an incident, and new again after a recovery', () => {
    const course = epochs(0.95, 0.7, 0.6, 0.95, 0.7);
    const news = course.map((_, last) => findCollapse(course.slice(0, last + 1))?.isNew ?? null);
    expect(news).toEqual([null, true, false, null, true]);
  });

  it('goes on over an epoch that was not measured', () => {
    expect(findCollapse(epochs(0.95, 0.7, null))).toMatchObject({ isNew: false });
    expect(findCollapse(epochs(0.95, 0.7, null, 0.7))).toMatchObject({ isNew: false });
    expect(findCollapse(epochs(0.95, null))).toBeNull();
    expect(findCollapse(epochs(null, null))).toBeNull();
  });

  describe('judges by the data set at hand', () => {
    const course = (expected: ClassVariety, ...qualities: ClassVariety[]) =>
      findCollapse(
        qualities.map((quality, i) => ({ epoch: i + 1, images: (i + 1) * 60_000, quality })),
        expected,
      );
    const entropyOf = (classCount: number) => Math.log10(classCount);
    /** Digits of some classes alike. */
    const of = (...labels: number[]): ClassVariety => ({
      classShare: evenShares(labels),
      classEntropy: entropyOf(labels.length),
    });

    it('a class that is all there is has not collapsed, though smudges varied more', () => {
      expect(course(of(7), of(1, 7), of(7), of(7))).toBeNull();
      // The recogniser takes one image in fifty for another class.
      const nearly = { classShare: [0, 0.02, 0, 0, 0, 0, 0, 0.98, 0, 0], classEntropy: 0.043 };
      expect(course(nearly, of(7), of(7))).toBeNull();
    });

    it('two classes have collapsed when one is left, and when it has most', () => {
      expect(course(of(1, 7), of(1, 7), of(1, 7))).toBeNull();
      expect(course(of(1, 7), of(1, 7), of(7))).toMatchObject({ kind: 'class', digit: 7 });
      const uneven = { classShare: [0, 0.25, 0, 0, 0, 0, 0, 0.75, 0, 0], classEntropy: 0.244 };
      expect(course(of(1, 7), uneven, uneven)).toBeNull();
      const more = { classShare: [0, 0.1, 0, 0, 0, 0, 0, 0.9, 0, 0], classEntropy: 0.141 };
      expect(course(of(1, 7), uneven, more)).toMatchObject({ kind: 'class', share: 0.9 });
      expect(course(uneven, uneven, more)).toMatchObject({ kind: 'entropy' });
    });

    it('of five classes two have not collapsed to one, but their entropy has fallen', () => {
      const five = of(0, 1, 2, 3, 4);
      expect(course(five, five, five)).toBeNull();
      expect(course(five, five, of(0, 1))).toMatchObject({
        kind: 'entropy',
        highest: Math.log10(5),
      });
    });

    it('ten classes as before', () => {
      const ten = of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      for (const entropies of [
        [0.82, 0.79],
        [0.9, 0.99, 0.95, 0.88],
        [0.9, 0.99, 0.9],
        [0.95, 0.7],
      ]) {
        expect(findCollapse(epochs(...entropies), ten)).toEqual(findCollapse(epochs(...entropies)));
      }
    });
  });

  it('asks nothing of a first epoch, nor of a generator that has seen few images', () => {
    expect(findCollapse(epochs(0.3))).toBeNull();
    const small = epochs(0.3, 0.3).map((epoch) => ({ ...epoch, images: epoch.epoch * 120 }));
    expect(findCollapse(small)).toBeNull();
    expect(findCollapse([])).toBeNull();
  });
});

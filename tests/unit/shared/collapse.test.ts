import { describe, expect, it } from 'vitest';
import {
  collapsedClass,
  type EpochVariety,
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

  it('asks nothing of a first epoch, nor of a generator that has seen few images', () => {
    expect(findCollapse(epochs(0.3))).toBeNull();
    const small = epochs(0.3, 0.3).map((epoch) => ({ ...epoch, images: epoch.epoch * 120 }));
    expect(findCollapse(small)).toBeNull();
    expect(findCollapse([])).toBeNull();
  });
});

import { digitLabels } from '../networks/condition.js';

/** A class with more than this share of the digits, and so much more than it should have: a collapse. */
const collapsedShare = 0.5;
const shareAbove = 0.3;
/** Entropy of the classes, as a share of the expected, below which digits do not vary. */
const leastEntropy = 0.8;
/**
 * So far may the entropy lie below the expected, and below that of the best epoch before: chance moves it
 * by a hundredth.
 */
const entropyFall = 0.1;
/**
 * A generator that has seen fewer images, or is in its first epoch, draws one kind of smudge in any
 * training: there was nothing yet that could have collapsed.
 */
const hardlyTrained = { epochs: 1, images: 30_000 } as const;

/** What digits are taken for. */
export interface ClassVariety {
  /** Share of 0, 1, … 9. */
  readonly classShare: readonly number[];
  /** Entropy of the shares, as a share of ln 10. */
  readonly classEntropy: number;
}

/** Shares of 0, 1, … 9 where each of some labels is asked for alike. */
export const evenShares = (labels: readonly number[]): number[] =>
  digitLabels.map((digit) => (labels.includes(digit) ? 1 / labels.length : 0));

/**
 * The class that a generator has collapsed to, or null.
 *
 * @param classShare of 0, 1, … 9
 * @param expected the shares that digits should have
 */
export function collapsedClass(
  classShare: readonly number[],
  expected: readonly number[] = evenShares(digitLabels),
): number | null {
  const found = classShare.findIndex(
    (share, digit) => share > collapsedShare && share > (expected[digit] ?? 0) + shareAbove,
  );
  return found === -1 ? null : found;
}

/** An epoch, as much of it as tells a collapse. */
export interface EpochVariety {
  readonly epoch: number;
  /** Images seen since the training began. */
  readonly images: number;
  readonly quality: ClassVariety | null;
}

export type Collapse =
  /** One class has more than half of the digits. */
  | { readonly kind: 'class'; readonly digit: number; readonly share: number }
  /** The classes are less even than they should be, or than they were. */
  | { readonly kind: 'entropy'; readonly entropy: number; readonly highest: number };

/** Of digits of all ten classes alike. */
const even: ClassVariety = { classShare: evenShares(digitLabels), classEntropy: 1 };

/**
 * How the generator has collapsed by the last of some epochs, and whether that is new: an epoch that
 * was not measured neither begins nor ends a collapse. Null while its digits vary.
 *
 * @param expected what digits as good as those learnt from are taken for: of a data set of one class, that
 *   class alone is no collapse
 */
export function findCollapse(
  epochs: readonly EpochVariety[],
  expected: ClassVariety = even,
): (Collapse & { readonly isNew: boolean }) | null {
  let highest = 0;
  let before: Collapse | null = null;
  let now: Collapse | null = null;
  for (const { epoch, images, quality } of epochs) {
    if (quality === null) continue;
    highest = Math.max(highest, quality.classEntropy);
    const isEarly = epoch <= hardlyTrained.epochs || images < hardlyTrained.images;
    before = now;
    now = isEarly ? null : collapseAt(quality, { highest, expected });
  }
  if (now === null || epochs.at(-1)?.quality === null) return now && { ...now, isNew: false };
  return { ...now, isNew: before === null };
}

function collapseAt(
  { classShare, classEntropy: entropy }: ClassVariety,
  { highest, expected }: { readonly highest: number; readonly expected: ClassVariety },
): Collapse | null {
  const digit = collapsedClass(classShare, expected.classShare);
  if (digit !== null) return { kind: 'class', digit, share: classShare[digit] ?? 0 };
  const hasFallen =
    entropy < Math.min(highest, expected.classEntropy) - entropyFall ||
    entropy < Math.min(leastEntropy * expected.classEntropy, expected.classEntropy - entropyFall);
  return hasFallen ? { kind: 'entropy', entropy, highest } : null;
}

/** A class with more than this share of the digits: the generator has collapsed. */
const collapsedShare = 0.5;
/** Entropy of the classes, as a share of ln 10, below which digits do not vary. */
const leastEntropy = 0.8;
/** So far may the entropy lie below that of the best epoch before: chance moves it by a hundredth. */
const entropyFall = 0.1;
/**
 * A generator that has seen fewer images, or is in its first epoch, draws one kind of smudge in any
 * training: there was nothing yet that could have collapsed.
 */
const hardlyTrained = { epochs: 1, images: 30_000 } as const;

/** The class that a generator has collapsed to, or null. @param classShare of 0, 1, … 9 */
export function collapsedClass(classShare: readonly number[]): number | null {
  const found = classShare.findIndex((share) => share > collapsedShare);
  return found === -1 ? null : found;
}

/** An epoch, as much of it as tells a collapse. */
export interface EpochVariety {
  readonly epoch: number;
  /** Images seen since the training began. */
  readonly images: number;
  readonly quality: {
    readonly classShare: readonly number[];
    readonly classEntropy: number;
  } | null;
}

export type Collapse =
  /** One class has more than half of the digits. */
  | { readonly kind: 'class'; readonly digit: number; readonly share: number }
  /** The classes are less even than they should be, or than they were. */
  | { readonly kind: 'entropy'; readonly entropy: number; readonly highest: number };

/**
 * How the generator has collapsed by the last of some epochs, and whether that is new: an epoch that
 * was not measured neither begins nor ends a collapse. Null while its digits vary.
 */
export function findCollapse(
  epochs: readonly EpochVariety[],
): (Collapse & { readonly isNew: boolean }) | null {
  let highest = 0;
  let before: Collapse | null = null;
  let now: Collapse | null = null;
  for (const { epoch, images, quality } of epochs) {
    if (quality === null) continue;
    const { classShare, classEntropy: entropy } = quality;
    highest = Math.max(highest, entropy);
    const isEarly = epoch <= hardlyTrained.epochs || images < hardlyTrained.images;
    before = now;
    now = isEarly ? null : collapseAt({ classShare, entropy, highest });
  }
  if (now === null || epochs.at(-1)?.quality === null) return now && { ...now, isNew: false };
  return { ...now, isNew: before === null };
}

function collapseAt(epoch: {
  readonly classShare: readonly number[];
  readonly entropy: number;
  readonly highest: number;
}): Collapse | null {
  const { classShare, entropy, highest } = epoch;
  const digit = collapsedClass(classShare);
  if (digit !== null) return { kind: 'class', digit, share: classShare[digit] ?? 0 };
  const hasFallen = entropy < leastEntropy || entropy < highest - entropyFall;
  return hasFallen ? { kind: 'entropy', entropy, highest } : null;
}

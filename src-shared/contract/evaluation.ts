/** How good a generator's digits are. Shares lie in [0, 1]. */
export interface Evaluation {
  /** Digits drawn. */
  readonly count: number;
  /** Share of digits that the recogniser is sure of: see `legibleConfidence`. */
  readonly legible: number;
  /** Share of the digits taken for 0, 1, … 9. They add up to 1. */
  readonly classShare: readonly number[];
  /** Entropy of these shares as a share of ln 10: 1 when all classes are alike, 0 with one alone. */
  readonly classEntropy: number;
  /**
   * Squared Fréchet distance to the training images in the recogniser's features, and that of as many
   * real test images (at most all 10,000).
   */
  readonly frechet: { readonly value: number; readonly floor: number };
  /** Of a conditional model; null for a gan, and where labels are no digits. */
  readonly asked: AskedEvaluation | null;
  /** The same measures of as many real test images (at most all 10,000), by the labels people gave them. */
  readonly test: Pick<Evaluation, 'legible' | 'classShare' | 'classEntropy'> & Agreement;
  readonly memorisation: Memorisation;
  /** Of a deep evaluation. */
  readonly trainOnGenerated?: TrainOnGenerated;
}

/** How many digits are read as what they should be. */
interface Agreement {
  /** Share of the digits that the recogniser takes for their label. */
  readonly agreement: number;
  /** The same for each label that there is, ascending. */
  readonly agreementByLabel: readonly { readonly label: number; readonly agreement: number }[];
}

/** What digits that were asked for are worth. */
export interface AskedEvaluation extends Agreement {
  /**
   * Mean distance of two digits of one label in the recogniser's features, as a share of that of two real
   * test images: below 1, they are more alike.
   */
  readonly variety: number;
  /**
   * Share of the variance of each trait, among digits of a label, that lies between hands: 0 where every
   * digit has its own. MNIST's writers have 0.58 and 0.62. Null for a model of fewer than five labels, whose
   * hands write too few digits in the series.
   */
  readonly hands: { readonly slant: number; readonly strokeWidth: number } | null;
}

/**
 * How a recogniser reads the real test images that learnt from generated digits alone. It is not tried,
 * and both accuracies are null, when fewer than one digit in three is legible.
 */
export interface TrainOnGenerated {
  readonly accuracy: number | null;
  /** Of one that learnt from as many real images, in the same way. */
  readonly real: number | null;
  /** Digits that each learnt from. */
  readonly images: number;
  /** Digits drawn until that many were legible. */
  readonly drawn: number;
}

/** What each recogniser of a deep evaluation learns from, and how often it sees it. */
export const deepTraining = { images: 60_000, epochs: 5 } as const;

/**
 * How good a generator is after an epoch: the measures of a small sample, the same latent vectors
 * after every epoch. They compare epochs with each other; an evaluation of more digits finds a
 * smaller Fréchet distance.
 */
export interface EpochQuality extends Pick<Evaluation, 'legible' | 'classShare' | 'classEntropy'> {
  /** Squared Fréchet distance to the training images in the recogniser's features. */
  readonly frechet: number;
  /**
   * The same measures of as many real test images, beside which the others stand. Null for a data set
   * that has none, and for an epoch from before they were measured.
   */
  readonly test: Pick<EpochQuality, 'legible' | 'frechet'> | null;
  /**
   * Share of the digits that the recogniser takes for the label asked for. Null for a gan, where labels
   * are no digits, and for an epoch from before it was measured.
   */
  readonly asked: number | null;
}

/** How far digits are from the nearest training image: generators that copy are nearer than test images. */
interface Memorisation {
  /** Digits compared. */
  readonly sample: number;
  readonly generated: DistanceSummary;
  /** Of as many real test images (at most all 10,000). */
  readonly test: DistanceSummary;
}

/** Euclidean distances between images of 28 × 28 pixels in [0, 1]: from 0 to 28. */
export interface DistanceSummary {
  readonly median: number;
  readonly firstPercentile: number;
}

/** What an evaluation does at the moment. */
export type EvaluationStage = 'drawing' | 'recognising' | 'comparing' | 'labelling' | 'training';

export interface EvaluationProgress {
  /** The name that the evaluation was given. */
  readonly search: string;
  readonly stage: EvaluationStage;
  /** Images, or steps of a training, that this stage is through with, of how many. */
  readonly done: number;
  readonly total: number;
  /** Of the time that all of it takes, in [0, 1]. */
  readonly share: number;
  /** Null until each stage has been timed. */
  readonly secondsLeft: number | null;
}

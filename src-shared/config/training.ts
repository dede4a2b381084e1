import {
  type ChoiceField,
  type Field,
  type FlagField,
  type NumberField,
  seedField,
} from './fields.js';

/** Names, flags, defaults and bounds of a training: fixed, other programs read them. */
const initializers = ['glorotUniform', 'normal'] as const;
const precisions = ['auto', 'float32', 'bfloat16'] as const;
export const recipeNames = ['original', 'tuned'] as const;
export const trainingKinds = ['gan', 'conditional'] as const;

export type Initializer = (typeof initializers)[number];
export type Precision = (typeof precisions)[number];
export type RecipeName = (typeof recipeNames)[number];
/**
 * `gan` learns from images alone. `conditional` learns from their labels, slant and stroke width as
 * well, and draws the digits that it is asked for (Mirza and Osindero, 2014).
 */
export type TrainingKind = (typeof trainingKinds)[number];

export interface TrainingConfig {
  kind: TrainingKind;
  epochs: number;
  noiseDim: number;
  batchSize: number;
  generatorLearningRate: number;
  discriminatorLearningRate: number;
  beta1: number;
  dropout: number;
  labelSmoothing: number;
  initializer: Initializer;
  batchNormMomentum: number;
  learningRateDecay: number;
  averageDecay: number;
  guidance: number;
  guidanceGrowth: number;
  traitWeight: number;
  allographs: number;
  transpose: boolean;
  invert: boolean;
  seed: number;
  precision: Precision;
}

const number = (
  flag: string,
  label: string,
  range: { min: number; max: number; integer?: boolean; unit?: string },
  help: string,
): NumberField => ({
  kind: 'number',
  flag,
  label,
  unit: range.unit ?? '',
  help,
  min: range.min,
  max: range.max,
  integer: range.integer ?? false,
});

const learningRate = { min: 1e-7, max: 1 };

export const trainingFields = {
  kind: {
    kind: 'choice',
    flag: '--kind',
    label: 'Kind',
    help: 'gan: images alone; conditional: labels too, for digits by name',
    choices: trainingKinds,
    before: 'gan',
  } satisfies ChoiceField<TrainingKind>,
  epochs: number(
    '--epochs',
    'Epochs',
    { min: 1, max: 10_000, integer: true, unit: 'epochs' },
    'passes over all training images',
  ),
  noiseDim: number(
    '--noise-dim',
    'Noise dimension',
    { min: 1, max: 1_024, integer: true },
    'length of the latent vector that the generator turns into a digit',
  ),
  batchSize: number(
    '--batch-size',
    'Batch size',
    { min: 2, max: 4_096, integer: true, unit: 'images' },
    'images in one training step',
  ),
  generatorLearningRate: number(
    '--generator-learning-rate',
    "Generator's learning rate",
    learningRate,
    "size of Adam's steps for the generator",
  ),
  discriminatorLearningRate: number(
    '--discriminator-learning-rate',
    "Discriminator's learning rate",
    learningRate,
    "size of Adam's steps for the discriminator",
  ),
  beta1: number(
    '--beta1',
    'Beta 1',
    { min: 0, max: 0.999 },
    "decay of Adam's running mean of the gradients",
  ),
  dropout: number(
    '--dropout',
    'Dropout',
    { min: 0, max: 0.9 },
    'share of activations dropped in the discriminator',
  ),
  labelSmoothing: number(
    '--label-smoothing',
    'Label smoothing',
    { min: 0, max: 0.5 },
    'how far the label of real images lies below 1',
  ),
  initializer: {
    kind: 'choice',
    flag: '--initializer',
    label: 'Initializer',
    help: 'first weights: glorotUniform (Keras) or normal, N(0, 0.02) (the DCGAN paper)',
    choices: initializers,
  } satisfies ChoiceField<Initializer>,
  batchNormMomentum: number(
    '--batch-norm-momentum',
    'Batch-norm momentum',
    { min: 0, max: 0.9999 },
    'how slowly the statistics used for generating follow the batches',
  ),
  learningRateDecay: {
    ...number(
      '--learning-rate-decay',
      'Learning-rate decay',
      { min: 0, max: 1 },
      'last share of the training in which the learning rates fall to 0; 0 keeps them',
    ),
    before: 0,
  },
  averageDecay: {
    ...number(
      '--average-decay',
      'Average decay',
      { min: 0, max: 0.9999 },
      "of the running mean of the generator's weights that draws the digits; 0 draws with the weights themselves",
    ),
    before: 0,
  },
  guidance: {
    ...number(
      '--guidance',
      'Guidance',
      { min: 0, max: 10 },
      "weight of the recogniser's say in the generator's loss: plain digits, of a gan all alike in number; 0 is a GAN alone",
    ),
    before: 0,
  },
  guidanceGrowth: {
    ...number(
      '--guidance-growth',
      'Guidance growth',
      { min: 0, max: 1 },
      'share of the guidance that comes only as the learning rates fall; 0 is all of it from the start',
    ),
    before: 0,
  },
  traitWeight: {
    ...number(
      '--trait-weight',
      'Trait weight',
      { min: 0, max: 10 },
      'of a conditional training: how much the slant and stroke width asked for count beside a real look',
    ),
    before: 0,
  },
  allographs: {
    ...number(
      '--allographs',
      'Allographs',
      { min: 0, max: 64, integer: true },
      'of a conditional training: ways of writing that are told apart of each label, such as sevens with a bar; 0 tells none apart',
    ),
    before: 0,
  },
  transpose: {
    kind: 'flag',
    flag: '--transpose',
    label: 'Transpose images',
    help: "swap rows and columns of the images, for a data set that lies on its side as EMNIST's do",
    before: false,
  } satisfies FlagField,
  invert: {
    kind: 'flag',
    flag: '--invert',
    label: 'Invert images',
    help: 'make black white and white black, for a data set of black ink on white paper',
    before: false,
  } satisfies FlagField,
  seed: seedField,
  precision: {
    kind: 'choice',
    flag: '--precision',
    label: 'Precision',
    help: 'number format of the convolutions; auto takes the faster one here, measured once',
    choices: precisions,
  } satisfies ChoiceField<Precision>,
} as const satisfies Record<keyof TrainingConfig, Field>;

/** What one recipe sets; the seed is drawn when a training starts. */
type Recipe = Readonly<Omit<TrainingConfig, 'seed'>>;

export const recipes: Readonly<Record<RecipeName, Recipe>> = {
  // TensorFlow's DCGAN guide, which the Python program followed.
  original: {
    kind: 'gan',
    epochs: 50,
    noiseDim: 100,
    batchSize: 256,
    generatorLearningRate: 1e-4,
    discriminatorLearningRate: 1e-4,
    beta1: 0.9,
    dropout: 0.3,
    labelSmoothing: 0,
    initializer: 'glorotUniform',
    batchNormMomentum: 0.99,
    learningRateDecay: 0,
    averageDecay: 0,
    guidance: 0,
    guidanceGrowth: 0,
    traitWeight: 0,
    allographs: 0,
    transpose: false,
    invert: false,
    precision: 'auto',
  },
  // What experiments found: docs/training.md.
  tuned: {
    kind: 'conditional',
    epochs: 20,
    noiseDim: 100,
    batchSize: 64,
    generatorLearningRate: 1e-3,
    discriminatorLearningRate: 1e-3,
    beta1: 0.5,
    dropout: 0,
    labelSmoothing: 0,
    initializer: 'normal',
    batchNormMomentum: 0.9,
    learningRateDecay: 0.7,
    averageDecay: 0.999,
    guidance: 0.5,
    guidanceGrowth: 1,
    traitWeight: 0.3,
    allographs: 8,
    transpose: false,
    invert: false,
    precision: 'auto',
  },
};

/** What a recipe sets differently for the kind that is not its own. */
const otherKind: Readonly<Record<RecipeName, Partial<Recipe>>> = {
  original: {
    kind: 'conditional',
    traitWeight: recipes.tuned.traitWeight,
    allographs: recipes.tuned.allographs,
  },
  tuned: {
    kind: 'gan',
    generatorLearningRate: 5e-4,
    discriminatorLearningRate: 5e-4,
    guidance: 8,
    guidanceGrowth: 0.875,
    traitWeight: 0,
    allographs: 0,
  },
};

/** A recipe for a kind of training; its own kind, unless told. */
export const recipeFor = (
  recipe: RecipeName,
  kind: TrainingKind = recipes[recipe].kind,
): Recipe => ({ ...recipes[recipe], ...(kind === recipes[recipe].kind ? {} : otherKind[recipe]) });

/** Fields that mean something to one kind of training alone. */
const fieldsOfOneKind: { readonly [Name in keyof TrainingConfig]?: TrainingKind } = {
  traitWeight: 'conditional',
  allographs: 'conditional',
};

/** Whether a field means something to a kind of training. */
export const isFieldOf = (kind: TrainingKind, name: keyof TrainingConfig): boolean =>
  (fieldsOfOneKind[name] ?? kind) === kind;

/** Of the picture after every epoch; of a conditional training a digit in each row, a hand in each column. */
export const defaultProgressGrid: Readonly<
  Record<TrainingKind, { readonly rows: number; readonly columns: number }>
> = {
  gan: { rows: 4, columns: 4 },
  conditional: { rows: 10, columns: 8 },
};

/** What both recipes share. */
export const fixedHyperparameters = {
  leakyReluSlope: 0.3,
  batchNormEpsilon: 1e-3,
  adamBeta2: 0.999,
  adamEpsilon: 1e-7,
  normalInitializerStddev: 0.02,
} as const;

export const defaultRecipe: RecipeName = 'tuned';

/** Steps in an epoch: every image once, the last short batch included. */
export const stepsPerEpoch = ({
  images,
  batchSize,
}: {
  images: number;
  batchSize: number;
}): number => Math.ceil(images / batchSize);

/** A whole configuration: what was chosen, and the recipe's values for the rest. */
export function completeConfig(
  recipe: RecipeName,
  chosen: { readonly [Key in keyof TrainingConfig]?: TrainingConfig[Key] | undefined },
  seed: number,
): TrainingConfig {
  const given = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return { ...recipeFor(recipe, chosen.kind), seed, ...Object.fromEntries(given) };
}

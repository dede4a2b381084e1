import type { NumberField } from '../../../src-shared/config/fields.js';
import { type RecipeName, trainingFields } from '../../../src-shared/config/training.js';
import { allImages } from './estimate-words.js';

/** The fields that most people change; the others are folded away. */
export const usualNumbers = ['epochs', 'batchSize'] as const;

export const advancedNumbers = [
  'noiseDim',
  'generatorLearningRate',
  'discriminatorLearningRate',
  'beta1',
  'dropout',
  'labelSmoothing',
  'batchNormMomentum',
  'learningRateDecay',
  'averageDecay',
  'guidance',
  'guidanceGrowth',
] as const;

export const advancedNames = [...advancedNumbers, 'initializer', 'precision'] as const;

/** Every number of the form that can be wrong while it is typed. */
export const problemNames = [
  ...usualNumbers,
  ...advancedNumbers,
  'seed',
  'limitImages',
  'gridRows',
  'gridColumns',
] as const;
export type Problems = Record<(typeof problemNames)[number], string | null>;

export const noProblems = (): Problems =>
  Object.fromEntries(problemNames.map((name) => [name, null])) as Problems;

export const seedField: NumberField = {
  ...trainingFields.seed,
  help: 'the same seed trains the same networks again',
};

export const limitImagesField: NumberField = {
  kind: 'number',
  flag: '--limit-images',
  label: 'Images per epoch',
  unit: 'images',
  help: 'fewer make short epochs, to try something out',
  min: 1,
  max: allImages,
  integer: true,
};

const gridSide = (label: string): NumberField => ({
  kind: 'number',
  flag: '',
  label,
  unit: '',
  help: 'of the picture after every epoch',
  min: 1,
  max: 20,
  integer: true,
});
export const gridRowsField = gridSide('Rows');
export const gridColumnsField = gridSide('Columns');

export const recipeWords: Readonly<Record<RecipeName, string>> = {
  original: 'The settings of TensorFlow’s DCGAN guide, which the Python program followed.',
  tuned:
    'What experiments found best: a quicker Adam that slows down, the average of the generator’s weights, and a recogniser with a say: plain digits in fewer epochs.',
};

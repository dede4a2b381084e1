import type { NumberField } from '../../../src-shared/config/fields.js';
import {
  type RecipeName,
  type TrainingKind,
  trainingFields,
} from '../../../src-shared/config/training.js';
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
  'traitWeight',
  'allographs',
] as const;

export const advancedFlags = ['transpose', 'invert'] as const;

export const advancedNames = [
  ...advancedNumbers,
  ...advancedFlags,
  'initializer',
  'precision',
] as const;

/** What of a wrong number is folded away. */
export const advancedProblems: ReadonlySet<string> = new Set([
  ...advancedNumbers,
  'gridRows',
  'gridColumns',
]);

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
  help: 'fewer images make short epochs, to try something out',
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

/** What each kind of training makes, for who has never trained a network. */
export const kindWords: Readonly<Record<TrainingKind, { name: string; meaning: string }>> = {
  conditional: {
    name: 'Digits by name',
    meaning:
      'You ask for a 7 and get one, in the hand you choose. It learns from the labels as well.',
  },
  gan: {
    name: 'Digits',
    meaning: 'It learns from the images alone, and draws whatever comes.',
  },
};

const original = 'The settings of TensorFlow’s DCGAN guide, which the Python program followed';
const tuned =
  'What experiments found best: a quicker Adam that slows down, the average of the generator’s weights';

export const recipeWords: Readonly<Record<RecipeName, Record<TrainingKind, string>>> = {
  original: {
    gan: `${original}.`,
    conditional: `${original}; labels, slant and stroke width are learnt beside them.`,
  },
  tuned: {
    gan: `${tuned}, and a recogniser with a say: plain digits in fewer epochs.`,
    conditional: `${tuned}, and a recogniser that says what can’t be read; slant and stroke width are learnt beside the labels, for hands that differ.`,
  },
};

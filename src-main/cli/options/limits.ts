import { Option } from 'commander';
import { wholeNumber } from './field-option.js';

/** Whole numbers that no configuration holds, with bounds that keep typing errors out. */
export const limitImages = wholeNumber({
  flag: '--limit-images',
  help: 'train on the first N images only',
  min: 1,
  max: Number.MAX_SAFE_INTEGER,
});

export const maxSteps = wholeNumber({
  flag: '--max-steps',
  help: 'stop, with a checkpoint, when the run has done this many steps in all',
  min: 1,
  max: Number.MAX_SAFE_INTEGER,
});

export const digitCount = wholeNumber({
  flag: '--count',
  help: 'write this many single digits instead of a picture',
  min: 1,
  max: 1_000_000,
  unit: 'digits',
});

export const jsonOption = (what: string): Option => new Option('--json', what);

export const forceOption = (): Option =>
  new Option('--force', 'train without the native engine too, as slow as that is');

export const modelOption = (): Option =>
  new Option(
    '--model <model>',
    'the name of a run or its folder, latest for the most recent run, or what Keras or TensorFlow.js saved: a .keras or .h5 file, its folder (default the model that comes with the program)',
  );

import { kerasEndingPattern } from '../../src-shared/config/model-formats.js';

const runFile = new RegExp(
  [
    String.raw`run\.json`,
    String.raw`(?:history|steps)\.csv`,
    String.raw`(?:generator|discriminator|best)/(?:model\.json|weights\.bin)`,
    String.raw`checkpoints/step-\d{8,}/[a-z-]+\.(?:json|bin)`,
    String.raw`progress/epoch-\d{4,}\.png`,
    // A model from elsewhere.
    `(?:generator|discriminator)${kerasEndingPattern}`,
    String.raw`(?:(?:generator|discriminator)/)?(?:model\.json|weights\.bin|group\d{1,3}-shard\d{1,4}of\d{1,4}\.bin)`,
    String.raw`progress\.gif`,
    String.raw`losses_plot\.png`,
  ]
    .map((pattern) => `^${pattern}$`)
    .join('|'),
);

/** Whether a path within a folder is one of a run's or a model's files; nothing else is uploaded. */
export const isRunFile = (path: string): boolean => runFile.test(path);

/** What makes a folder one that can be opened. */
const marks = new RegExp(
  String.raw`^(?:run\.json|generator${kerasEndingPattern}|(?:generator/)?model\.json)$`,
);

/** Whether files are those of a run, or of a model from elsewhere. */
export const areRunFiles = (paths: readonly string[]): boolean =>
  paths.some((path) => marks.test(path));

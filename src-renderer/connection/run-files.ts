const runFile = new RegExp(
  [
    String.raw`run\.json`,
    String.raw`(?:history|steps)\.csv`,
    String.raw`(?:generator|discriminator|best)/(?:model\.json|weights\.bin)`,
    String.raw`checkpoints/step-\d{8,}/[a-z-]+\.(?:json|bin)`,
    String.raw`progress/epoch-\d{4,}\.png`,
    String.raw`progress\.gif`,
    String.raw`losses_plot\.png`,
  ]
    .map((pattern) => `^${pattern}$`)
    .join('|'),
);

/** Whether a path within a folder is one of a run's files; nothing else is uploaded. */
export const isRunFile = (path: string): boolean => runFile.test(path);

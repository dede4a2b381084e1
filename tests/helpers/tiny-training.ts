import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { recipeFor, type TrainingKind } from '../../src-shared/config/training.js';
import type { engineCommands } from '../../src-shared/contract/engine-commands.js';

type TrainRequest = z.infer<typeof engineCommands.train.input>;

/** A training of the smallest networks that ends within a second or two: 8 steps an epoch, 24 in all. */
export function tinyTraining(folder: string, kind: TrainingKind = 'gan'): TrainRequest {
  return {
    folder,
    name: 'tiny',
    preset: 'tiny',
    recipe: 'tuned',
    config: { ...recipeFor('tuned', kind), epochs: 3, batchSize: 16, noiseDim: 10, seed: 42 },
    dataPath: null,
    limitImages: 120,
    maxSteps: null,
    progressGrid: { rows: 2, columns: 3 },
    force: false,
  };
}

/**
 * What a training must give again: every loss and every measure, all weights of both networks and
 * those of the best epoch.
 */
export function trainingResult(folder: string) {
  const hash = (...path: string[]) =>
    createHash('sha256')
      .update(readFileSync(join(folder, ...path)))
      .digest('hex');
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    steps: text('steps.csv'),
    // Without the seconds, the sixth column.
    history: text('history.csv').replaceAll(/^((?:[^,\n]*,){5})[^,\n]*/gm, '$1'),
    generator: hash('generator', 'weights.bin'),
    discriminator: hash('discriminator', 'weights.bin'),
    best: hash('best', 'weights.bin'),
  };
}

import { join, relative } from 'node:path';
import type { StartedTraining } from '../../../src-shared/contract/training-views.js';
import { shellWord } from '../../files/shell-word.js';
import { dataDirectory } from '../../setup/directories.mjs';

/**
 * How to name a run in the next command: its name, or its folder when it lies elsewhere.
 *
 * @param part a folder in the run to name instead
 */
export function runReference({ run, folder }: StartedTraining, part = ''): string {
  const inDataDirectory = folder === join(dataDirectory(), 'runs', run);
  return shellWord(join(inDataDirectory ? run : nearPath(folder), part));
}

/** A path below the current folder as a person types it. */
export function nearPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
}

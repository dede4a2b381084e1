import { join } from 'node:path';
import { folderNames, isThere } from '../files/folder-names.js';
import { dataDirectory } from '../setup/directories.mjs';

/** The folder that holds the runs made without `--out`. */
export const runsDirectory = (): string => join(dataDirectory(), 'runs');

/** What the runs in it are called, in the order of their names. */
export const ownRunNames = (): string[] =>
  folderNames(runsDirectory())
    .flatMap(({ name, isText }) => (isText ? name : []))
    .filter((name) => isThere(join(runsDirectory(), name), 'run.json'))
    .toSorted();

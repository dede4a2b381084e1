import { join, resolve } from 'node:path';
import { kerasEndings } from '../../../src-shared/config/model-formats.js';
import { exists } from '../../files/exists.js';
import { isKerasName } from '../../files/model-places.js';
import { runPaths } from '../../files/run-record.js';
import { runsDirectory } from '../../service/runs-directory.js';

/** What makes a folder one that can be meant by its path. */
const marks = [
  'run.json',
  join('generator', 'model.json'),
  'model.json',
  ...kerasEndings.map((ending) => `generator${ending}`),
];

/** The generator of a named run's best epoch. */
const bestOfRun = /^(?<name>[^/\\]+)[/\\]best$/;

/**
 * What a person typed for a run or a model, as commands take it: a path where one is meant or lies,
 * else the name of a run. NAME/best is the folder `best` of a run of that name.
 */
export async function referenceOf(word: string): Promise<string> {
  const path = resolve(word);
  const name = bestOfRun.exec(word)?.groups?.name;
  if (name !== undefined && !(await exists(path))) {
    const { best } = runPaths(join(runsDirectory(), name));
    if (await exists(best)) return best;
  }
  if (/[/\\]/.test(word) || word.startsWith('.') || isKerasName(word)) return path;
  for (const mark of marks) {
    if (await exists(join(path, mark))) return path;
  }
  return word;
}

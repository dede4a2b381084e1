import { join, resolve } from 'node:path';
import { exists } from '../../files/exists.js';

/** What makes a folder one that can be meant by its path. */
const marks = ['run.json', join('generator', 'model.json'), 'model.json', 'generator.keras'];

/**
 * What a person typed for a run or a model, as commands take it: a path where one is meant or lies,
 * else the name of a run.
 */
export async function referenceOf(word: string): Promise<string> {
  const path = resolve(word);
  if (/[/\\]/.test(word) || word.startsWith('.') || word.endsWith('.keras')) return path;
  for (const mark of marks) {
    if (await exists(join(path, mark))) return path;
  }
  return word;
}

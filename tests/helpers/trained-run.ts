import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, inject } from 'vitest';
import { digits } from './digits-command.js';
import { sharedFolder } from './temporary-folder.js';

/** A training of 8 steps an epoch, 24 in all, whose pictures are of 2 by 3 digits. */
export const threeEpochs = [
  ...['--limit-images', '120', '--batch-size', '16', '--noise-dim', '10'],
  ...['--epochs', '3', '--seed', '42', '--progress-grid', '2x3'],
];

/** Of a run that can be asked for digits: its images show all ten. */
export const conditional = ['--kind', 'conditional', '--limit-images', '120'];

/** Five seconds of training: digits of several classes, few of them legible. */
export const severalClasses = [
  ...['--limit-images', '960', '--batch-size', '16', '--epochs', '2'],
  ...['--learning-rate', '1e-3', '--dropout', '0'],
];

/**
 * A data directory with a run `tiny` of two steps, a gan unless told, for all tests of a file, at whose
 * top it is called.
 * @param more flags of `digits train` instead of the usual ones
 */
export function useTrainedRun(more: readonly string[] = []): string {
  const dataFolder = sharedFolder();
  const size = ['--preset', 'tiny', '--limit-images', '16', '--batch-size', '8', '--epochs', '1'];
  const kind = ['--kind', 'gan', '--guidance', '0'];
  const flags = [...size, ...kind, '--name', 'tiny', '--seed', '1', ...more];
  beforeAll(async () => cpSync(await trained(flags), dataFolder, { recursive: true }));
  return dataFolder;
}

/** The same training is the same run: the first file that wants it trains it for all. */
async function trained(flags: readonly string[]): Promise<string> {
  const name = createHash('sha256').update(flags.join(' ')).digest('hex');
  const place = join(inject('made'), name);
  if (existsSync(place)) return place;
  const dataFolder = mkdtempSync(`${place}-`);
  const { code, output } = await digits(['train', ...flags], { dataFolder }).exit;
  if (code !== 0) throw new Error(output);
  try {
    renameSync(dataFolder, place);
    return place;
  } catch {
    return dataFolder; // another file was as fast
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { digits } from './digits-command.js';

/** Flags of a training of 8 steps an epoch, 24 in all, whose pictures are of 2 by 3 digits. */
export const tinyFlags = [
  ...['--limit-images', '120', '--batch-size', '16', '--noise-dim', '10'],
  ...['--epochs', '3', '--seed', '42', '--progress-grid', '2x3'],
];

/**
 * A data directory with a run `tiny` of two steps, for all tests of a file.
 * @param more flags of `digits train` instead of the usual ones
 */
export async function trainedRun(more: readonly string[] = []): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'digits-test-'));
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
  const size = ['--preset', 'tiny', '--limit-images', '16', '--batch-size', '8', '--epochs', '1'];
  const flags = [...size, '--name', 'tiny', '--seed', '1', ...more];
  const { code, output } = await digits(['train', ...flags], { dataFolder }).exit;
  if (code !== 0) throw new Error(output);
  return dataFolder;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { digits } from './digits-command.js';

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

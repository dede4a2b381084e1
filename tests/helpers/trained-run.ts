import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { digits } from './digits-command.js';

/** A data directory with a run `tiny` of two steps, for all tests of a file. */
export async function trainedRun(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'digits-test-'));
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
  const size = ['--preset', 'tiny', '--limit-images', '16', '--batch-size', '8', '--epochs', '1'];
  const { code, output } = await digits(['train', ...size, '--name', 'tiny', '--seed', '1'], {
    dataFolder,
  }).exit;
  if (code !== 0) throw new Error(output);
  return dataFolder;
}

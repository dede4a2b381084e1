import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { loadGenerator } from '../models/model-folder.js';

interface OpenGenerator {
  readonly network: tf.Sequential;
  readonly noiseDim: number;
}

let open: { key: string; generator: OpenGenerator } | null = null;

/** A generator from its folder; the last one stays open until another is asked for or its file changes. */
export async function openGenerator(folder: string): Promise<OpenGenerator> {
  const key = `${folder} ${await version(join(folder, 'weights.bin'))}`;
  if (open?.key === key) return open.generator;
  const generator = await loadGenerator(folder);
  open?.generator.network.dispose();
  open = { key, generator };
  return generator;
}

/** What changes when the file is replaced; a missing file is the loader's to report. */
async function version(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return 'missing';
  }
}

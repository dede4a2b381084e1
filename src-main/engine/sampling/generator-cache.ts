import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startBackend } from '../backend/start-backend.js';
import { fastestConvolutions } from '../backend/tuning/fastest-convolutions.js';
import { loadGenerator } from '../models/model-folder.js';
import { convolutionsOf } from '../networks/convolutions-of.js';
import { DigitSampler, drawnAtOnce } from './digit-sampler.js';

let open: { key: string; sampler: DigitSampler; close: () => void } | null = null;

/** A generator from its folder; the last one stays open until another is asked for or its file changes. */
export async function openGenerator(folder: string): Promise<DigitSampler> {
  const key = `${folder} ${await version(join(folder, 'weights.bin'))}`;
  if (open?.key === key) return open.sampler;
  const { version: engineVersion } = await startBackend();
  const { network, architecture, noiseDim } = await loadGenerator(folder);
  const convolutions = await fastestConvolutions(
    convolutionsOf(architecture, 'forward').map((convolution) => ({
      convolution,
      batch: drawnAtOnce,
    })),
    { precision: 'float32', version: engineVersion },
  );
  open?.close();
  const sampler = new DigitSampler(network, { noiseDim, convolutions });
  const close = () => {
    sampler.dispose();
    network.dispose();
  };
  open = { key, sampler, close };
  return sampler;
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

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadedSampler, loadSampler } from './load-sampler.js';

let open: ({ key: string } & LoadedSampler) | null = null;

/** A generator from its folder; the last one stays open until another is asked for or its file changes. */
export async function openGenerator(folder: string): Promise<LoadedSampler> {
  const key = `${folder} ${await version(join(folder, 'weights.bin'))}`;
  if (open?.key === key) return open;
  const loaded = await loadSampler(folder);
  open?.close();
  open = { key, ...loaded };
  return loaded;
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

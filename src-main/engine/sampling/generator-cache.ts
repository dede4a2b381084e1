import { networkVersion } from '../../files/model-places.js';
import { type LoadedSampler, loadSampler } from './load-sampler.js';

let open: ({ key: string } & LoadedSampler) | null = null;

/** A generator from its folder; the last one stays open until another is asked for or its file changes. */
export async function openGenerator(folder: string): Promise<LoadedSampler> {
  const key = `${folder} ${await networkVersion(folder)}`;
  if (open?.key === key) return open;
  const loaded = await loadSampler(folder);
  open?.close();
  open = { key, ...loaded };
  return loaded;
}

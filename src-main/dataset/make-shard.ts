import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { withManyFiles } from '../files/many-files.js';
import { encodeStripPng } from './encode-png.js';
import { partsOf } from './formats/formats.js';
import { type Marker, type PartFacts, writeMarker } from './marker.js';
import type { Plan } from './plan.js';
import type { SampleMaker } from './sample-maker.js';
import { type Shard, sampleKey } from './shards.js';
import { Tally } from './tally.js';
import { PartWriter } from './write-part.js';

/** Strips after which others have their turn: the shard before, whose files come to disk. */
const atOnce = 32;

/**
 * Makes a shard and writes it, its marker last. The same shard of a plan is the same bytes, whoever makes
 * it and what was there before.
 *
 * @param onDrawn is told once nothing is left to do but to wait for the disk
 * @throws AppError NO_SPACE, NOT_WRITABLE, NOT_FOUND; what is left is no shard, and is made anew
 */
export async function makeShard(
  folder: string,
  shard: Shard,
  { plan, maker, onDrawn }: { plan: Plan; maker: SampleMaker; onDrawn?: () => void },
): Promise<Marker> {
  const pixels = createHash('sha256');
  const tally = new Tally();
  const written: PartFacts[] = [];
  await withManyFiles(folder, async (files) => {
    const parts = partsOf(plan.formats).map((part) => new PartWriter(part, shard, files));
    for (let sample = shard.first; sample < shard.first + shard.count; sample++) {
      const made = maker.make(sample);
      pixels.update(made.pixels).update(made.mask);
      tally.add(made);
      const picture = { ...made, key: sampleKey(sample), png: encodeStripPng(made) };
      for (const part of parts) await part.add(picture);
      if (sample % atOnce === 0) await setImmediate();
    }
    for (const part of parts) written.push(await part.end());
    onDrawn?.();
  });
  const marker: Marker = {
    plan: plan.sha256,
    first: shard.first,
    count: shard.count,
    pixelsSha256: pixels.digest('hex'),
    parts: written,
    ...tally.counts(),
  };
  await writeMarker(folder, shard, marker);
  return marker;
}

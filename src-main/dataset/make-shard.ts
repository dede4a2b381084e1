import { createHash } from 'node:crypto';
import { writeManyFiles } from '../files/many-files.js';
import { encodeStripPng } from './encode-png.js';
import { partsOf } from './formats/formats.js';
import { beginFiles, type Part } from './formats/part.js';
import { type Marker, writeMarker } from './marker.js';
import type { Plan } from './plan.js';
import type { SampleMaker } from './sample-maker.js';
import { type Shard, sampleKey } from './shards.js';
import { Tally } from './tally.js';

/**
 * Makes a shard and writes it, its marker last. The same shard of a plan is the same bytes, whoever makes
 * it and what was there before.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE, NOT_FOUND; what is left is no shard, and is made anew
 */
export async function makeShard(
  folder: string,
  shard: Shard,
  { plan, maker }: { plan: Plan; maker: SampleMaker },
): Promise<Marker> {
  const parts = partsOf(plan.formats);
  const files = parts.map(beginFiles);
  const pixels = createHash('sha256');
  const tally = new Tally();
  for (let sample = shard.first; sample < shard.first + shard.count; sample++) {
    const made = maker.make(sample);
    pixels.update(made.pixels).update(made.mask);
    tally.add(made);
    const picture = { ...made, key: sampleKey(sample), png: encodeStripPng(made) };
    for (const file of files) file.add(picture);
  }
  const written: Marker['parts'] = [];
  for (const [at, part] of parts.entries()) {
    written.push(await writePart(folder, shard, { part, contents: files[at]?.end() ?? [] }));
  }
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

async function writePart(
  folder: string,
  shard: Shard,
  { part, contents }: { part: Part; contents: readonly Uint8Array[] },
): Promise<Marker['parts'][number]> {
  const paths = part.paths(shard);
  const files = paths.map((path, at) => ({ path, bytes: contents[at] ?? new Uint8Array() }));
  await writeManyFiles(folder, files);
  const sha256 = createHash('sha256');
  for (const { bytes } of files) sha256.update(bytes);
  return {
    name: part.name,
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    sha256: sha256.digest('hex'),
  };
}

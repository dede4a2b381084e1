import { encodeStripPng } from './encode-png.js';
import { formats, partsOf } from './formats/formats.js';
import type { PictureSample } from './formats/part.js';
import { recordsPart } from './formats/records.js';
import type { StripRecord, WholeSet } from './formats/whole-set.js';
import { countOf, type Plan } from './plan.js';
import type { SampleMaker } from './sample-maker.js';
import { sampleKey } from './shards.js';

/** Strips that are made to see what all of them cost, after as many that warm up. */
const tried = 50;

/** What a data set will cost. */
export interface Estimate {
  readonly bytes: number;
  /** Of one thread. */
  readonly seconds: number;
}

/** By some strips, and by what the files that tell of all would say of those. */
export async function estimate(
  plan: Plan,
  { maker, now }: { maker: SampleMaker; now: () => number },
): Promise<Estimate> {
  const count = countOf(plan);
  const parts = partsOf(plan.formats);
  const pictureOf = (sample: number): PictureSample => {
    const made = maker.make(sample);
    return { ...made, key: sampleKey(sample), png: encodeStripPng(made) };
  };
  const bytesOf = (picture: PictureSample) =>
    parts.reduce((sum, part) => sum + part.piece(picture).length, 0);
  const samples = Array.from({ length: Math.min(tried, count) }, (_, at) =>
    Math.floor((at * count) / Math.min(tried, count)),
  );
  const pictures = samples.map(pictureOf);
  const pieces = pictures.reduce((sum, picture) => sum + bytesOf(picture), 0);
  const begin = now();
  for (const sample of samples) bytesOf(pictureOf(sample));
  const seconds = (now() - begin) / 1000;
  const [none, some] = [await wholeBytes(plan, []), await wholeBytes(plan, pictures)];
  const scale = count / samples.length;
  return { bytes: Math.round((pieces + some - none) * scale + none), seconds: seconds * scale };
}

/** Of the files that tell of all strips, were these all of them, in one part. */
async function wholeBytes({ formats: names }: Plan, pictures: readonly PictureSample[]) {
  const { piece } = recordsPart(names.includes('coco'));
  const set: WholeSet = {
    splits: ['train'],
    characters: [],
    async *records() {
      for (const picture of pictures) {
        yield JSON.parse(new TextDecoder().decode(piece(picture))) as StripRecord;
      }
    },
  };
  let bytes = 0;
  for (const name of names) {
    for (const { content } of formats[name].whole?.(set) ?? []) {
      for await (const text of content) bytes += Buffer.byteLength(text);
    }
  }
  return bytes;
}

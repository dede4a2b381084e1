import { encodeStripPng } from './encode-png.js';
import { formats, partsOf } from './formats/formats.js';
import { beginFiles, type Part, type PictureSample } from './formats/part.js';
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
  const samples = Array.from({ length: Math.min(tried, count) }, (_, at) =>
    Math.floor((at * count) / Math.min(tried, count)),
  );
  const pictures = samples.map(pictureOf);
  const bytesOf = (some: readonly PictureSample[]) =>
    sumOf(parts.flatMap((part) => filesOf(part, some)));
  const pieces = bytesOf(pictures);
  const begin = now();
  bytesOf(samples.map(pictureOf));
  const seconds = (now() - begin) / 1000;
  const [none, some] = [await wholeBytes(plan, []), await wholeBytes(plan, pictures)];
  const scale = count / samples.length;
  return { bytes: Math.round((pieces + some - none) * scale + none), seconds: seconds * scale };
}

/** What a part writes of a shard of these. */
function filesOf(part: Part, pictures: readonly PictureSample[]): readonly Uint8Array[] {
  const files = beginFiles(part);
  for (const picture of pictures) files.add(picture);
  return files.end();
}

const sumOf = (files: readonly Uint8Array[]): number =>
  files.reduce((sum, { length }) => sum + length, 0);

/** Of the files that tell of all strips, were these all of them, in one part. */
async function wholeBytes({ formats: names }: Plan, pictures: readonly PictureSample[]) {
  const set: WholeSet = {
    splits: ['train'],
    counts: { train: pictures.length, val: 0, test: 0 },
    characters: [],
    async *records() {
      for (const line of linesOf(recordsPart, pictures)) yield JSON.parse(line) as StripRecord;
    },
    async *lines(part) {
      yield linesOf(part, pictures);
    },
    async *files(part) {
      for (const bytes of filesOf(part, pictures)) {
        const read = async (from: number, count: number) => bytes.subarray(from, from + count);
        yield { count: pictures.length, read };
      }
    },
  };
  let bytes = 0;
  for (const name of names) {
    for (const { content } of formats[name].whole?.(set) ?? []) {
      for await (const piece of content) bytes += Buffer.byteLength(piece);
    }
  }
  return bytes;
}

const linesOf = (part: Part, pictures: readonly PictureSample[]): string[] =>
  filesOf(part, pictures).flatMap((bytes) =>
    new TextDecoder().decode(bytes).split('\n').slice(0, -1),
  );

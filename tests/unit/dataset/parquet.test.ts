import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { encodeStripPng } from '../../../src-main/dataset/encode-png.js';
import { parquetPart } from '../../../src-main/dataset/formats/parquet.js';
import { beginFiles } from '../../../src-main/dataset/formats/part.js';
import { sampleKey, shardsOf } from '../../../src-main/dataset/shards.js';
import { smallMaker, smallPlan } from './small-set.js';

const plan = smallPlan({ shared: { strings: true, hands: false } });
const maker = smallMaker(plan);
const samples = Array.from({ length: 4 }, (_, sample) => {
  const made = maker.make(sample);
  return { ...made, key: sampleKey(sample), png: encodeStripPng(made) };
});

/** A file of so many strips, which come again. */
function fileOf(count: number): ArrayBuffer {
  const file = beginFiles(parquetPart);
  for (let at = 0; at < count; at++) {
    const sample = samples[at % samples.length];
    if (sample) file.add(sample);
  }
  return Uint8Array.from(file.end()[0] ?? []).buffer;
}

it('Parquet gives texts, pictures and boxes back as they were, blanks without a box', async () => {
  const rows = await parquetReadObjects({ file: fileOf(4), utf8: false });
  for (const [at, { key, png, text, boxes, baseline, hand }] of samples.entries()) {
    expect(rows[at]).toEqual({
      image: { bytes: Uint8Array.from(png), path: `${key}.png` },
      text,
      boxes: boxes.map((box) => box && [box.left, box.top, box.width, box.height]),
      baseline: [baseline.left, baseline.right].map((at) => Math.round(100 * at) / 100),
      hand: BigInt(hand),
    });
  }
  const blanks = samples.flatMap(({ text, boxes }) => boxes.filter((_, at) => text[at] === ' '));
  expect(blanks).toContain(null);
});

it('Parquet says itself what its columns are, and is read by a hundred strips', () => {
  const { row_groups: groups, key_value_metadata: notes } = parquetMetadata(fileOf(250));
  expect(groups.map(({ num_rows: rows }) => Number(rows))).toEqual([100, 100, 50]);
  const picture = groups[0]?.columns[0]?.meta_data;
  expect(picture).toMatchObject({ codec: 'UNCOMPRESSED', encodings: ['PLAIN'] });
  const { features } = JSON.parse(
    notes?.find(({ key }) => key === 'huggingface')?.value ?? '',
  ).info;
  expect(features).toMatchObject({ image: { _type: 'Image' }, text: { dtype: 'string' } });
});

it('Parquet files are numbered among those of their part', () => {
  const paths = shardsOf(plan).flatMap((shard) => parquetPart.paths(shard));
  expect(paths).toEqual([
    'data/train-00000-of-00002.parquet',
    'data/train-00001-of-00002.parquet',
    'data/validation-00000-of-00001.parquet',
    'data/test-00000-of-00001.parquet',
  ]);
});

import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { hubFeatures } from './hub-card.js';
import { numberedName } from './numbered-file.js';
import type { Part, PictureSample } from './part.js';
import { factsOf } from './webdataset.js';

/** Strips that are read together where one of them is asked for, as Hugging Face writes pictures. */
const rowGroupSize = 100;

/**
 * Parquet as Hugging Face's `datasets` writes pictures: a file a shard. What a column is stands in the
 * file too, so that no reader guesses: `00123` is a text.
 *
 * @see https://huggingface.co/docs/datasets/image_dataset
 */
export const parquetPart: Part = {
  name: 'parquet',
  paths: (shard) => [`data/${numberedName(shard)}.parquet`],
  begin: () => {
    const rows: Row[] = [];
    return { add: (sample) => rows.push(rowOf(sample)), end: () => fileOf(rows) };
  },
};

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type Row = ReturnType<typeof rowOf>;

function rowOf(sample: PictureSample) {
  const { text, boxes, baseline, hand } = factsOf(sample);
  const image = { bytes: sample.png, path: `${sample.key}.png` };
  return { image, text, boxes, baseline, hand: BigInt(hand) };
}

const optional = { repetition_type: 'OPTIONAL' } as const;
const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const list = (name: string): Schema => [
  { name, ...optional, converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
];

const schema: Schema = [
  { name: 'schema', num_children: 5 },
  { name: 'image', ...optional, num_children: 2 },
  { name: 'bytes', ...optional, type: 'BYTE_ARRAY' },
  { name: 'path', ...optional, ...text },
  { name: 'text', ...optional, ...text },
  ...list('boxes'),
  ...list('element'),
  { name: 'element', ...optional, type: 'INT32' },
  ...list('baseline'),
  { name: 'element', ...optional, type: 'DOUBLE' },
  { name: 'hand', ...optional, type: 'INT64' },
];

function fileOf(rows: readonly Row[]): Uint8Array {
  const writer = new ByteWriter(rows.reduce((sum, { image }) => sum + image.bytes.length, 2 ** 16));
  const parquet = new ParquetWriter({
    writer,
    schema,
    codec: 'UNCOMPRESSED',
    kvMetadata: [
      { key: 'huggingface', value: JSON.stringify({ info: { features: hubFeatures } }) },
    ],
    createdBy: 'random-handwritten-digit-generator',
  });
  const column = <Name extends keyof Row>(name: Name) => ({
    name,
    data: rows.map((row) => row[name]),
  });
  // Into memory: both are done when they return, and give no promise.
  void parquet.write({
    columnData: [
      // PNG is packed already, and no two pictures are the same.
      { ...column('image'), encoding: 'PLAIN', statistics: false },
      column('text'),
      column('boxes'),
      column('baseline'),
      column('hand'),
    ],
    rowGroupSize,
  });
  void parquet.finish();
  return writer.getBytes();
}

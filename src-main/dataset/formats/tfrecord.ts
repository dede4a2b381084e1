import { PbfWriter } from 'pbf';
import { crc32c } from './crc32c.js';
import { numberedName } from './numbered-file.js';
import type { Part, PictureSample } from './part.js';

/**
 * Records of `tf.train.Example`, a strip each. Beside the picture and its text they have the boxes as
 * TensorFlow's object detection names them: parts of the picture's width and height, none for a blank. So
 * is the baseline, at the left and right edge.
 *
 * @see https://www.tensorflow.org/tutorials/load_data/tfrecord
 */
export const tfrecordPart: Part = {
  name: 'tfrecord',
  isOneFile: true,
  paths: (shard) => [`tfrecord/${numberedName(shard)}.tfrecord`],
  piece: (sample) => record(exampleOf(sample)),
};

/** Its length, that one's checksum, the data, and its checksum. */
function record(data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(lengthBytes + sumBytes + data.length + sumBytes);
  bytes.writeBigUInt64LE(BigInt(data.length));
  bytes.writeUInt32LE(masked(crc32c(bytes.subarray(0, lengthBytes))), lengthBytes);
  bytes.set(data, lengthBytes + sumBytes);
  bytes.writeUInt32LE(masked(crc32c(data)), bytes.length - sumBytes);
  return bytes;
}

const [lengthBytes, sumBytes] = [8, 4];

/** So that a checksum of bytes with checksums in them is none of these. */
const masked = (sum: number): number => (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;

type Feature = { readonly bytes: readonly (Uint8Array | string)[] } | Numbers;
type Numbers = { readonly floats: readonly number[] } | { readonly integers: readonly number[] };

/** The numbers are the fields of tensorflow/core/example/{example,feature}.proto. */
function exampleOf(sample: PictureSample): Uint8Array {
  const features = featuresOf(sample);
  const pbf = new PbfWriter();
  pbf.writeMessage(
    1,
    (_, map) => {
      for (const [name, feature] of Object.entries(features)) {
        map.writeMessage(1, (__, entry) => writeEntry(entry, name, feature), null);
      }
    },
    null,
  );
  return pbf.finish();
}

function featuresOf({ png, text, width, height, hand, boxes, baseline }: PictureSample) {
  const inked = [...text].flatMap((character, at) => {
    const box = boxes[at];
    return box ? [{ character, box }] : [];
  });
  const places = (of: (box: (typeof inked)[number]['box']) => number): Feature => ({
    floats: inked.map(({ box }) => of(box)),
  });
  return {
    'image/encoded': { bytes: [png] },
    'image/format': { bytes: ['png'] },
    'image/height': { integers: [height] },
    'image/width': { integers: [width] },
    'image/text': { bytes: [text] },
    'image/hand': { integers: [hand] },
    'image/baseline': { floats: [baseline.left / height, baseline.right / height] },
    'image/object/bbox/xmin': places(({ left }) => left / width),
    'image/object/bbox/xmax': places((box) => (box.left + box.width) / width),
    'image/object/bbox/ymin': places(({ top }) => top / height),
    'image/object/bbox/ymax': places((box) => (box.top + box.height) / height),
    'image/object/class/text': { bytes: inked.map(({ character }) => character) },
  } satisfies Record<string, Feature>;
}

/** An entry of the map of features. */
function writeEntry(entry: PbfWriter, name: string, feature: Feature): void {
  entry.writeStringField(1, name);
  entry.writeMessage(
    2,
    (_, value) => {
      if ('bytes' in feature) value.writeMessage(1, writeBytes, feature.bytes);
      else if ('floats' in feature) value.writeMessage(2, writeFloats, feature.floats);
      else value.writeMessage(3, writeIntegers, feature.integers);
    },
    null,
  );
}

function writeBytes(values: readonly (Uint8Array | string)[], list: PbfWriter): void {
  for (const value of values) {
    list.writeBytesField(1, typeof value === 'string' ? Buffer.from(value) : value);
  }
}

const writeFloats = (values: readonly number[], list: PbfWriter): void =>
  list.writePackedFloat(1, [...values]);

const writeIntegers = (values: readonly number[], list: PbfWriter): void =>
  list.writePackedVarint(1, [...values]);

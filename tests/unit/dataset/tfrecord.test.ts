import { PbfReader } from 'pbf';
import { expect, it } from 'vitest';
import { encodeStripPng } from '../../../src-main/dataset/encode-png.js';
import { crc32c } from '../../../src-main/dataset/formats/crc32c.js';
import { beginFiles } from '../../../src-main/dataset/formats/part.js';
import { tfrecordPart } from '../../../src-main/dataset/formats/tfrecord.js';
import { sampleKey } from '../../../src-main/dataset/shards.js';
import { smallMaker, smallPlan } from './small-set.js';

it('CRC-32C is that of RFC 3720', () => {
  const counted = Uint8Array.from({ length: 32 }, (_, at) => at);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  expect(crc32c(counted)).toBe(0x46dd794e);
  expect(crc32c(counted.toReversed())).toBe(0x113fdb5c);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

it('TFRecord has a strip in each record, with its checksums', () => {
  const maker = smallMaker(smallPlan({ shared: { strings: true, hands: false } }));
  const samples = [0, 1, 2, 3].map((sample) => {
    const made = maker.make(sample);
    return { ...made, key: sampleKey(sample), png: encodeStripPng(made) };
  });
  const part = beginFiles(tfrecordPart);
  for (const sample of samples) part.add(sample);
  const file = Buffer.from(part.end()[0] ?? []);
  let at = 0;
  for (const { png, text, width, height, boxes, baseline } of samples) {
    const length = Number(file.readBigUInt64LE(at));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(unmasked(file.readUInt32LE(at + 8))).toBe(crc32c(file.subarray(at, at + 8)));
    expect(unmasked(file.readUInt32LE(at + 12 + length))).toBe(crc32c(data));
    at += 16 + length;
    const found = featuresOf(data);
    expect(found.get('image/encoded')).toEqual([Buffer.from(png)]);
    expect(found.get('image/text')?.map(String)).toEqual([text]);
    expect(found.get('image/width')).toEqual([width]);
    expect(found.get('image/height')).toEqual([height]);
    expect(found.get('image/baseline')).toEqual(
      [baseline.left, baseline.right].map((at) => Math.fround(at / height)),
    );
    const inked = boxes.filter((box) => box !== null);
    expect(found.get('image/object/class/text')?.join('')).toBe(text.replaceAll(' ', ''));
    expect(found.get('image/object/bbox/xmax')).toEqual(
      inked.map(({ left, width: wide }) => Math.fround((left + wide) / width)),
    );
    expect(found.get('image/object/bbox/ymin')).toEqual(
      inked.map(({ top }) => Math.fround(top / height)),
    );
  }
  expect(at).toBe(file.length);
});

const unmasked = (sum: number): number => {
  const turned = (sum - 0xa282ead8) >>> 0;
  return ((turned >>> 17) | (turned << 15)) >>> 0;
};

type Values = (Buffer | number)[];

/** The map of features of a `tf.train.Example`. */
function featuresOf(example: Uint8Array): Map<string, Values> {
  const found = new Map<string, Values>();
  fields(example, (map) =>
    fields(map.readBytes(), (entry) => {
      let name = '';
      let feature: Uint8Array = new Uint8Array();
      fields(entry.readBytes(), (field, tag) => {
        if (tag === 1) name = field.readString();
        else feature = field.readBytes();
      });
      fields(feature, (list, kind) => {
        const values: Values = [];
        fields(list.readBytes(), (value) => {
          if (kind === 1) values.push(Buffer.from(value.readBytes()));
          else values.push(...(kind === 2 ? value.readPackedFloat() : value.readPackedVarint()));
        });
        found.set(name, values);
      });
    }),
  );
  return found;
}

function fields(bytes: Uint8Array, read: (reader: PbfReader, tag: number) => void): void {
  new PbfReader(bytes).readFields((tag, _, reader) => read(reader, tag), null);
}

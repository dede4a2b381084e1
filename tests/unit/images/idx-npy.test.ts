import { describe, expect, test } from 'vitest';
import { encodeIdxImages } from '../../../src-main/service/images/idx.js';
import { encodeNpyImages } from '../../../src-main/service/images/npy.js';
import { greyImage, joinDigits } from '../../../src-shared/digits/grey-image.js';
import { noisyDigits } from '../digits/sample-digit.js';

describe('encodeIdxImages', () => {
  test('has the big-endian header of MNIST, then the pixels', () => {
    const file = Buffer.from(encodeIdxImages(noisyDigits(300)));
    expect([0, 4, 8, 12].map((at) => file.readUInt32BE(at))).toEqual([2051, 300, 28, 28]);
    expect(new Uint8Array(file.subarray(16))).toEqual(joinDigits(noisyDigits(300)));
  });

  test('refuses an image of another size', () => {
    expect(() => encodeIdxImages([greyImage({ width: 1, height: 784 })])).toThrow(RangeError);
  });
});

describe('encodeNpyImages', () => {
  test.each([0, 1, 9, 10, 12_345])('%i digits: version 1.0, aligned, shape and pixels', (count) => {
    const digits = noisyDigits(count);
    const file = Buffer.from(encodeNpyImages(digits));
    expect(file.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
    const start = 10 + file.readUInt16LE(8);
    expect(start % 64).toBe(0);
    const header = file.subarray(10, start).toString('latin1');
    expect(header.trimEnd()).toBe(
      `{'descr': '|u1', 'fortran_order': False, 'shape': (${count}, 28, 28), }`,
    );
    expect(header.endsWith(' \n')).toBe(true);
    expect(Buffer.compare(file.subarray(start), joinDigits(digits))).toBe(0);
  });
});

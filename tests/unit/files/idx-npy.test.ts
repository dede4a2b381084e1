import { describe, expect, test } from 'vitest';
import { idxHeader, idxLabelHeader } from '../../../src-main/files/idx/idx-headers.js';
import { npyHeader, npyLabelHeader } from '../../../src-main/files/npy.js';

test('the IDX header is the big-endian one of MNIST', () => {
  const header = Buffer.from(idxHeader(300));
  expect(header).toHaveLength(16);
  expect([0, 4, 8, 12].map((at) => header.readUInt32BE(at))).toEqual([2051, 300, 28, 28]);
});

test('of labels they have one dimension', () => {
  const header = Buffer.from(idxLabelHeader(300));
  expect(header).toHaveLength(8);
  expect([0, 4].map((at) => header.readUInt32BE(at))).toEqual([2049, 300]);
  const npy = Buffer.from(npyLabelHeader(300));
  expect(npy.length % 64).toBe(0);
  expect(npy.toString('latin1')).toContain("'shape': (300,), }");
});

describe('the NumPy header', () => {
  test.each([0, 1, 9, 10, 12_345, 1_000_000])(
    'of %i digits: version 1.0, aligned, shape',
    (count) => {
      const file = Buffer.from(npyHeader(count));
      expect(file.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
      expect(10 + file.readUInt16LE(8)).toBe(file.length);
      expect(file.length % 64).toBe(0);
      const header = file.subarray(10).toString('latin1');
      expect(header.trimEnd()).toBe(
        `{'descr': '|u1', 'fortran_order': False, 'shape': (${count}, 28, 28), }`,
      );
      expect(header.endsWith(' \n')).toBe(true);
    },
  );
});

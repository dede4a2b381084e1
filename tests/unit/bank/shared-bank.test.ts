import { expect, it } from 'vitest';
import { openBank } from '../../../src-main/bank/banks.js';
import { bankOf } from '../../../src-main/bank/shared-bank.js';
import { writeSmallBank } from '../../helpers/small-bank.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';

const folder = sharedFolder();

it.each([
  ['a file', () => openBank(writeSmallBank(folder))],
  ["MNIST's test digits", () => openBank('mnist-test')],
])('a bank of %s is the same in another thread', async (_, open) => {
  const own = await open();
  // A clone is what a thread is given.
  const arrays = Object.values(own.shared).filter((value) => ArrayBuffer.isView(value));
  expect(arrays.length).toBeGreaterThan(0);
  for (const { buffer } of arrays) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  const other = bankOf(structuredClone(own.shared));
  expect([other.name, other.sha256, other.size]).toEqual([own.name, own.sha256, own.size]);
  expect([other.facts, other.hands]).toEqual([own.facts, own.hands]);
  for (const index of [0, 7, own.size - 1]) {
    // The first one traces, the other reads what it has traced.
    const digit = own.digit(index);
    expect(other.digit(index)).toEqual(digit);
    expect(other.of(digit.label, digit.hand)).toEqual(own.of(digit.label, digit.hand));
    expect(own.digit(index)).toEqual(digit);
  }
});

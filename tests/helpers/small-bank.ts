import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bank, BankFacts } from '../../src-main/bank/bank.js';
import { bankBytes, openBankFile } from '../../src-main/bank/bank-file.js';
import type { NewDigit } from '../../src-main/bank/bank-records.js';
import { inkFrame, traceNumbers } from '../../src-main/bank/measure-digit.js';
import { measureTraits } from '../../src-shared/digits/measure-traits.js';
import { realDigits } from '../unit/strips/real-strip.js';

const facts: BankFacts = {
  model: 'none',
  modelSha256: null,
  seed: null,
  program: 'a test',
  labels: 'made up',
  drawn: null,
  accepted: null,
  contradicted: null,
  handsLeftOut: 0,
};

/** Hands of it, from 100 on. */
const hands = 20;

/**
 * A bank's file of twenty hands with a digit of each label; what the digits look like is of no matter.
 *
 * @returns its path
 */
export function writeSmallBank(folder: string): string {
  const pictures = realDigits(10).map(({ pixels }) => {
    const frame = inkFrame(pixels);
    if (frame === null) throw new Error('There is no ink.');
    return { ...frame, ...measureTraits(pixels), numbers: traceNumbers(pixels) };
  });
  const digits = Array.from({ length: hands * 10 }, (_, index): NewDigit => {
    const [hand, label] = [Math.floor(index / 10), index % 10];
    const picture = pictures[(hand + label) % 10];
    if (picture === undefined) throw new RangeError('There is no such digit.');
    return { ...picture, label, hand: 100 + hand, confidence: 1 };
  });
  const path = join(folder, 'small.bank');
  writeFileSync(path, Buffer.concat([...bankBytes(facts, digits)]));
  return path;
}

export const smallBank = (folder: string): Promise<Bank> => openBankFile(writeSmallBank(folder));

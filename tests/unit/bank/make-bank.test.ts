import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBankFile } from '../../../src-main/bank/bank-file.js';
import { type BankProgress, makeBank, piecesName } from '../../../src-main/bank/make-bank.js';
import { type ReadDigits, writeHands } from '../../../src-main/bank/write-hands.js';
import { readerOfMnist } from '../../helpers/bank-digits.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const request = {
  model: 'm',
  modelSha256: 'aa',
  seed: 4_294_967_290,
  hands: 14,
  each: 1,
  spread: 1,
};

async function make(read: ReadDigits, pieces: string, report = (_: BankProgress) => {}) {
  return Buffer.concat(await makeBank(request, { pieces, read, report }));
}

async function opened(bytes: Uint8Array) {
  const path = join(await temporaryFolder(), 'made.bank');
  await writeFile(path, bytes);
  return openBankFile(path);
}

const hand = (hands: number[]) => hands.map((seed, place) => ({ place, hand: seed }));

describe('hands that are written', () => {
  it('keep what both read as asked for, the first with 0.99, and draw the rest again', async () => {
    const read = readerOfMnist(({ hand: seed, label, variant }) => {
      if (seed === 1 && label === 3 && variant % 2 === 0) return { class: 8 };
      if (seed === 2 && label === 5 && variant % 2 === 0) return { confidence: 0.9899 };
      if (seed === 2 && label === 4 && variant % 2 === 0) return { second: 9 };
      return {};
    });
    const { digits, drawn, accepted, contradicted, leftOut } = await writeHands(
      { hands: hand([1, 2]), each: 1 },
      read,
    );
    expect(digits.map(({ hand: seed, label }) => [seed, label])).toEqual(
      [1, 2].flatMap((seed) => Array.from({ length: 10 }, (_, label) => [seed, label])),
    );
    expect(digits.every(({ confidence }) => confidence >= Math.fround(0.99))).toBe(true);
    // Each of the three was drawn once more, and one more with it.
    expect([drawn, accepted, contradicted, leftOut]).toEqual([26, 22, 2, 0]);
  });

  it('are left out when one label stays illegible, and give no other digits', async () => {
    const read = readerOfMnist(({ hand: seed, label }) =>
      seed === 1 && label === 7 ? { class: 1 } : {},
    );
    const { digits, leftOut } = await writeHands({ hands: hand([1, 2]), each: 3 }, read);
    expect(leftOut).toBe(1);
    expect(new Set(digits.map((digit) => digit.hand))).toEqual(new Set([2]));
    expect(digits).toHaveLength(30);
  });

  it('have a variant of its own for each digit', async () => {
    const variants: number[] = [];
    const plain = readerOfMnist();
    const read: ReadDigits = (wanted) => {
      variants.push(...wanted.map(({ variant }) => variant));
      return plain(wanted);
    };
    await writeHands({ hands: hand([1, 2, 3]), each: 2 }, read);
    expect(new Set(variants).size).toBe(60);
  });
});

describe('a bank that is made', () => {
  it('has the hands that were asked for, others in the place of those left out', async () => {
    const bad = 4_294_967_292;
    const read = readerOfMnist(({ hand: seed }) => (seed === bad ? { confidence: 0.5 } : {}));
    const seen: BankProgress[] = [];
    const bank = await opened(
      await make(read, await temporaryFolder(), (state) => seen.push(state)),
    );
    expect(bank.size).toBe(140);
    expect(bank.hands).toHaveLength(14);
    expect(bank.hands).not.toContain(bad);
    expect(bank.facts).toMatchObject({ seed: request.seed, handsLeftOut: 1, model: 'm' });
    expect(seen.map(({ hands }) => hands)).toEqual([0, 9, 14]);
  });

  it('goes on where it was broken off, to the same bytes', async () => {
    const whole = await make(readerOfMnist(), await temporaryFolder());
    const pieces = await temporaryFolder();
    let calls = 0;
    const plain = readerOfMnist();
    const breaking: ReadDigits = (wanted) => {
      calls++;
      if (calls > 1) throw new Error('killed');
      return plain(wanted);
    };
    await expect(make(breaking, pieces)).rejects.toThrow('killed');
    expect(await readdir(pieces)).toEqual(['piece-000000.bank']);
    const rest = readerOfMnist();
    expect(await make(rest, pieces)).toEqual(whole);
    expect(rest.asked).toBe(100);
    const nothing = readerOfMnist();
    expect(await make(nothing, pieces)).toEqual(whole);
    expect(nothing.asked).toBe(0);
  });

  it('draws a piece anew that is damaged, or of another request', async () => {
    const pieces = await temporaryFolder();
    const whole = await make(readerOfMnist(), pieces);
    await writeFile(join(pieces, 'piece-000001.bank'), 'half a piece');
    const again = readerOfMnist();
    expect(await make(again, pieces)).toEqual(whole);
    expect(again.asked).toBe(100);
    const other = { ...request, modelSha256: 'bb' };
    expect(piecesName(other)).not.toBe(piecesName(request));
    const reader = readerOfMnist();
    await makeBank(other, { pieces, read: reader, report: () => {} });
    expect(reader.asked).toBe(200);
  });

  it('is given up in words when hardly a hand can write', async () => {
    const read = readerOfMnist(({ label }) => (label === 2 ? { class: 7 } : {}));
    await expect(make(read, await temporaryFolder())).rejects.toThrow(
      /of 20 hands only 0 could write all ten/,
    );
  });

  it('says where its pieces can not be kept', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(make(readerOfMnist(), join(file, 'pieces'))).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
    });
  });
});

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BankFacts } from '../../../src-main/bank/bank.js';
import { bankBytes, openBankFile } from '../../../src-main/bank/bank-file.js';
import type { NewDigit } from '../../../src-main/bank/bank-records.js';
import { outlineOf } from '../../../src-main/bank/outline-numbers.js';
import { writeHands } from '../../../src-main/bank/write-hands.js';
import { readerOfMnist } from '../../helpers/bank-digits.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';

const facts: BankFacts = {
  model: 'a model',
  modelSha256: 'ab',
  seed: 5,
  program: 'a program',
  labels: 'as asked for',
  drawn: 40,
  accepted: 30,
  contradicted: null,
  handsLeftOut: 1,
};

let digits: readonly NewDigit[];
const folder = sharedFolder();
let whole: Buffer;
beforeAll(async () => {
  const hands = [7, 4_000_000_000].map((hand, place) => ({ place, hand }));
  ({ digits } = await writeHands({ hands, each: 2 }, readerOfMnist()));
  whole = Buffer.concat([...bankBytes(facts, digits)]);
});

const open = async (file: Uint8Array) => {
  const path = join(folder, 'a.bank');
  await writeFile(path, file);
  return openBankFile(path);
};

/** With the checksum that it then has. */
function sealed(file: Buffer): Buffer {
  const content = file.subarray(0, -32);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

/** The file with other words in its header. */
function withHeader(change: (header: Record<string, unknown>) => object): Buffer {
  const length = whole.readUInt32LE(8);
  const header = JSON.parse(whole.subarray(12, 12 + length).toString());
  const text = Buffer.from(JSON.stringify(change(header)));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  return sealed(Buffer.concat([whole.subarray(0, 8), size, text, whole.subarray(12 + length)]));
}

/** The file with a change behind its header. */
function withBody(change: (body: Buffer) => void): Buffer {
  const file = Buffer.from(whole);
  change(file.subarray(12 + file.readUInt32LE(8)));
  return sealed(file);
}

describe('a bank that was written', () => {
  it('comes back as it was', async () => {
    const bank = await open(whole);
    expect(bank.facts).toEqual(facts);
    expect([bank.size, bank.hands]).toEqual([40, [7, 4_000_000_000]]);
    expect(bank.of(3, 4_000_000_000)).toEqual([26, 27]);
    for (const [index, { numbers, ...written }] of digits.entries()) {
      const { outline, ...read } = bank.digit(index);
      expect(read).toEqual({
        ...written,
        index,
        confidence: Math.fround(written.confidence),
        slant: Math.fround(written.slant),
        strokeWidth: Math.fround(written.strokeWidth),
      });
      expect(outline).toEqual(outlineOf(numbers));
      expect(numbers.length).toBeGreaterThan(1);
    }
    expect(() => bank.digit(40)).toThrow(/no digit 40/);
  });

  it('is named by the checksum of its content', async () => {
    const bank = await open(whole);
    const sha256 = createHash('sha256').update(whole.subarray(0, -32)).digest('hex');
    expect([bank.sha256, bank.name]).toEqual([sha256, `bank-${sha256.slice(0, 16)}`]);
    const other = Buffer.concat([...bankBytes({ ...facts, seed: 6 }, digits)]);
    expect((await open(other)).name).not.toBe(bank.name);
  });
});

describe('a bank that is damaged', () => {
  it('is not used, whichever part of it is another byte', async () => {
    for (let at = 0; at < whole.length; at += 997) {
      const file = Buffer.from(whole);
      file[at] = (file[at] ?? 0) ^ 1;
      await expect(open(file)).rejects.toThrow(
        /a\.bank is not a usable bank: .+ digits bank make\.$/,
      );
    }
  });

  it.each([0, 5, 11, 12, 100, 5_000])(
    'is not used when only %s bytes of it are there',
    async (bytes) => {
      await expect(open(whole.subarray(0, bytes))).rejects.toMatchObject({ code: 'INVALID_DATA' });
    },
  );

  it('is not used when something stands behind it', async () => {
    const longer = Buffer.concat([whole, Buffer.alloc(1)]);
    await expect(open(longer)).rejects.toThrow(/its header says/);
  });
});

describe('a bank that somebody made up', () => {
  const hostile: [string, () => Buffer, RegExp][] = [
    [
      'claims more digits than there are',
      () => withHeader((h) => ({ ...h, digits: 2 ** 40 })),
      /its header says/,
    ],
    ['claims less than none', () => withHeader((h) => ({ ...h, digits: -1 })), /digits/],
    [
      'claims a larger header than any',
      () => {
        const file = Buffer.from(whole);
        file.writeUInt32LE(0xffff_ffff, 8);
        return sealed(file);
      },
      /its beginning is damaged/,
    ],
    ['is of another version', () => withHeader((h) => ({ ...h, version: 2 })), /version/],
    [
      'has facts of another kind',
      () => withHeader((h) => ({ ...h, facts: { seed: [] } })),
      /facts/,
    ],
    [
      'has a label that is none',
      () => withBody((body) => body.writeUInt8(10, 20)),
      /digit 0 of it/,
    ],
    [
      'has ink outside of its tile',
      () => withBody((body) => body.writeUInt8(28, 21)),
      /digit 0 of it/,
    ],
    [
      'has a slant that is no number',
      () => withBody((body) => body.writeFloatLE(Number.NaN, 12)),
      /digit 0 of it/,
    ],
    [
      'has strokes of less than no width',
      () => withBody((body) => body.writeFloatLE(-1, 16)),
      /digit 0 of it/,
    ],
    [
      'has an outline that ends before it begins',
      () => withBody((body) => body.writeUInt32LE(0xffff_fff0, 28 + 4)),
      /digit 0 of it/,
    ],
    [
      'has an outline of more rings than there are',
      () => withBody((body) => body.writeInt16LE(9, 40 * 28)),
      /digit 0 of it/,
    ],
    [
      'has points far from their tile',
      () => withBody((body) => body.writeInt16LE(32_000, 40 * 28 + 4)),
      /digit 0 of it/,
    ],
    [
      'has no digit',
      () => Buffer.concat([...bankBytes(facts, [])]),
      /no hand of it has all ten digits/,
    ],
    [
      'has a hand without a nine only',
      () => Buffer.concat([...bankBytes(facts, digits.slice(0, 18))]),
      /no hand of it/,
    ],
  ];
  it.each(hostile)('is refused in words when it %s', async (_, make, words) => {
    await expect(open(make())).rejects.toThrow(words);
  });

  it('is not read when it is no file, or not there', async () => {
    await expect(openBankFile(folder)).rejects.toThrow(/is not a usable bank: it is a folder/);
    await expect(openBankFile(join(folder, 'none.bank'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await readFile(join(folder, 'a.bank'))).length).toBeGreaterThan(0);
  });
});

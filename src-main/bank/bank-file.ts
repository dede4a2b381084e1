import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { readForeignFile } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import type { Bank, BankFacts, BankHeader, BankLayout } from './bank.js';
import {
  type BankContent,
  bankOfContent,
  contentOf,
  type NewDigit,
  recordBytes,
} from './bank-records.js';

/**
 * A bank's file, all numbers little-endian:
 *
 * - 8 letters, then the length of the header in bytes (32 bits);
 * - the header, JSON: facts and sizes;
 * - of each digit 28 bytes: hand, and where its outline begins (32 bits each), confidence, slant, stroke
 *   width (floats), label, column, width, top, height (a byte each) and three of zero;
 * - the outlines, one behind the other, as 16-bit numbers: see `outlineNumbers`;
 * - SHA-256 of all that stands before, 32 bytes.
 */
const letters = 'digbank1';
const headerAt = letters.length + 4;
const hashBytes = 32;

/** A header is a few facts. */
const mostHeader = 2 ** 16;
/** Of a file: two million digits. */
export const mostBankBytes = 2 ** 30;
/** Digits of a bank that is drawn, which take some 550 bytes each. */
export const mostBankDigits = 1_900_000;

const count = z.int().nonnegative();
const headerSchema = z.strictObject({
  format: z.literal('a bank of handwritten digits'),
  version: z.literal(1),
  facts: z.strictObject({
    model: z.string(),
    modelSha256: z.string().nullable(),
    seed: count.nullable(),
    spread: z.number().positive().optional(),
    program: z.string(),
    labels: z.string(),
    drawn: count.nullable(),
    accepted: count.nullable(),
    contradicted: count.nullable(),
    handsLeftOut: count,
  }) satisfies z.ZodType<BankFacts>,
  digits: count,
  numbers: count,
}) satisfies z.ZodType<BankHeader>;

/** The pieces of a bank's file. @param digits of one hand after the other */
export function* bankBytes(facts: BankFacts, digits: readonly NewDigit[]): Generator<Uint8Array> {
  const hash = createHash('sha256');
  const hashed = (bytes: Uint8Array) => {
    hash.update(bytes);
    return bytes;
  };
  const numbers = digits.reduce((sum, digit) => sum + digit.numbers.length, 0);
  const header: BankHeader = {
    format: 'a bank of handwritten digits',
    version: 1,
    facts,
    digits: digits.length,
    numbers,
  };
  const text = Buffer.from(JSON.stringify(header, null, 2));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  yield hashed(Buffer.concat([Buffer.from(letters), length, text]));
  const records = Buffer.alloc(digits.length * recordBytes);
  const outlines = Buffer.alloc(2 * numbers);
  let at = 0;
  for (const [index, digit] of digits.entries()) {
    writeRecord(records.subarray(index * recordBytes), digit, at);
    for (const number of digit.numbers) outlines.writeInt16LE(number, 2 * at++);
  }
  yield hashed(records);
  yield hashed(outlines);
  yield hash.digest();
}

function writeRecord(record: Buffer, digit: NewDigit, outlineAt: number): void {
  record.writeUInt32LE(digit.hand, 0);
  record.writeUInt32LE(outlineAt, 4);
  record.writeFloatLE(digit.confidence, 8);
  record.writeFloatLE(digit.slant, 12);
  record.writeFloatLE(digit.strokeWidth, 16);
  record.set([digit.label, digit.column, digit.width, digit.top, digit.height], 20);
}

/**
 * A bank from its file, all of which is looked at.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND, NOT_WRITABLE
 */
export async function openBankFile(path: string): Promise<Bank> {
  const bank = bankOfContent(await readBankFile(path));
  if (bank.hands.length === 0) throw invalidBank(path, 'no hand of it has all ten digits');
  return bank;
}

/** @throws as {@link openBankFile}, but for hands that lack digits */
export async function readBankFile(path: string): Promise<BankContent> {
  const invalid = (what: string) => invalidBank(path, what);
  const file = await readForeignFile(path, { maxBytes: mostBankBytes, invalid });
  const laid = layOut(file, invalid);
  // Its outlines lie at an even place, where they can be read as they are.
  const begin = laid.outlinesAt % 2;
  const bytes = new Uint8Array(new SharedArrayBuffer(begin + file.length), begin);
  bytes.set(file);
  const content = contentOf({ ...laid, bytes });
  const { end } = laid;
  if (createHash('sha256').update(file.subarray(0, end)).digest('hex') !== content.sha256) {
    throw invalid('its content is damaged: its checksum differs');
  }
  const bad = content.firstBad();
  if (bad !== null) throw invalid(`digit ${bad} of it is not possible`);
  return content;
}

const invalidBank = (path: string, what: string): AppError =>
  new AppError(
    'INVALID_DATA',
    `${path} is not a usable bank: ${what}. Get the file again, or make a bank with digits bank make.`,
    { details: { path } },
  );

function layOut(file: Uint8Array, invalid: (what: string) => AppError): BankLayout {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const begins = Buffer.from(file.subarray(0, letters.length)).toString('latin1');
  if (begins !== letters) throw invalid('it does not begin as one');
  const headerLength = file.length < headerAt ? 0 : view.getUint32(letters.length, true);
  const recordsAt = headerAt + headerLength;
  if (headerLength === 0 || headerLength > mostHeader || recordsAt > file.length) {
    throw invalid('its beginning is damaged');
  }
  // Memory that threads share is decoded from a copy only.
  const text = new TextDecoder().decode(file.slice(headerAt, recordsAt));
  const header = parseJson(text, headerSchema, invalid);
  const outlinesAt = recordsAt + header.digits * recordBytes;
  const end = outlinesAt + 2 * header.numbers;
  if (end + hashBytes !== file.length) {
    throw invalid(`it has ${file.length} bytes, and its header says ${end + hashBytes}`);
  }
  return { bytes: file, header, recordsAt, outlinesAt, end };
}

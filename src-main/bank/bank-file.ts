import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { digitSize } from '../../src-shared/digits/grey-image.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import { readForeignFile } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import type { Bank, BankDigit, BankFacts, SharedFile } from './bank.js';
import { HandIndex } from './hand-index.js';
import { isOutline, outlineOf } from './outline-numbers.js';

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
const recordBytes = 28;
const hashBytes = 32;

/** A header is a few facts. */
const mostHeader = 2 ** 16;
/** Of a file: two million digits. */
export const mostBankBytes = 2 ** 30;
/** Digits of a bank that is drawn, which take some 550 bytes each. */
export const mostBankDigits = 1_900_000;

/** A digit that is yet to be written. */
export type NewDigit = Omit<BankDigit, 'index' | 'outline'> & {
  /** See `outlineNumbers`. */
  readonly numbers: Int16Array;
};

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
  /** Of all outlines. */
  numbers: count,
});
type Header = z.infer<typeof headerSchema>;

/** The pieces of a bank's file. @param digits of one hand after the other */
export function* bankBytes(facts: BankFacts, digits: readonly NewDigit[]): Generator<Uint8Array> {
  const hash = createHash('sha256');
  const hashed = (bytes: Uint8Array) => {
    hash.update(bytes);
    return bytes;
  };
  const numbers = digits.reduce((sum, digit) => sum + digit.numbers.length, 0);
  const header: Header = {
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

/** The facts and digits of a bank's file, each digit read when it is asked for. */
export interface BankContent extends Pick<Bank, 'sha256' | 'size' | 'facts' | 'digit'> {
  /** Of the file, in memory that threads share. */
  readonly bytes: Uint8Array;
  readonly labels: Uint8Array;
  readonly hands: Uint32Array;
  /** The first digit that no program wrote; null where all are as they should be. */
  firstBad(): number | null;
  /** A digit as it was when it was written. */
  newDigit(index: number): NewDigit;
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

/** The bank of a file that another thread has opened. */
export function bankOfFile({ bytes }: SharedFile): Bank {
  const invalid = (what: string) =>
    new AppError('INTERNAL', `A bank was changed while it was used: ${what}.`);
  return bankOfContent(contentOf(layOut(bytes, invalid)));
}

function bankOfContent(content: BankContent): Bank {
  const index = new HandIndex(content);
  const { sha256, size, facts, digit, bytes } = content;
  return {
    name: nameOf(sha256),
    sha256,
    size,
    facts,
    digit,
    hands: index.hands,
    of: index.of.bind(index),
    shared: { kind: 'file', bytes },
  };
}

/** What a bank is called, by its SHA-256. */
export const nameOf = (sha256: string): string => `bank-${sha256.slice(0, 16)}`;

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

/** Where the parts of a bank's file lie. */
interface Layout {
  readonly bytes: Uint8Array;
  readonly header: Header;
  readonly recordsAt: number;
  readonly outlinesAt: number;
  /** Of all that its checksum is of. */
  readonly end: number;
}

function layOut(file: Uint8Array, invalid: (what: string) => AppError): Layout {
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

/** What a file says. */
function contentOf({ bytes, header, recordsAt, outlinesAt, end }: Layout): BankContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = new Records(view, numbersOf(bytes.subarray(outlinesAt, end)), {
    recordsAt,
    header,
  });
  return {
    bytes,
    sha256: Buffer.from(bytes.subarray(end)).toString('hex'),
    firstBad: () => records.firstBad(),
    size: header.digits,
    facts: header.facts,
    labels: records.all(Uint8Array, (index) => records.label(index)),
    hands: records.all(Uint32Array, (index) => records.hand(index)),
    newDigit: (index) => records.newDigit(index),
    digit: (index) => records.digit(index),
  };
}

/** Numbers of 16 bits in their bytes, at an even place; of a machine with another order of bytes a copy. */
function numbersOf(bytes: Uint8Array): Int16Array {
  if (endianness() === 'LE') {
    return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  }
  const copy = bytes.slice();
  Buffer.from(copy.buffer).swap16();
  return new Int16Array(copy.buffer);
}

/** What lies behind the header. */
class Records {
  constructor(
    private readonly view: DataView,
    private readonly outlines: Int16Array,
    private readonly at: { readonly recordsAt: number; readonly header: Header },
  ) {}

  label(index: number): number {
    return this.view.getUint8(this.record(index) + 20);
  }

  hand(index: number): number {
    return this.view.getUint32(this.record(index), true);
  }

  all<Values extends Uint8Array | Uint32Array>(
    kind: new (length: number) => Values,
    of: (index: number) => number,
  ): Values {
    const values = new kind(this.at.header.digits);
    for (let index = 0; index < values.length; index++) values[index] = of(index);
    return values;
  }

  digit(index: number): BankDigit {
    if (!Number.isInteger(index) || index < 0 || index >= this.at.header.digits) {
      throw new RangeError(`The bank has no digit ${index}.`);
    }
    return { index, ...this.facts(index), outline: outlineOf(this.numbers(index)) };
  }

  newDigit(index: number): NewDigit {
    return { ...this.facts(index), numbers: this.numbers(index).slice() };
  }

  firstBad(): number | null {
    for (let index = 0; index < this.at.header.digits; index++) {
      if (!this.isPossible(index)) return index;
    }
    return null;
  }

  private isPossible(index: number): boolean {
    const { label, confidence, slant, strokeWidth, ...frame } = this.facts(index);
    const { column, width, top, height } = frame;
    const [from, to] = [this.outlineAt(index), this.outlineEnd(index)];
    return (
      label < classCount &&
      confidence >= 0 &&
      confidence <= 1 &&
      Number.isFinite(slant) &&
      strokeWidth >= 0 &&
      strokeWidth <= digitSize &&
      Math.min(width, height) > 0 &&
      Math.max(column + width, top + height) <= digitSize &&
      (index > 0 || from === 0) &&
      from <= to &&
      to <= this.at.header.numbers &&
      isOutline(this.numbers(index))
    );
  }

  private facts(index: number): Omit<NewDigit, 'numbers'> {
    const { view } = this;
    const at = this.record(index);
    return {
      label: view.getUint8(at + 20),
      hand: view.getUint32(at, true),
      confidence: view.getFloat32(at + 8, true),
      slant: view.getFloat32(at + 12, true),
      strokeWidth: view.getFloat32(at + 16, true),
      column: view.getUint8(at + 21),
      width: view.getUint8(at + 22),
      top: view.getUint8(at + 23),
      height: view.getUint8(at + 24),
    };
  }

  private record(index: number): number {
    return this.at.recordsAt + index * recordBytes;
  }

  private outlineAt(index: number): number {
    return this.view.getUint32(this.record(index) + 4, true);
  }

  private outlineEnd(index: number): number {
    const { digits, numbers } = this.at.header;
    return index + 1 < digits ? this.outlineAt(index + 1) : numbers;
  }

  private numbers(index: number): Int16Array {
    return this.outlines.subarray(this.outlineAt(index), this.outlineEnd(index));
  }
}

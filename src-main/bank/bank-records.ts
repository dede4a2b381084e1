import { endianness } from 'node:os';
import { digitSize } from '../../src-shared/digits/grey-image.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import type { Bank, BankDigit, BankHeader, BankLayout } from './bank.js';
import { HandIndex } from './hand-index.js';
import { isOutline, outlineOf } from './outline-numbers.js';

/** Of a digit: see `bank-file.ts`. */
export const recordBytes = 28;

/** A digit that is yet to be written. */
export type NewDigit = Omit<BankDigit, 'index' | 'outline'> & {
  /** See `outlineNumbers`. */
  readonly numbers: Int16Array;
};

/** The facts and digits of a bank's file, each digit read when it is asked for. */
export interface BankContent extends Pick<Bank, 'sha256' | 'size' | 'facts' | 'digit'> {
  readonly layout: BankLayout;
  readonly labels: Uint8Array;
  readonly hands: Uint32Array;
  /** The first digit that no program wrote; null where all are as they should be. */
  firstBad(): number | null;
  /** A digit as it was when it was written. */
  newDigit(index: number): NewDigit;
}

/** A bank of what its file says. */
export function bankOfContent(content: BankContent): Bank {
  const index = new HandIndex(content);
  const { sha256, size, facts, digit, layout } = content;
  return {
    name: nameOf(sha256),
    sha256,
    size,
    facts,
    digit,
    hands: index.hands,
    of: index.of.bind(index),
    shared: { kind: 'file', ...layout },
  };
}

/** What a bank is called, by its SHA-256. */
export const nameOf = (sha256: string): string => `bank-${sha256.slice(0, 16)}`;

/** What a file says. */
export function contentOf(layout: BankLayout): BankContent {
  const { bytes, header, recordsAt, outlinesAt, end } = layout;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = new Records(view, numbersOf(bytes.subarray(outlinesAt, end)), {
    recordsAt,
    header,
  });
  return {
    layout,
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
    private readonly at: { readonly recordsAt: number; readonly header: BankHeader },
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
    return this.read(index);
  }

  newDigit(index: number): NewDigit {
    const { index: _, outline: __, ...facts } = this.read(index);
    return { ...facts, numbers: this.numbers(index).slice() };
  }

  firstBad(): number | null {
    for (let index = 0; index < this.at.header.digits; index++) {
      if (!this.isPossible(index)) return index;
    }
    return null;
  }

  private isPossible(index: number): boolean {
    const { label, confidence, slant, strokeWidth, ...frame } = this.read(index);
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

  /** Laid out at once: of a data set millions are read, and to put them together takes several times as long. */
  private read(index: number): BankDigit {
    const { view } = this;
    const at = this.record(index);
    return {
      index,
      label: view.getUint8(at + 20),
      hand: view.getUint32(at, true),
      confidence: view.getFloat32(at + 8, true),
      slant: view.getFloat32(at + 12, true),
      strokeWidth: view.getFloat32(at + 16, true),
      column: view.getUint8(at + 21),
      width: view.getUint8(at + 22),
      top: view.getUint8(at + 23),
      height: view.getUint8(at + 24),
      outline: outlineOf(this.numbers(index)),
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

import type { PrefixCode } from './prefix-code.js';

/** Bits that were written, of which the last are those of a byte that is not full. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly held: number;
  readonly count: number;
}

/** Writes bits one behind the other, the first the lowest of its byte. */
export class BitWriter {
  private bytes = new Uint8Array(2 ** 14);
  private length = 0;
  /** Bits of a byte that is not full yet, and how many. */
  private held = 0;
  private count = 0;

  /** Begins anew. @param most bytes that may come */
  begin(most: number): void {
    if (this.bytes.length < most) this.bytes = new Uint8Array(2 * most);
    [this.length, this.held, this.count] = [0, 0, 0];
  }

  /** All that is written so far, to begin with it another time. */
  copy(): Written {
    const { held, count } = this;
    return { bytes: this.bytes.slice(0, this.length), held, count };
  }

  /** Begins anew with what was written before. @param most bytes that may come */
  beginWith({ bytes, held, count }: Written, most: number): void {
    this.begin(most);
    this.bytes.set(bytes);
    [this.length, this.held, this.count] = [bytes.length, held, count];
  }

  /** @param count of bits, at most 16 */
  write(value: number, count: number): void {
    const held = this.held | (value << this.count);
    const full = (this.count + count) >>> 3;
    // Of these two bytes as many count as are full: a branch would be taken by chance.
    this.bytes[this.length] = held;
    this.bytes[this.length + 1] = held >>> 8;
    this.length += full;
    this.held = held >>> (8 * full);
    this.count = (this.count + count) & 7;
  }

  writeSymbol(code: PrefixCode, symbol: number): void {
    const own = code[symbol] ?? 0;
    this.write(own >>> 4, own & 15);
  }

  /**
   * Writes what each of some numbers stands for: in the lowest five bits of a word how many bits that
   * has, at most 24, above them the bits. What stays the same is not looked up for each of them.
   */
  writeWords(words: Uint32Array, numbers: Uint16Array, amount: number): void {
    const { bytes } = this;
    let { length, held, count } = this;
    for (let at = 0; at < amount; at++) {
      const word = words[numbers[at] ?? 0] ?? 0;
      held |= (word >>> 5) << count;
      count += word & 31;
      bytes[length] = held;
      bytes[length + 1] = held >>> 8;
      bytes[length + 2] = held >>> 16;
      length += count >>> 3;
      held >>>= count & 24;
      count &= 7;
    }
    [this.length, this.held, this.count] = [length, held, count];
  }

  /** Fills the last byte up; then these four follow, the highest first. What is given back is overwritten later. */
  end(last: number): Uint8Array {
    if (this.count > 0) this.bytes[this.length++] = this.held;
    for (const shift of [24, 16, 8, 0]) this.bytes[this.length++] = last >>> shift;
    return this.bytes.subarray(0, this.length);
  }
}

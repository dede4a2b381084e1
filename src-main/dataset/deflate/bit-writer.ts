import type { PrefixCode } from './prefix-code.js';

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

  /** Fills the last byte up; then these four follow, the highest first. What is given back is overwritten later. */
  end(last: number): Uint8Array {
    if (this.count > 0) this.bytes[this.length++] = this.held;
    for (const shift of [24, 16, 8, 0]) this.bytes[this.length++] = last >>> shift;
    return this.bytes.subarray(0, this.length);
  }
}

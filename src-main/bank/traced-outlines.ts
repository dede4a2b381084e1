import type { SharedMnist } from './bank.js';

type Room = Pick<SharedMnist, 'places' | 'numbers'>;

/** Numbers of an outline that there is room for, on average: digits have some 270. */
const roomy = 400;

/**
 * Room for the outlines of digits, each of which the first thread traces that wants it. In `places` stand
 * how many numbers are taken, then of each digit 0 or one more than where its outline lies; in `numbers`
 * each outline behind its length. Memory is taken as it is filled.
 */
export const roomForOutlines = (digits: number): Room => ({
  places: new Int32Array(new SharedArrayBuffer(4 * (1 + digits))),
  numbers: new Int16Array(new SharedArrayBuffer(2 * roomy * digits)),
});

/** Outlines of digits, traced once for all threads. */
export class TracedOutlines {
  constructor(private readonly room: Room) {}

  /** The numbers of a digit's outline. @param trace gives the same each time */
  of(digit: number, trace: () => Int16Array): Int16Array {
    const { places, numbers } = this.room;
    const place = Atomics.load(places, 1 + digit);
    if (place !== 0) return numbers.subarray(place, place + (numbers[place - 1] ?? 0));
    const traced = trace();
    // Where there is no room left it is traced again when it is wanted again.
    if (Atomics.load(places, 0) + 1 + traced.length > numbers.length) return traced;
    const at = Atomics.add(places, 0, 1 + traced.length);
    if (at + 1 + traced.length > numbers.length) return traced;
    numbers[at] = traced.length;
    numbers.set(traced, at + 1);
    Atomics.store(places, 1 + digit, at + 1);
    return traced;
  }
}

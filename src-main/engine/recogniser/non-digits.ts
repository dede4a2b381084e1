import { RandomSequence, shuffledIndices } from '../../../src-shared/random/streams.js';
import type { LabelledImages } from '../../files/idx/mnist.js';

type Images = Pick<LabelledImages, 'images' | 'count'>;

const size = 28;
const pixels = size * size;

/**
 * Images that are no digits, for a classifier to be unsure of (outlier exposure: Hendrycks et al.,
 * 2019): blanks, noise, digits cut up and shuffled. Each depends on the seed and its place alone. Not
 * two digits laid over each other: too often they look like one, an 8 of a 3 and a 6.
 *
 * @param digits what the shuffled ones are made of
 * @param place first: non-digits drawn before
 * @returns [count, 28, 28] grey levels, 0 to 255
 */
export function nonDigits(
  digits: Images,
  { seed, first, count }: { seed: number; first: number; count: number },
): Uint8Array {
  const batch = new Uint8Array(count * pixels);
  for (let i = 0; i < count; i++) {
    const sequence = new RandomSequence(seed, { stream: 'nonDigits', index: first + i });
    const out = batch.subarray(i * pixels, (i + 1) * pixels);
    const kind = sequence.nextUniform();
    if (kind < 0.15) blank(sequence, out);
    else if (kind < 0.55) noise(sequence, out);
    else shuffled(digits, { sequence, out, parts: kind < 0.75 ? 2 : 4 });
  }
  return batch;
}

/** One grey level, black in half of the cases. */
function blank(sequence: RandomSequence, out: Uint8Array): void {
  out.fill(sequence.nextUniform() < 0.5 ? 0 : sequence.nextBelow(256));
}

/** Dots of one level or of many, few to everywhere, faint to full, half of it blurred. */
function noise(sequence: RandomSequence, out: Uint8Array): void {
  const density = 0.01 ** sequence.nextUniform(); // from 1 in 100, as likely in each factor of ten
  const contrast = 0.2 + 0.8 * sequence.nextUniform();
  const ground = sequence.nextUniform() < 0.7 ? 0 : 255 * sequence.nextUniform();
  const isBinary = sequence.nextUniform() < 0.5;
  const blurs = Math.max(0, sequence.nextBelow(6) - 2);
  let levels = Float32Array.from({ length: pixels }, () => {
    if (sequence.nextUniform() >= density) return 0;
    return isBinary ? 1 : sequence.nextUniform();
  });
  for (let i = 0; i < blurs; i++) levels = blurred(levels);
  const largest = Math.max(...levels, 1e-6);
  const ink = ground === 0 || sequence.nextUniform() < 0.5 ? 255 : 0;
  levels.forEach((level, i) => {
    out[i] = ground + ((contrast * level) / largest) * (ink - ground);
  });
}

/** The mean of each pixel and its eight neighbours; outside is 0. */
function blurred(levels: Float32Array): Float32Array<ArrayBuffer> {
  const result = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const [x, y] = [i % size, Math.floor(i / size)];
    let sum = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(size - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(size - 1, x + 1); u++) {
        sum += levels[v * size + u] ?? 0;
      }
    }
    result[i] = sum / 9;
  }
  return result;
}

/** A digit in parts × parts tiles, none of which stays where it was. */
function shuffled(
  digits: Images,
  { sequence, out, parts }: { sequence: RandomSequence; out: Uint8Array; parts: number },
): void {
  const digit = imageAt(digits, sequence.nextBelow(digits.count));
  const order = derangement(sequence, parts ** 2);
  const side = size / parts;
  for (let i = 0; i < pixels; i++) {
    const [x, y] = [i % size, Math.floor(i / size)];
    const from = order[Math.floor(y / side) * parts + Math.floor(x / side)] ?? 0;
    const sourceX = (from % parts) * side + (x % side);
    const sourceY = Math.floor(from / parts) * side + (y % side);
    out[i] = digit[sourceY * size + sourceX] ?? 0;
  }
}

/** An order in which nothing keeps its place; about every third order is one. */
function derangement(sequence: RandomSequence, count: number): Int32Array {
  for (;;) {
    const order = shuffledIndices(sequence, count);
    if (order.every((from, to) => from !== to)) return order;
  }
}

const imageAt = ({ images }: Images, place: number): Uint8Array =>
  images.subarray(place * pixels, (place + 1) * pixels);

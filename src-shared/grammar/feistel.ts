import { philox } from '../random/philox.js';
import { streams } from '../random/streams.js';

/** Enough that neighbours have nothing in common; four make a random permutation of a large domain. */
const rounds = 10;
const word = 0xffffffffn;

/** A seed's rounds, from the first to the last or back. */
export interface Rounds {
  readonly seed: number;
  readonly back: boolean;
}

/**
 * A bijection on the numbers of so many bits: each round changes one half by what the other is.
 *
 * @param bits from 1
 */
export function scrambled(number: bigint, bits: number, order: Rounds): bigint {
  const halves = bits <= 64 ? scrambledWords : scrambledHalves;
  return halves(number, bits, order);
}

/** The rounds in their order. */
const roundNumbers = Array.from({ length: rounds }, (_, round) => round);
const backwards = roundNumbers.toReversed();

/** Halves of at most 32 bits, as plain numbers: several times as fast. */
function scrambledWords(number: bigint, bits: number, { seed, back }: Rounds): bigint {
  const lowBits = bits - (bits >> 1);
  const [highMask, lowMask] = [2 ** (bits >> 1) - 1, 2 ** lowBits - 1];
  const key = [seed >>> 0, streams.permutation] as const;
  const block = new Uint32Array(4);
  let high = Number(number >> BigInt(lowBits));
  let low = Number(number & BigInt(lowMask));
  for (const round of back ? backwards : roundNumbers) {
    const isLow = round % 2 === 0;
    philox(key, [round, isLow ? high : low, 0, 0], block);
    const mixed = block[0] ?? 0;
    if (isLow) low = (low ^ (mixed & lowMask)) >>> 0;
    else high = (high ^ (mixed & highMask)) >>> 0;
  }
  return (BigInt(high) << BigInt(lowBits)) | BigInt(low);
}

function scrambledHalves(number: bigint, bits: number, { seed, back }: Rounds): bigint {
  const lowBits = BigInt(bits - (bits >> 1));
  const highMask = (1n << BigInt(bits >> 1)) - 1n;
  const lowMask = (1n << lowBits) - 1n;
  const width = { bits: Number(lowBits), seed };
  let high = number >> lowBits;
  let low = number & lowMask;
  for (const round of back ? backwards : roundNumbers) {
    if (round % 2 === 0) low ^= mixedBits(high, round, width) & lowMask;
    else high ^= mixedBits(low, round, width) & highMask;
  }
  return (high << lowBits) | low;
}

/**
 * At least as many random bits as a half has, which depend on a half, the round and the seed: a block of
 * Philox takes in 64 bits of it, together with what came of those before, and gives 128.
 */
function mixedBits(
  half: bigint,
  round: number,
  { bits, seed }: { readonly bits: number; readonly seed: number },
): bigint {
  const key = [seed >>> 0, streams.permutation] as const;
  const block = new Uint32Array(4);
  const at = (place: number) => block[place] ?? 0;
  const turn = (mark: number, part: bigint) => {
    const [low, high] = [Number(part & word), Number((part >> 32n) & word)];
    philox(key, [at(0) ^ mark, at(1) ^ low, at(2) ^ high, at(3)], block);
  };
  for (let taken = 0; taken < bits; taken += 64) turn(round, half >> BigInt(taken));
  let out = 0n;
  for (let given = 0; given < bits; given += 128) {
    if (given > 0) turn(rounds, 0n);
    for (let place = 0; place < 4; place++) out = (out << 32n) | BigInt(at(place));
  }
  return out;
}

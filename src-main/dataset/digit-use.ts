import { type SplitName, splitNames } from '../../src-shared/config/data-sets.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import type { Bank, BankFacts } from '../bank/bank.js';
import type { Tally } from './tally.js';

/** Of each part with strips. */
export type Tallies = ReadonlyMap<SplitName, Tally>;

/** How much of a bank the parts of a data set use. */
export interface BankUse {
  /** Things that the bank has. */
  readonly of: number;
  /** Those that each part uses, and those that more than one does. */
  readonly used: Readonly<Record<SplitName, number>>;
  readonly shared: number;
}

/** How often each digit of a bank was used in each part: those that were used at all, in its order. */
export function* digitLines(bank: Bank, tallies: Tallies): Generator<string> {
  yield `digit,label,hand,${splitNames.join()}\n`;
  const facts = factsOfDigits(bank);
  for (const digit of [...facts.keys()].sort((a, b) => a - b)) {
    const counts = splitNames.map((name) => tallies.get(name)?.use.get(digit) ?? 0);
    if (counts.some((count) => count > 0)) {
      yield `${[digit, facts.get(digit), ...counts].flat().join()}\n`;
    }
  }
}

export const digitUse = ({ size }: Bank, tallies: Tallies): BankUse =>
  useOf(size, tallies, (digit) => digit);

export function handUse(bank: Bank, tallies: Tallies): BankUse {
  const facts = factsOfDigits(bank);
  return useOf(bank.hands.length, tallies, (digit) => facts.get(digit)?.[1] ?? -1);
}

/** Label and hand of each digit, without tracing any. */
function factsOfDigits(bank: Bank): Map<number, [label: number, hand: number]> {
  const facts = new Map<number, [number, number]>();
  for (const hand of bank.hands) {
    for (let label = 0; label < classCount; label++) {
      for (const digit of bank.of(label, hand)) facts.set(digit, [label, hand]);
    }
  }
  return facts;
}

function useOf(of: number, tallies: Tallies, thing: (digit: number) => number): BankUse {
  const used = { train: 0, val: 0, test: 0 };
  const users = new Map<number, number>();
  for (const [name, { use }] of tallies) {
    const things = new Set([...use.keys()].map(thing));
    used[name] = things.size;
    for (const each of things) users.set(each, (users.get(each) ?? 0) + 1);
  }
  return { of, used, shared: [...users.values()].filter((count) => count > 1).length };
}

/** What is known of how many labels are wrong. */
export interface LabelError {
  /** Of how many digits that the recogniser had accepted a second reader read another: those were left out. */
  readonly perDigit: number;
  /** The same for a strip with as many digits as they have on average. */
  readonly perStrip: number;
}

/** Null where people labelled the digits, or no second reader read them. */
export function labelError(
  { accepted, contradicted }: BankFacts,
  { digits, strips }: { digits: number; strips: number },
): LabelError | null {
  if (accepted === null || contradicted === null || accepted === 0) return null;
  const perDigit = contradicted / accepted;
  // Machines may differ in a power's last digits.
  const perStrip = Number((1 - (1 - perDigit) ** (digits / strips)).toPrecision(6));
  return { perDigit, perStrip };
}

import { shippedBank } from '../../../src-shared/config/data-set-request.js';
import { reasonOf } from '../../../src-shared/contract/errors.js';
import { percent } from '../../../src-shared/text/percent.js';
import type { Bank } from '../../bank/bank.js';
import { bankPicture } from '../../bank/bank-picture.js';
import { bankNames, openBank } from '../../bank/banks.js';
import { encodeGreyPng } from '../../service/images/png.js';
import { whole } from '../terminal/whole.js';

/** What a program is told of a bank. */
export const bankFacts = ({ name, sha256, size, hands, facts }: Bank) => ({
  name,
  sha256,
  digits: size,
  hands: hands.length,
  ...facts,
});

/** "1 hand", "1,000 hands" */
export const handsWords = (count: number): string =>
  count === 1 ? '1 hand' : `${whole(count)} hands`;

/** What a person is told of a bank. */
export function bankLines(bank: Bank): string[] {
  const { name, sha256, size, hands, facts } = bank;
  return [
    `Bank     ${name}`,
    `Digits   ${whole(size)} by ${handsWords(hands.length)}`,
    `Model    ${facts.model}`,
    ...(facts.seed === null ? [] : [`Seed     ${facts.seed}`]),
    ...(facts.spread === undefined ? [] : [`Spread   ${facts.spread}`]),
    `Labels   ${facts.labels}`,
    ...drawnLines(bank),
    `Program  ${facts.program}`,
    `SHA-256  ${sha256}`,
  ];
}

function drawnLines({ facts }: Bank): string[] {
  const { drawn, accepted, contradicted, handsLeftOut } = facts;
  if (drawn === null || accepted === null) return [];
  const against =
    contradicted === null ? '' : `, of which a second reader contradicted ${whole(contradicted)}`;
  return [
    `Drawn    ${whole(drawn)} digits; ${whole(accepted)} (${percent(accepted / drawn, 1)}) were read as asked for${against}`,
    `Left out ${handsWords(handsLeftOut)} that could not write all ten digits`,
  ];
}

/** A PNG of some of a bank's hands. */
export const bankPng = (bank: Bank, rows: number): Uint8Array =>
  encodeGreyPng(bankPicture(bank, rows));

/** A bank, or why it can't be used. */
export interface ListedBank {
  readonly name: string;
  readonly bank: Bank | null;
  readonly problem: string | null;
}

export async function* listedBanks(): AsyncGenerator<ListedBank> {
  for (const name of [shippedBank, ...(await bankNames())]) {
    try {
      yield { name, bank: await openBank(name), problem: null };
    } catch (error) {
      yield { name, bank: null, problem: reasonOf(error) };
    }
  }
}

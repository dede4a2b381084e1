import type { Evaluation } from '../../../src-shared/contract/evaluation.js';

/** What an evaluation says of one digit; shares in [0, 1]. */
export interface ClassRow {
  readonly digit: number;
  /** Of the digits drawn, and of real ones, those taken for it. */
  readonly share: number;
  readonly realShare: number;
  /** Of those that should be this digit, those taken for it; null where none should. */
  readonly asked: number | null;
  readonly realAsked: number | null;
}

export function classRows({ classShare, asked, test }: Evaluation): ClassRow[] {
  const agreementOf = (digit: number, { agreementByLabel }: Evaluation['test']) =>
    agreementByLabel.find(({ label }) => label === digit)?.agreement ?? null;
  return classShare.map((share, digit) => ({
    digit,
    share,
    realShare: test.classShare[digit] ?? 0,
    asked: asked && agreementOf(digit, { ...test, ...asked }),
    realAsked: agreementOf(digit, test),
  }));
}

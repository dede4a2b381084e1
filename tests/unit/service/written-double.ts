import type { DrawnDigit } from '../../../src-main/service/drawing/recent-digits.js';
import type { Writing } from '../../../src-main/service/drawing/write-until-good.js';
import type { WantedDigit } from '../../../src-shared/random/hands.js';
import { digitDouble } from './series-double.js';

interface Written {
  readonly class?: number;
  readonly confidence?: number;
  readonly empty?: boolean;
}

/** A model that can be asked: it writes what was asked for, unless `describe` says otherwise. */
export function writtenDouble(describe: (digit: WantedDigit) => Written = () => ({})) {
  /** The digits of each call. */
  const asked: WantedDigit[][] = [];
  const reports: { lookedAt: number; found: number; wanted: number }[] = [];
  const written = (digit: WantedDigit): DrawnDigit => {
    const { label, hand, variant } = digit;
    return {
      ...digitDouble(variant, { class: label, ...describe(digit) }),
      asked: { label, hand },
    };
  };
  const writing: Writing = {
    write: async (digits) => {
      asked.push([...digits]);
      return digits.map(written);
    },
    report: (state) => void reports.push(state),
  };
  return { asked, reports, writing };
}

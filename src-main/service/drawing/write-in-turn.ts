import { digitsOf } from '../../../src-shared/config/number-text.js';
import type { NumberRequest, WrittenNumber } from './compose-number.js';
import type { Report, SearchState } from './search-series.js';

/**
 * Writes numbers one after the other, and tells of them as of one search: how many of their digits have
 * been found, of how many.
 */
export async function writeInTurn(
  numbers: readonly NumberRequest[],
  report: Report,
  write: (number: NumberRequest, report: Report) => Promise<WrittenNumber>,
): Promise<WrittenNumber[]> {
  const written: WrittenNumber[] = [];
  const lengths = numbers.map(({ config }) =>
    config.number === null ? config.digits : digitsOf(config.number).length,
  );
  const wanted = lengths.reduce((sum, length) => sum + length, 0);
  const passed = { lookedAt: 0, found: 0 };
  for (const number of numbers) {
    const one = await write(number, ({ lookedAt, found }) =>
      report({ lookedAt: passed.lookedAt + lookedAt, found: passed.found + found, wanted }),
    );
    written.push(one);
    passed.lookedAt += one.choice.lookedAt;
    passed.found += one.choice.digits.length;
  }
  return written;
}

/** How far a search is that has found the digits of all numbers. */
export function drawnAll(written: readonly WrittenNumber[]): SearchState {
  const lookedAt = written.reduce((sum, { choice }) => sum + choice.lookedAt, 0);
  const found = written.reduce((sum, { choice }) => sum + choice.digits.length, 0);
  return { lookedAt, found, wanted: found };
}

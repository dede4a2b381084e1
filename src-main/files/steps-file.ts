import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { readForeignLines } from './foreign-file.js';

/** `steps.csv` of a run: a row a step. */
export const stepsFile = 'steps.csv';
export const stepsHeader = 'step,epoch,generator_loss,discriminator_loss';

/** The most steps that are looked at: three weeks of eight steps a second. */
const mostSteps = 2 ** 24;
/** Of a row: two whole numbers and two losses with all their digits. */
const longestRow = 80;
/** The most that the rows of so many steps take. */
export const mostStepBytes = (steps: number): number =>
  stepsHeader.length + 1 + longestRow * Math.min(steps, mostSteps);

/** A damaged file must not make columns of any length. */
const maxGap = 1_000_000;

/** A file with more rows that are no use is not read on. */
const mostDamaged = 100_000;

interface StepRow {
  readonly step: number;
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
}

/**
 * Has the rows of a run's steps.csv seen up to a step, ascending: rows that are damaged, half written or
 * out of order are left out. A file that is missing, or longer than any training's, has none.
 *
 * @param see with the row as it stands in the file
 */
export async function readSteps(
  run: string,
  upToStep: number,
  see: (row: StepRow, line: string) => void,
): Promise<void> {
  const invalid = (what: string) => new AppError('INVALID_RUN', `${run}: ${what}.`);
  const bounds = { maxBytes: mostStepBytes(mostSteps), within: run, invalid };
  const last = Math.min(upToStep, mostSteps);
  let before = 0;
  let damaged = 0;
  await readForeignLines(join(run, stepsFile), bounds, (line) => {
    const row = parseRow(line);
    if (row === null || row.step <= before || row.step > before + maxGap) {
      damaged++;
      return damaged < mostDamaged;
    }
    if (row.step > last) return false;
    before = row.step;
    see(row, line);
    return true;
  }).catch(() => {});
}

const cells = stepsHeader.split(',').length;

function parseRow(line: string): StepRow | null {
  if (line.length > longestRow) return null;
  const parts = line.split(',');
  if (parts.length !== cells) return null;
  const [step = 0, , generatorLoss = 0, discriminatorLoss = 0] = parts.map(Number);
  return Number.isSafeInteger(step) && step >= 1
    ? { step, generatorLoss, discriminatorLoss }
    : null;
}

/** The rows up to a step as they stand in the file. */
export async function readStepLines(run: string, upToStep: number): Promise<string[]> {
  const lines: string[] = [];
  await readSteps(run, upToStep, (_, line) => lines.push(line));
  return lines;
}

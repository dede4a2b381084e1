import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import type { EpochQuality } from '../../src-shared/contract/evaluation.js';
import type { HistoryRow } from '../../src-shared/contract/run-views.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import { readForeignText } from './foreign-file.js';

/** `history.csv` of a run: a row an epoch. */
export const historyFile = 'history.csv';

/** All that runs had before digits were measured. */
const firstColumns = 'epoch,step,images,generator_loss,discriminator_loss,seconds';
const shareColumns = Array.from({ length: classCount }, (_, digit) => `share_${digit}`);
const qualityColumns = ['legible,class_entropy,frechet', ...shareColumns].join(',');
/** Of real test images. */
const testColumns = 'test_legible,test_frechet';
/** Of digits that were asked for. */
const askedColumn = 'asked';
export const historyHeader = [firstColumns, qualityColumns, testColumns, askedColumn].join(',');

const cellsOf = (columns: string): number => columns.split(',').length;
const firstCells = cellsOf(firstColumns);
const qualityCells = cellsOf(qualityColumns);
const testCells = cellsOf(testColumns);

/** A row without its line's end. Cells of what was not measured are empty. */
export function historyLine(row: HistoryRow): string {
  const { epoch, step, images, generatorLoss, discriminatorLoss, seconds, quality } = row;
  const empty = (cells: number) => new Array<string>(cells).fill('');
  const measures =
    quality === null
      ? empty(qualityCells)
      : [quality.legible, quality.classEntropy, quality.frechet, ...quality.classShare];
  const test = quality?.test ? [quality.test.legible, quality.test.frechet] : empty(testCells);
  const losses = [generatorLoss, discriminatorLoss];
  const asked = quality?.asked ?? '';
  return [epoch, step, images, ...losses, seconds.toFixed(3), ...measures, ...test, asked].join(
    ',',
  );
}

/** A row has some 400 characters, a training at most 10,000 epochs. */
const maxBytes = 8 * 2 ** 20;

/** The rows of a run's history; none where it is missing or no such file. */
export async function readHistory(run: string): Promise<HistoryRow[]> {
  const invalid = (what: string) => new AppError('INVALID_RUN', `${run}: ${what}.`);
  const bounds = { maxBytes, within: run, invalid };
  return readForeignText(join(run, historyFile), bounds).then(parseHistory, () => []);
}

/**
 * The rows of a history, also of one that an earlier version wrote, without the measures. A row that
 * is damaged or half written is left out.
 */
export function parseHistory(text: string): HistoryRow[] {
  const lines = text.split('\n').slice(1, -1); // without the header and what follows the last line's end
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const [epoch = 0, step = 0, images = 0, generatorLoss = 0, discriminatorLoss = 0, seconds = 0] =
      cells.map(Number);
    const counts = [epoch, step, images];
    if (cells.length < firstCells || !counts.every(Number.isSafeInteger)) return [];
    const quality = parseQuality(cells.slice(firstCells));
    return [{ epoch, step, images, generatorLoss, discriminatorLoss, seconds, quality }];
  });
}

function parseQuality(cells: readonly string[]): EpochQuality | null {
  const measured = parseCells(cells, qualityCells);
  if (measured === null) return null;
  const [legible = 0, classEntropy = 0, frechet = 0, ...classShare] = measured;
  const tested = parseCells(cells.slice(qualityCells), testCells);
  const [testLegible = 0, testFrechet = 0] = tested ?? [];
  const test = tested && { legible: testLegible, frechet: testFrechet };
  const [asked = null] = parseCells(cells.slice(qualityCells + testCells), 1) ?? [];
  return { legible, classEntropy, frechet, classShare, test, asked };
}

/** The first cells' numbers; null where one is missing, empty or damaged. */
function parseCells(cells: readonly string[], count: number): number[] | null {
  const values = cells.slice(0, count).map((cell) => (cell === '' ? Number.NaN : Number(cell)));
  return values.length === count && values.every(Number.isFinite) ? values : null;
}

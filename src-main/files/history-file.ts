import type { EpochQuality } from '../../src-shared/contract/evaluation.js';
import type { HistoryRow } from '../../src-shared/contract/run-views.js';
import { classCount } from '../../src-shared/networks/classifiers.js';

/** `history.csv` of a run: a row an epoch. */
export const historyFile = 'history.csv';

/** All that runs had before digits were measured. */
const firstColumns = 'epoch,step,images,generator_loss,discriminator_loss,seconds';
const shareColumns = Array.from({ length: classCount }, (_, digit) => `share_${digit}`);
export const historyHeader = [firstColumns, 'legible,class_entropy,frechet', ...shareColumns].join(
  ',',
);

const firstCells = firstColumns.split(',').length;
const qualityCells = historyHeader.split(',').length - firstCells;

/** A row without its line's end. Cells of what was not measured are empty. */
export function historyLine(row: HistoryRow): string {
  const { epoch, step, images, generatorLoss, discriminatorLoss, seconds, quality } = row;
  const measures =
    quality === null
      ? new Array<string>(qualityCells).fill('')
      : [quality.legible, quality.classEntropy, quality.frechet, ...quality.classShare];
  const losses = [generatorLoss, discriminatorLoss];
  return [epoch, step, images, ...losses, seconds.toFixed(3), ...measures].join(',');
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
  const measured = cells.slice(0, qualityCells);
  const values = measured.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
  if (values.length < qualityCells || !values.every(Number.isFinite)) return null;
  const [legible = 0, classEntropy = 0, frechet = 0, ...classShare] = values;
  return { legible, classEntropy, frechet, classShare };
}

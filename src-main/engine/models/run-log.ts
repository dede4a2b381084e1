import { appendFile, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import { writeFileDurably } from '../../files/durable-files.js';
import { historyFile, historyHeader, historyLine, parseHistory } from '../../files/history-file.js';
import { fileError } from '../../files/system-errors.js';

export type StepRow = Pick<HistoryRow, 'step' | 'epoch' | 'generatorLoss' | 'discriminatorLoss'>;

const stepsFile = 'steps.csv';
const stepsHeader = 'step,epoch,generator_loss,discriminator_loss';

/** The two CSV files of a run: what happened, row by row. */
export class RunLog {
  private pending: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly rows: HistoryRow[],
  ) {}

  /**
   * Opens the files of a run, cut to the rows up to a step: later ones will be written again. A
   * history without the measures of today gets their columns.
   */
  static async open(folder: string, { upToStep }: { upToStep: number }): Promise<RunLog> {
    const read = (file: string) => readFile(join(folder, file), 'utf8').catch(() => '');
    const columns = stepsHeader.split(',').length;
    const steps = (await read(stepsFile))
      .split('\n')
      .slice(1, -1) // without the header and what follows the last line's end
      .filter((row) => {
        const cells = row.split(',');
        return cells.length === columns && Number(cells[0]) <= upToStep;
      });
    const rows = parseHistory(await read(historyFile)).filter(({ step }) => step <= upToStep);
    const write = (file: string, lines: readonly string[]) =>
      writeFileDurably(join(folder, file), [...lines, ''].join('\n'));
    await write(stepsFile, [stepsHeader, ...steps]);
    await write(historyFile, [historyHeader, ...rows.map(historyLine)]);
    return new RunLog(folder, rows);
  }

  /** All epochs so far. */
  get epochs(): readonly HistoryRow[] {
    return this.rows;
  }

  addStep({ step, epoch, generatorLoss, discriminatorLoss }: StepRow): void {
    this.pending.push(`${step},${epoch},${generatorLoss},${discriminatorLoss}\n`);
  }

  async addEpoch(row: HistoryRow): Promise<void> {
    await appendAndSync(join(this.folder, historyFile), `${historyLine(row)}\n`);
    this.rows.push(row);
  }

  /** Brings the steps to disk; before a checkpoint, so that no row up to it is ever missing. */
  async flush(): Promise<void> {
    const lines = this.pending.join('');
    this.pending = [];
    await appendAndSync(join(this.folder, stepsFile), lines);
  }
}

async function appendAndSync(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
    const file = await open(path, 'r+');
    await file.sync().finally(() => file.close());
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

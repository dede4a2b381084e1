import { join } from 'node:path';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import { appendDurably, writeFileDurably } from '../../files/durable-files.js';
import { historyFile, historyHeader, historyLine, readHistory } from '../../files/history-file.js';
import { readStepLines, stepsFile, stepsHeader } from '../../files/steps-file.js';

export type StepRow = Pick<HistoryRow, 'step' | 'epoch' | 'generatorLoss' | 'discriminatorLoss'>;

export const runLogFiles: readonly string[] = [stepsFile, historyFile];

/** The two CSV files of a run: what happened, row by row. */
export class RunLog {
  private pending: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly rows: HistoryRow[],
    /** Rows of steps.csv that its training once wrote and that are not there. */
    readonly missingSteps: number,
  ) {}

  /**
   * Opens the files of a run, cut to the rows up to a step: later ones will be written again. A
   * history without the measures of today gets their columns.
   */
  static async open(folder: string, { upToStep }: { upToStep: number }): Promise<RunLog> {
    const steps = await readStepLines(folder, upToStep);
    const rows = (await readHistory(folder)).filter(({ step }) => step <= upToStep);
    const write = (file: string, lines: readonly string[]) =>
      writeFileDurably(join(folder, file), [...lines, ''].join('\n'));
    await write(stepsFile, [stepsHeader, ...steps]);
    await write(historyFile, [historyHeader, ...rows.map(historyLine)]);
    return new RunLog(folder, rows, upToStep - steps.length);
  }

  /** All epochs so far. */
  get epochs(): readonly HistoryRow[] {
    return this.rows;
  }

  addStep({ step, epoch, generatorLoss, discriminatorLoss }: StepRow): void {
    this.pending.push(`${step},${epoch},${generatorLoss},${discriminatorLoss}\n`);
  }

  async addEpoch(row: HistoryRow): Promise<void> {
    await appendDurably(join(this.folder, historyFile), `${historyLine(row)}\n`);
    this.rows.push(row);
  }

  /** Brings the steps to disk; before a checkpoint, so that no row up to it is ever missing. */
  async flush(): Promise<void> {
    const lines = this.pending.join('');
    this.pending = [];
    await appendDurably(join(this.folder, stepsFile), lines);
  }
}

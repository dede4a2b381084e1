import { appendFile, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../../files/durable-files.js';
import { fileError } from '../../files/system-errors.js';

/** One row of history.csv; losses are means over the epoch, seconds the epoch's own. */
export interface EpochRow {
  readonly epoch: number;
  readonly step: number;
  /** Images seen since the training began. */
  readonly images: number;
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
  readonly seconds: number;
}

export type StepRow = Pick<EpochRow, 'step' | 'epoch' | 'generatorLoss' | 'discriminatorLoss'>;

const steps = {
  file: 'steps.csv',
  header: 'step,epoch,generator_loss,discriminator_loss',
  step: 0,
};
const history = {
  file: 'history.csv',
  header: 'epoch,step,images,generator_loss,discriminator_loss,seconds',
  step: 1,
};

/** The two CSV files of a run: what happened, row by row. */
export class RunLog {
  private pending: string[] = [];

  private constructor(private readonly folder: string) {}

  /** Opens the files of a run, cut to the rows up to a step: later ones will be written again. */
  static async open(folder: string, { upToStep }: { upToStep: number }): Promise<RunLog> {
    for (const { file, header, step } of [steps, history]) {
      const path = join(folder, file);
      const text = await readFile(path, 'utf8').catch(() => '');
      const columns = header.split(',').length;
      const rows = text
        .split('\n')
        .slice(1, -1) // without the header and what follows the last line's end
        .filter((row) => {
          const cells = row.split(',');
          return cells.length === columns && Number(cells[step]) <= upToStep;
        });
      await writeFileDurably(path, [header, ...rows, ''].join('\n'));
    }
    return new RunLog(folder);
  }

  addStep({ step, epoch, generatorLoss, discriminatorLoss }: StepRow): void {
    this.pending.push(`${step},${epoch},${generatorLoss},${discriminatorLoss}\n`);
  }

  async addEpoch(row: EpochRow): Promise<void> {
    const { epoch, step, images, generatorLoss, discriminatorLoss } = row;
    const seconds = row.seconds.toFixed(3);
    const path = join(this.folder, history.file);
    const line = `${epoch},${step},${images},${generatorLoss},${discriminatorLoss},${seconds}\n`;
    await appendAndSync(path, line);
  }

  /** Brings the steps to disk; before a checkpoint, so that no row up to it is ever missing. */
  async flush(): Promise<void> {
    const lines = this.pending.join('');
    this.pending = [];
    await appendAndSync(join(this.folder, steps.file), lines);
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

import { isAbsolute } from 'node:path';
import { AppError, messageOf } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { forgetFolder } from '../service/run-ids.js';
import type { Service } from '../service/service.js';
import type { Settings } from './settings.js';

const most = 50;

/** Run folders outside the data directory that the person has opened: remembered, opened again. */
export class OpenedFolders {
  /** @param changed told when the list of runs is another one, beside what the service tells */
  constructor(
    private readonly service: Service,
    private readonly settings: Settings,
    private readonly changed: () => void,
  ) {}

  /** @throws AppError when the folder can't be read as a run */
  async open(folder: string): Promise<RunSummary> {
    if (!isAbsolute(folder)) {
      throw new AppError('BAD_INPUT', 'That was no folder of this computer. Drop a run folder.');
    }
    const run = await this.service.call['runs.open']({ folder });
    if (run.place === 'opened') this.remember([run.folder, ...this.others(run.folder)]);
    return run;
  }

  /** At the program's start. A folder that has gone is remembered no longer. */
  async openAgain(): Promise<void> {
    // The last opened first in the list: opened last.
    for (const folder of this.folders().toReversed()) {
      try {
        await this.service.call['runs.open']({ folder });
      } catch (error) {
        if (error instanceof AppError && error.code === 'NOT_FOUND') {
          this.remember(this.others(folder));
        } else {
          console.error(`${folder} could not be opened again: ${messageOf(error)}`);
        }
      }
    }
  }

  /** The folder itself stays where it lies. A run of the data directory can't be forgotten. */
  forget({ id, folder }: RunSummary): void {
    forgetFolder(id);
    this.remember(this.others(folder));
    this.changed();
  }

  private folders(): readonly string[] {
    return this.settings.stored.openedFolders ?? [];
  }

  private others(folder: string): string[] {
    return this.folders().filter((other) => other !== folder);
  }

  private remember(folders: string[]): void {
    this.settings.update({ openedFolders: folders.slice(0, most) });
  }
}

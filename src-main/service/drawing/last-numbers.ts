import { join } from 'node:path';
import { fileVersion } from '../../files/folders.js';
import type { NumberRequest, WrittenNumber } from './compose-number.js';

/** Keeps the numbers of the last sheet: its other pages, and other layouts, show the same. */
export class LastNumbers {
  private key = '';
  private written: readonly WrittenNumber[] = [];

  /** The numbers of a generator folder; `write` writes those that are others than the last. */
  async of(
    folder: string,
    numbers: readonly NumberRequest[],
    write: () => Promise<readonly WrittenNumber[]>,
  ): Promise<readonly WrittenNumber[]> {
    const version = await fileVersion(join(folder, 'weights.bin'));
    const key = JSON.stringify([folder, version, numbers]);
    if (key === this.key) return this.written;
    const written = await write();
    [this.key, this.written] = [key, written];
    return written;
  }
}

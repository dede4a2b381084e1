import { join } from 'node:path';
import {
  type NumberRow,
  numberTable,
  numberTableName,
} from '../../../src-shared/text/number-table.js';
import type { Interrupts } from '../terminal/interrupts.js';
import { placeFile } from './destination.js';

/**
 * Writes what the pictures in a folder are, as a table beside them. One of an earlier command is kept.
 *
 * @returns where it was written
 */
export async function writeNumberTable(
  folder: string,
  rows: readonly NumberRow[],
  interrupts: Pick<Interrupts, 'race'>,
): Promise<string> {
  const content = new TextEncoder().encode(numberTable(rows));
  const destination = { path: join(folder, numberTableName), isGiven: false };
  return placeFile(destination, { content, interrupts });
}

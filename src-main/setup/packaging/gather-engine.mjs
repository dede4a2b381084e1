// Lays the native engine out as the application will carry it.
import fs from 'node:fs/promises';
import path from 'node:path';
import { readEngine } from '../find-engine.mjs';
import { recordFolder } from './folder-record.mjs';
import { PackagingError } from './packaging-error.mjs';

/** Beside the engine's files: what they must be. */
export const RECORD = 'files.json';

/** TensorFlow's own licence and its parts' must travel with it. */
const NOTICES = 'tensorflow/THIRD_PARTY_NOTICES.txt';

/**
 * Copies an installed engine.
 * @param {{from: string, to: string}} folders `to` is replaced
 * @returns {Promise<import('./folder-record.mjs').FileRecord[]>} what lies there now, without the record itself
 */
export async function gatherEngine({ from, to }) {
  const engine = readEngine(from);
  if (engine?.engine !== 'cpu') {
    throw new PackagingError(
      `${from} holds no CPU engine. Install it with: DIGITS_ENGINE=cpu npm run -s digits -- engine install`,
    );
  }
  const records = await recordFolder(from);
  if (!records.some((record) => record.path === NOTICES)) {
    throw new PackagingError(
      `${path.join(from, NOTICES)} is missing: TensorFlow may not be passed on without it. Remove the engine (npm run -s digits -- engine remove) and install it again.`,
    );
  }
  await fs.rm(to, { recursive: true, force: true });
  for (const record of records) {
    const copy = path.join(to, record.path);
    await fs.mkdir(path.dirname(copy), { recursive: true });
    // Shares the blocks where the file system can: it is 850 MB.
    await fs.copyFile(path.join(from, record.path), copy, fs.constants.COPYFILE_FICLONE);
  }
  await fs.writeFile(path.join(to, RECORD), `${JSON.stringify(records, null, 2)}\n`);
  return records;
}

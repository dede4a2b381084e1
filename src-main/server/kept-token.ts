import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, messageOf, systemCode } from '../../src-shared/contract/errors.js';
import { writeFileDurably } from '../files/durable-files.js';
import { readForeignText } from '../files/foreign-file.js';
import { fileError } from '../files/system-errors.js';
import { dataDirectory } from '../setup/directories.mjs';
import { makeFolder } from '../setup/folders.mjs';
import { isSecret, newSecret } from './secrets.js';

/** The token that opens the program. */
export interface KeptToken {
  readonly token: string;
  /** What a person should know of how it came about; null when it is as before, or the first. */
  readonly remark: string | null;
}

/** Of a data directory: whoever reads the file can open the program. */
const tokenPath = (): string => join(dataDirectory(), 'server-token');

const ownerAlone = 0o600;

/**
 * The token of the data directory, so that open pages and bookmarks come back after a restart: the one
 * kept, or a new one where there is none, a new one is asked for, or others may know it. Where it can't
 * be kept, it holds for this start.
 */
export async function keptToken({ renew }: { renew: boolean }): Promise<KeptToken> {
  const path = tokenPath();
  const found = renew ? missing : await readToken(path);
  if (found.token !== null) return { token: found.token, remark: null };
  const token = newSecret();
  try {
    await makeFolder(dataDirectory());
    await writeFileDurably(path, `${token}\n`, { mode: ownerAlone });
  } catch (error) {
    const why = messageOf(fileError(error, path, 'write'));
    return { token, remark: `${why} The address below holds for this start only.` };
  }
  const { problem } = found;
  return { token, remark: problem && `${path} ${problem}. A new token has taken its place.` };
}

interface Found {
  readonly token: string | null;
  /** Why a file that is there is not used, in words that follow its path. */
  readonly problem: string | null;
}

const missing: Found = { token: null, problem: null };

async function readToken(path: string): Promise<Found> {
  const unused = (problem: string): Found => ({ token: null, problem });
  try {
    const stats = await lstat(path);
    const { mode, uid } = stats;
    if (!stats.isFile()) return unused('is no plain file');
    // Windows knows no such modes: there a person's own folders are closed to others.
    if (process.platform !== 'win32') {
      if (uid !== process.getuid?.()) return unused('belongs to another user');
      if ((mode & ~ownerAlone & 0o777) !== 0) return unused('could be read by others');
    }
    const token = (await readForeignText(path, bounds)).trim();
    return isSecret(token) ? { token, problem: null } : unused('is damaged');
  } catch (error) {
    if (error instanceof AppError && error.code === 'INVALID_DATA') return unused('is damaged');
    return systemCode(error) === 'ENOENT' ? missing : unused("can't be read");
  }
}

const bounds = {
  maxBytes: 1_024,
  invalid: (what: string) => new AppError('INVALID_DATA', what),
};

import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import { systemWords } from '../../src-shared/text/system-words.js';
import { HOME_REMEDY, lacksHome } from '../setup/directories.mjs';

/** The error of a failed file operation in words: what, where, what to do. */
export function fileError(error: unknown, path: string, doing: 'read' | 'write'): AppError {
  if (error instanceof AppError) return error;
  const details = { path };
  if (lacksHome(path)) {
    return new AppError(
      'NOT_WRITABLE',
      `This user has no home directory, so there is no place for runs and models. ${HOME_REMEDY}`,
      { details, cause: error },
    );
  }
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        'NO_SPACE',
        `The disk is full: ${path} could not be written. Free some space and run the command again; what was finished before is kept.`,
        { details, cause: error },
      );
    case 'ENOENT':
      return new AppError(
        'NOT_FOUND',
        doing === 'read'
          ? `${path} does not exist.`
          : `${path} can't be written: its folder is not there and can't be made. Choose another place.`,
        { details, cause: error },
      );
    default: {
      const { reason, remedy } = systemWords(systemCode(error));
      return new AppError(
        'NOT_WRITABLE',
        `${path} can't be ${doing === 'read' ? 'read' : 'written'}: ${reason}. ${remedy}`,
        { details, cause: error },
      );
    }
  }
}

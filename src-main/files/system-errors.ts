import { AppError, messageOf, systemCode } from '../../src-shared/contract/errors.js';

/** The error of a failed file operation in words: what, where, what to do. */
export function fileError(error: unknown, path: string, doing: 'read' | 'write'): AppError {
  if (error instanceof AppError) return error;
  const details = { path };
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        'NO_SPACE',
        `The disk is full: ${path} could not be written. Free some space and run the command again; what was finished before is kept.`,
        { details, cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError(
        'NOT_WRITABLE',
        `${path} can't be ${doing === 'read' ? 'read' : 'written'}: permission denied. Choose another place or change its permissions.`,
        { details, cause: error },
      );
    case 'ENOENT':
      return new AppError('NOT_FOUND', `${path} does not exist.`, { details, cause: error });
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return new AppError(
        'NOT_WRITABLE',
        `${path} can't be ${doing === 'read' ? 'read' : 'written'}: a ${systemCode(error) === 'EISDIR' ? 'folder' : 'file'} is in its way. Choose another place.`,
        { details, cause: error },
      );
    default:
      return new AppError(
        'NOT_WRITABLE',
        `${path} could not be ${doing === 'read' ? 'read' : 'written'}: ${messageOf(error)}.`,
        { details, cause: error },
      );
  }
}

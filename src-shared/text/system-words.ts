/** Why the operating system refused something, and what a person can do about it. */
interface SystemWords {
  /** Follows a colon. */
  readonly reason: string;
  /** A sentence, or more. */
  readonly remedy: string;
}

const words = (reason: string, remedy: string): SystemWords => ({ reason, remedy });

const denied = words('permission denied', 'Choose another place or change its permissions.');
const fileThere = words('a file is in its way', 'Choose another place.');
const inUse = words('another program is using it', 'Close that program and try again.');
const openFiles = words(
  'too many files are open on this machine',
  'Close other programs, or raise the limit (`ulimit -n`), and try again.',
);
const nothingThere = words(
  'it is a device, socket or pipe with nothing at its other end',
  'Name a file.',
);
const unsupported = words(
  'its file system can not do what is needed',
  'Choose a place on another drive.',
);
const lost = words(
  'the drive, or the connection to it, does not answer',
  'Check both and try again.',
);
const tooLarge = words('it is larger than can be handled', 'Choose another file.');

/** By the codes of errno, and of Node's own refusals. */
const table: Readonly<Record<string, SystemWords>> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: words('the drive, or this part of it, is read-only', 'Choose another place.'),
  ENOSPC: words('the disk is full', 'Free some space and try again.'),
  EDQUOT: words('the space that you may use is full', 'Free some of it and try again.'),
  ENOENT: words('it does not exist', 'Check the name.'),
  ENOTDIR: fileThere,
  EEXIST: fileThere,
  EISDIR: words('a folder is in its way', 'Choose another place.'),
  ENOTEMPTY: words('the folder is not empty', 'Choose another place.'),
  ELOOP: words('its links lead in a circle', 'Choose another place.'),
  ENAMETOOLONG: words(
    'the name is longer than the file system takes',
    'Choose a shorter one (255 bytes at most).',
  ),
  EINVAL: words('the file system does not take that name or that kind of file', 'Choose another.'),
  ERR_INVALID_ARG_VALUE: words('no name may hold the character 0', 'Choose another.'),
  EMFILE: openFiles,
  ENFILE: openFiles,
  EBUSY: inUse,
  ETXTBSY: inUse,
  EAGAIN: inUse,
  EIO: words('the drive reported an error', 'It may be failing: copy what it holds, and check it.'),
  ENXIO: nothingThere,
  ENODEV: nothingThere,
  EPIPE: words('its reader has gone', 'Start it anew and try again.'),
  EXDEV: words('it would have to move to another drive', 'Choose places on one drive.'),
  EMLINK: words('it has as many links as the file system takes', 'Choose another place.'),
  ENOTSUP: unsupported,
  EOPNOTSUPP: unsupported,
  ENOSYS: unsupported,
  ENOTTY: unsupported,
  EBADF: words('nothing is open there that takes what is written', 'Name a file.'),
  EFBIG: tooLarge,
  EOVERFLOW: tooLarge,
  ERR_FS_FILE_TOO_LARGE: tooLarge,
  ENOMEM: words('there is not enough memory', 'Close other programs and try again.'),
  ESTALE: lost,
  ETIMEDOUT: lost,
  EHOSTDOWN: lost,
  EHOSTUNREACH: lost,
  ENETUNREACH: lost,
  ENOTCONN: lost,
  ECONNRESET: lost,
  EREMOTEIO: lost,
  EADDRINUSE: words('another program listens there', 'Choose another.'),
};

const unknown = words('the system gave no reason that is known here', 'Choose another place.');

/** @param code of a system's error, such as `ENOENT`; null for none */
export const systemWords = (code: string | null): SystemWords =>
  (code === null ? undefined : table[code]) ?? unknown;

import { tarBlock, writeTarHead } from '../../files/tar-head.js';

/** Two empty blocks. */
export const tarEnd = new Uint8Array(2 * tarBlock);

/** A file of a tar. */
interface TarFile {
  /** ASCII, at most 100 bytes. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** The room is used again. */
let room = Buffer.alloc(2 ** 15);

/**
 * Files that follow each other in a tar, as POSIX.1-1988 has it (ustar). Owner, mode and time are always
 * the same, so that the same files are the same bytes. What is given back is overwritten by the next call.
 */
export function tarEntries(files: readonly TarFile[]): Uint8Array {
  let length = 0;
  for (const { content } of files) length += sizeOf(content);
  if (room.length < length) room = Buffer.alloc(2 * length);
  let at = 0;
  for (const { name, content } of files) {
    writeTarHead(room.subarray(at), name, { size: content.length, changed: 0, type: '0' });
    const end = at + sizeOf(content);
    room.set(content, at + tarBlock);
    room.fill(0, at + tarBlock + content.length, end);
    at = end;
  }
  return room.subarray(0, length);
}

/** Of an entry: its head and its content, in whole blocks. */
const sizeOf = ({ length }: Uint8Array): number =>
  tarBlock + Math.ceil(length / tarBlock) * tarBlock;

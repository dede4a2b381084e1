import { tarBlock, writeTarHead } from '../../files/tar-head.js';

/** Two empty blocks. */
export const tarEnd = new Uint8Array(2 * tarBlock);

/** A file of a tar. */
interface TarFile {
  /** ASCII, at most 100 bytes. */
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * Files that follow each other in a tar, as POSIX.1-1988 has it (ustar). Owner, mode and time are always
 * the same, so that the same files are the same bytes.
 */
export function tarEntries(files: readonly TarFile[]): Uint8Array {
  const sizes = files.map(
    ({ content }) => tarBlock + Math.ceil(content.length / tarBlock) * tarBlock,
  );
  const entries = Buffer.alloc(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const [number, { name, content }] of files.entries()) {
    const head = entries.subarray(at, at + tarBlock);
    writeTarHead(head, name, { size: content.length, changed: 0, type: '0' });
    entries.set(content, at + tarBlock);
    at += sizes[number] ?? 0;
  }
  return entries;
}

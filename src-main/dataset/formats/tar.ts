/** Files of a tar lie in whole blocks of so many bytes. */
const block = 512;

/** Two empty blocks. */
export const tarEnd = new Uint8Array(2 * block);

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
  const sizes = files.map(({ content }) => block + Math.ceil(content.length / block) * block);
  const entries = Buffer.alloc(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const [number, { name, content }] of files.entries()) {
    writeHeader(entries.subarray(at, at + block), name, content.length);
    entries.set(content, at + block);
    at += sizes[number] ?? 0;
  }
  return entries;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** What a header says of every file: who may read it, whose it is, when it was made, what it is. */
const usual = Buffer.alloc(block);
usual.write(octal(0o644, 7), 100, 'latin1');
usual.write(octal(0, 7), 108, 'latin1');
usual.write(octal(0, 7), 116, 'latin1');
usual.write(octal(0, 11), 136, 'latin1');
usual.fill(' ', 148, 156);
usual.write('0', 156, 'latin1'); // a regular file
usual.write('ustar\u000000', 257, 'latin1');
const usualSum = usual.reduce((sum, byte) => sum + byte, 0);

function writeHeader(header: Buffer, name: string, length: number): void {
  header.set(usual);
  header.write(name, 0, 'latin1');
  header.write(octal(length, 11), 124, 'latin1');
  let sum = usualSum;
  for (let at = 0; at < 100; at++) sum += header[at] ?? 0;
  for (let at = 124; at < 135; at++) sum += header[at] ?? 0;
  header.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
}

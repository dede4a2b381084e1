/** Files of a tar lie in whole blocks of so many bytes. */
const block = 512;

/** Two empty blocks. */
export const tarEnd = new Uint8Array(2 * block);

/**
 * A file of a tar, as POSIX.1-1988 has it (ustar). Owner, mode and time are always the same, so that the
 * same files are the same bytes.
 *
 * @param name ASCII, at most 100 bytes
 */
export function tarEntry(name: string, content: Uint8Array): Uint8Array {
  const room = Math.ceil(content.length / block) * block;
  const entry = Buffer.alloc(block + room);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  entry.write(name, 0, 'latin1');
  entry.write(octal(0o644, 7), 100, 'latin1');
  entry.write(octal(0, 7), 108, 'latin1');
  entry.write(octal(0, 7), 116, 'latin1');
  entry.write(octal(content.length, 11), 124, 'latin1');
  entry.write(octal(0, 11), 136, 'latin1');
  entry.fill(' ', 148, 156);
  entry.write('0', 156, 'latin1'); // a regular file
  entry.write('ustar\u000000', 257, 'latin1');
  let sum = 0;
  for (let at = 0; at < block; at++) sum += entry[at] ?? 0;
  entry.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
  entry.set(content, block);
  return entry;
}

/** A reader of tar files that shares nothing with what writes them. */
export function readTar(bytes: Buffer): { name: string; content: Buffer }[] {
  const files: { name: string; content: Buffer }[] = [];
  for (let at = 0; bytes[at] !== 0; ) {
    const field = (from: number, length: number) =>
      bytes.toString('latin1', at + from, at + from + length).replace(/\0.*$/, '');
    const size = Number.parseInt(field(124, 12), 8);
    const header = Buffer.from(bytes.subarray(at, at + 512)).fill(' ', 148, 156);
    const sum = header.reduce((all, byte) => all + byte, 0);
    if (Number.parseInt(field(148, 8), 8) !== sum) throw new Error('A checksum is wrong.');
    if (field(257, 6) !== 'ustar') throw new Error('It is no ustar.');
    files.push({ name: field(0, 100), content: bytes.subarray(at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

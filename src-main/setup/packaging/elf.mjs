// The header of a Linux program or library (System V ABI, "ELF Header"): for which processor it is.
import fs from 'node:fs/promises';

const HEADER_BYTES = 20;
const MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const CLASS_64 = 2;
const LITTLE_ENDIAN = 1;

/** e_machine by Node's names. @type {Readonly<Record<number, string>>} */
const MACHINES = { 62: 'x64', 183: 'arm64' };

/**
 * @param {string} file
 * @returns {Promise<string | null>} the processor as Node names it; null when it is no 64-bit ELF file, or for another
 */
export async function elfArchitecture(file) {
  const handle = await fs.open(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
    if (bytesRead < HEADER_BYTES || !header.subarray(0, 4).equals(MAGIC)) return null;
    if (header[4] !== CLASS_64 || header[5] !== LITTLE_ENDIAN) return null;
    return MACHINES[header.readUInt16LE(18)] ?? null;
  } finally {
    await handle.close();
  }
}

/** Heads and contents lie in whole blocks of so many bytes. */
export const tarBlock = 512;

/** What stands before a file's content in a tar. */
interface TarFile {
  /** With / between folders. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** When it was changed, seconds since 1970. */
  readonly changed: number;
}

/** What the first form of tar has room for. */
const most = { name: 100, size: 8 ** 11 - 1 } as const;

/**
 * The head of a regular file, as POSIX.1-2001 has it (pax, which is ustar where that has room). Its owner
 * and mode are always the same.
 */
export function tarHead({ name, size, changed }: TarFile): Uint8Array {
  const isLong = Buffer.byteLength(name) > most.name || !/^[ -~]*$/.test(name);
  const records = [
    ...(isLong ? [paxRecord('path', name)] : []),
    ...(size > most.size ? [paxRecord('size', String(size))] : []),
  ];
  const head = block(isLong ? shortName(name) : name, { size, changed, type: '0' });
  if (records.length === 0) return head;
  const content = Buffer.concat(records);
  const before = block('pax', { size: content.length, changed, type: 'x' });
  return Buffer.concat([before, content, tarPadding(content.length), head]);
}

/** What follows a content to fill its last block. */
export const tarPadding = (size: number): Uint8Array =>
  new Uint8Array((tarBlock - (size % tarBlock)) % tarBlock);

/** For readers that know the first form alone. */
const shortName = (name: string): string => name.replace(/[^ -~]/gu, '_').slice(-most.name);

/** A length, which counts itself, a key and a value. */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  const digits = String(bytes + String(bytes).length).length;
  return Buffer.from(`${bytes + digits}${rest}`);
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** What a head says of every file: who may read it, and whose it is. Its checksum counts as blanks. */
const usual = Buffer.alloc(tarBlock);
usual.write(octal(0o644, 7), 100, 'latin1');
usual.write(octal(0, 7), 108, 'latin1');
usual.write(octal(0, 7), 116, 'latin1');
usual.fill(' ', 148, 156);
usual.write('ustar\u000000', 257, 'latin1');
const usualSum = usual.reduce((sum, byte) => sum + byte, 0);

function block(name: string, { size, changed, type }: BlockFacts): Uint8Array {
  const head = Buffer.alloc(tarBlock);
  writeTarHead(head, name, { size: size > most.size ? 0 : size, changed, type });
  return head;
}

interface BlockFacts extends Pick<TarFile, 'size' | 'changed'> {
  /** A regular file, or records of the one behind it. */
  readonly type: '0' | 'x';
}

/**
 * The head of a file, of which data sets have millions.
 *
 * @param head begins with a block, of which all is written
 * @param name printable ASCII, at most 100 bytes
 */
export function writeTarHead(
  head: Buffer,
  name: string,
  { size, changed, type }: BlockFacts,
): void {
  head.set(usual);
  head.write(name, 0, 'latin1');
  head.write(octal(size, 11), 124, 'latin1');
  head.write(octal(changed, 11), 136, 'latin1');
  head.write(type, 156, 'latin1');
  let sum = usualSum + type.charCodeAt(0);
  for (let at = 0; at < most.name; at++) sum += head[at] ?? 0;
  for (let at = 124; at < 147; at++) sum += head[at] ?? 0;
  head.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
}

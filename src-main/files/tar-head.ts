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

/** What a head says of every file: who may read it, and whose it is. Its checksum counts as blanks. */
const usual = Buffer.alloc(tarBlock);
writeOctal(usual, 0o644, { at: 100, digits: 7 });
writeOctal(usual, 0, { at: 108, digits: 7 });
writeOctal(usual, 0, { at: 116, digits: 7 });
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
  let sum = usualSum + type.charCodeAt(0);
  head[156] = type.charCodeAt(0);
  for (let at = 0; at < name.length; at++) {
    const letter = name.charCodeAt(at);
    head[at] = letter;
    sum += letter;
  }
  sum += writeOctal(head, size, { at: 124, digits: 11 });
  sum += writeOctal(head, changed, { at: 136, digits: 11 });
  writeOctal(head, sum, { at: 148, digits: 6 });
  head[154] = 0;
}

/** @returns the sum of what is written */
function writeOctal(
  head: Buffer,
  value: number,
  { at, digits }: { at: number; digits: number },
): number {
  let [rest, sum] = [value, 0];
  for (let place = at + digits - 1; place >= at; place--) {
    const higher = Math.floor(rest / 8);
    const letter = 48 + rest - 8 * higher;
    head[place] = letter;
    sum += letter;
    rest = higher;
  }
  return sum;
}

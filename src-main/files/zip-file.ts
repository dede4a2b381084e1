import { crc32, inflateRawSync } from 'node:zlib';
import type { AppError } from '../../src-shared/contract/errors.js';
import { formatBytes } from '../setup/space.mjs';
import type { OpenFile } from './foreign-file.js';

const stored = 0;
const deflated = 8;

/** An entry of a zip file, as its directory tells of it. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  /** In the file, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Of its own head in the file. */
  readonly start: number;
}

type Invalid = (what: string, cause?: unknown) => AppError;

const endSignature = 0x06054b50;
const endBytes = 22;
const longestComment = 65_535;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const headSignature = 0x04034b50;
const headBytes = 30;
/** Of a directory: some hundred times what a model needs. */
const mostDirectoryBytes = 65_536;
const mostEntries = 64;

/**
 * The directory of a zip file, of which nothing is believed. Libraries that unpack zips (fflate) tell
 * neither whether an entry is encrypted nor its checksum, and stop at no bound.
 *
 * @throws `invalid` for what is no zip, or only half of one
 */
export async function zipEntries(file: OpenFile, invalid: Invalid): Promise<readonly ZipEntry[]> {
  const from = Math.max(0, file.size - endBytes - longestComment);
  const tail = viewOf(await file.read(from, file.size - from));
  let end = tail.byteLength - endBytes;
  while (end >= 0 && tail.getUint32(end, true) !== endSignature) end--;
  if (end < 0) throw invalid('it is no zip file, or only the beginning of one');
  const count = tail.getUint16(end + 10, true);
  const length = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count > mostEntries || length > mostDirectoryBytes) {
    throw invalid(`its directory has ${count} entries, far more than a model`);
  }
  const directory = await file.read(start, length);
  const fields = viewOf(directory);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    const isHere =
      at + entryBytes <= directory.length && fields.getUint32(at, true) === entrySignature;
    if (!isHere) throw invalid('the directory of the zip file is damaged');
    const short = (field: number) => fields.getUint16(at + field, true);
    const long = (field: number) => fields.getUint32(at + field, true);
    const name = at + entryBytes;
    entries.push({
      name: new TextDecoder().decode(directory.subarray(name, name + short(28))),
      isEncrypted: (short(8) & 1) === 1,
      method: short(10),
      crc: long(16),
      packed: long(20),
      size: long(24),
      start: long(42),
    });
    at = name + short(28) + short(30) + short(32);
  }
  return entries;
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, length);

/** Bytes that a byte of a file may stand for: weights hardly pack at all, and a bomb has a thousand. */
const mostPacking = 20;
/** Of texts, which pack better. */
const alwaysUnpacked = 2 ** 20;

/**
 * What an entry holds, unpacked and checked. No more is unpacked than the directory announces.
 *
 * @param options.most bytes
 * @throws `invalid`
 */
export async function readEntry(
  file: OpenFile,
  { name, size, packed, start, method, crc, isEncrypted }: ZipEntry,
  { most, invalid }: { readonly most: number; readonly invalid: Invalid },
): Promise<Uint8Array<ArrayBuffer>> {
  const damaged = (cause?: unknown) => invalid(`${name} in it is damaged`, cause);
  if (isEncrypted) throw invalid('it is encrypted. Pack it again, without a password');
  if (method !== stored && method !== deflated) {
    throw invalid(`${name} in it is packed in a way that is not read. Pack it again as a zip file`);
  }
  if (size > most) {
    throw invalid(
      `${name} in it is ${formatBytes(size)} long; its network needs ${formatBytes(most)} at most`,
    );
  }
  if (size > Math.max(alwaysUnpacked, mostPacking * packed)) {
    throw invalid(`${name} in it, ${formatBytes(packed)}, would unpack to ${formatBytes(size)}`);
  }
  const head = await file.read(start, headBytes);
  if (head.length < headBytes || viewOf(head).getUint32(0, true) !== headSignature) throw damaged();
  const from =
    start + headBytes + viewOf(head).getUint16(26, true) + viewOf(head).getUint16(28, true);
  if (from + packed > file.size || (method === stored && packed !== size)) throw damaged();
  const bytes = await file.read(from, packed);
  const content = method === stored ? bytes : inflate(bytes, size, damaged);
  if (content.length !== size || crc32(content) !== crc) throw damaged();
  return content;
}

function inflate(bytes: Uint8Array, size: number, damaged: (cause: unknown) => AppError) {
  try {
    return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) }));
  } catch (error) {
    throw damaged(error);
  }
}

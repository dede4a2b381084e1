import { AppError } from '../../src-shared/contract/errors.js';
import type { PickedFile } from './picked-file.js';

const block = 512;
/** Files of a run, many times over: an archive of anything else is not read through. */
const mostFiles = 50_000;

/**
 * The files of a tar such as a run is downloaded as: parts of the archive, of which nothing but their heads
 * is read. Links and what else a tar may hold are left out.
 *
 * @throws AppError INVALID_RUN for what is no tar
 */
export async function filesOfTar(tar: Blob, name: string): Promise<PickedFile[]> {
  const files: PickedFile[] = [];
  /** What records say of the file behind them, where its head has no room. */
  let told: ReadonlyMap<string, string> = new Map();
  for (let at = 0; at + block <= tar.size; ) {
    const head = await bytesOf(tar.slice(at, at + block));
    if (head.every((byte) => byte === 0)) return files;
    const size = Number(told.get('size') ?? Number.parseInt(textAt(head, 124, 12), 8));
    const end = at + block + size;
    const isSize = Number.isInteger(size) && size >= 0;
    if (!textAt(head, 257, 6).startsWith('ustar') || !isSize || end > tar.size) throw notOurs(name);
    const content = tar.slice(at + block, end);
    const kind = textAt(head, 156, 1);
    if (kind === 'x') told = recordsOf(await bytesOf(content));
    else {
      if (kind === '0' || kind === '') {
        const path = told.get('path') ?? pathOf(head);
        if (files.push({ path, file: content }) > mostFiles) throw notOurs(name);
      }
      told = new Map();
    }
    at = end + ((block - (size % block)) % block);
  }
  // A whole one ends with blocks of zeros.
  throw notOurs(name);
}

const notOurs = (name: string): AppError =>
  new AppError(
    'INVALID_RUN',
    `${name} can't be read: it is no whole tar of a run. Download it again, or unpack it and open its folder.`,
  );

const bytesOf = async (part: Blob): Promise<Uint8Array> => new Uint8Array(await part.arrayBuffer());

const decoder = new TextDecoder();

/** Up to the zero that ends it. */
function textAt(head: Uint8Array, from: number, length: number): string {
  const field = head.subarray(from, from + length);
  const end = field.indexOf(0);
  return decoder.decode(end === -1 ? field : field.subarray(0, end)).trim();
}

/** A name may be parted in two. */
function pathOf(head: Uint8Array): string {
  const folder = textAt(head, 345, 155);
  return folder === '' ? textAt(head, 0, 100) : `${folder}/${textAt(head, 0, 100)}`;
}

/** Lines of `LENGTH KEY=VALUE`, where the length is of the whole line in bytes. */
function recordsOf(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const length = Number(decoder.decode(bytes.subarray(at, blank)));
    if (blank === -1 || !Number.isInteger(length) || length <= blank - at) break;
    const line = decoder.decode(bytes.subarray(blank + 1, at + length - 1));
    const sign = line.indexOf('=');
    records.set(line.slice(0, sign), line.slice(sign + 1));
    at += length;
  }
  return records;
}

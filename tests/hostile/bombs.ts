import {
  closeSync,
  createWriteStream,
  ftruncateSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { idxHeader } from '../../src-main/files/idx/idx-headers.js';
import { emptyPng } from './mutants/png.js';

/** A header of a table and one text after it, again and again. */
export function writeTableBomb(path: string, text: string, bytes: number): void {
  const file = openSync(path, 'w');
  writeSync(file, 'step,epoch,generator_loss,discriminator_loss\n');
  const piece = text.repeat(Math.ceil(1e6 / text.length));
  for (let written = 0; written < bytes; written += piece.length) writeSync(file, piece);
  closeSync(file);
}

/** A square picture of nothing, under a megabyte as a file. */
export const writePngBomb = (path: string, side: number): void =>
  writeFileSync(path, emptyPng(side));

/** The header of 16 images, and far more behind it, in gzip. */
export async function writeGzipBomb(path: string, bytes: number): Promise<void> {
  const zeros = Buffer.alloc(1e6);
  function* content() {
    yield Buffer.from(idxHeader(16));
    for (let written = 0; written < bytes; written += zeros.length) yield zeros;
  }
  await pipeline(Readable.from(content()), createGzip({ level: 1 }), createWriteStream(path));
}

/** A file of zeros that takes no room. */
export function writeIdxOfNothing(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
}

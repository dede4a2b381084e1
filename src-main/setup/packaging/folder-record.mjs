// What a folder held at one moment: to tell later whether a copy is whole.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PackagingError } from './packaging-error.mjs';

/**
 * @typedef {object} FileRecord
 * @property {string} path relative, with `/`
 * @property {number} bytes
 * @property {string} sha256
 */

/**
 * @param {string} directory
 * @returns {Promise<FileRecord[]>} sorted by path
 * @throws {PackagingError} when it holds anything but files and folders: a link would lead elsewhere on another machine
 */
export async function recordFolder(directory) {
  const entries = await fs.readdir(directory, { withFileTypes: true, recursive: true });
  /** @type {FileRecord[]} */
  const records = [];
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile()) {
      throw new PackagingError(`${file} is not a plain file. Only plain files are packaged.`);
    }
    const { size } = await fs.stat(file);
    const name = path.relative(directory, file).split(path.sep).join('/');
    records.push({ path: name, bytes: size, sha256: await sha256(file) });
  }
  return records.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * @param {readonly FileRecord[]} expected
 * @param {readonly FileRecord[]} found
 * @returns {string[]} a sentence for each difference
 */
export function differences(expected, found) {
  const there = new Map(found.map((record) => [record.path, record]));
  const known = new Set(expected.map((record) => record.path));
  const wrong = expected.flatMap((record) => {
    const copy = there.get(record.path);
    if (copy === undefined) return [`${record.path} is missing.`];
    if (copy.bytes !== record.bytes) {
      return [`${record.path} has ${copy.bytes} bytes in place of ${record.bytes}.`];
    }
    return copy.sha256 === record.sha256 ? [] : [`${record.path} has another content.`];
  });
  const strange = found.filter((record) => !known.has(record.path));
  return [...wrong, ...strange.map((record) => `${record.path} does not belong there.`)];
}

/**
 * @param {string} file
 * @returns {Promise<string>}
 */
async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

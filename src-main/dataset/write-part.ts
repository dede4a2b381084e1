import { createHash } from 'node:crypto';
import type { ManyFiles } from '../files/many-files.js';
import { beginFiles, type Part, type PictureSample, type ShardFiles } from './formats/part.js';
import type { PartFacts } from './marker.js';
import type { Shard } from './shards.js';

/** Writes what a part has of a shard: files of a strip each as they are made, one file at its end. */
export class PartWriter {
  private readonly paths: readonly string[];
  private readonly whole: ShardFiles | null;
  private readonly sha256 = createHash('sha256');
  private bytes = 0;
  private written = 0;

  constructor(
    private readonly part: Part,
    shard: Shard,
    private readonly files: ManyFiles,
  ) {
    this.paths = part.paths(shard);
    this.whole = 'piece' in part && !part.isOneFile ? null : beginFiles(part);
  }

  /** @throws AppError NO_SPACE, NOT_WRITABLE */
  async add(sample: PictureSample): Promise<void> {
    if (this.whole) this.whole.add(sample);
    else if ('piece' in this.part) await this.write(this.part.piece(sample));
  }

  /** @returns what a marker says of it */
  async end(): Promise<PartFacts> {
    for (const bytes of this.whole?.end() ?? []) await this.write(bytes);
    return { name: this.part.name, bytes: this.bytes, sha256: this.sha256.digest('hex') };
  }

  private async write(bytes: Uint8Array): Promise<void> {
    await this.files.write({ path: this.paths[this.written++] ?? '', bytes });
    this.sha256.update(bytes);
    this.bytes += bytes.length;
  }
}

import type { MadeSample } from '../sample-maker.js';
import type { Shard } from '../shards.js';

/** A strip with its picture's file. */
export interface PictureSample extends MadeSample {
  readonly key: string;
  /** PNG of 8-bit grey or colour. */
  readonly png: Uint8Array;
}

/** What is written of each shard. */
export type Part = PiecePart | WholePart;

interface PartBasics {
  readonly name: string;
  /** Relative to the data set's folder, with / between names. */
  paths(shard: Shard): string[];
}

/** Strips that are written one by one. */
interface PiecePart extends PartBasics {
  /** Whether all strips are in one file; else each has its own. */
  readonly isOneFile: boolean;
  /**
   * What a strip adds: its file, or what follows the strip before it in the one file, which may be
   * overwritten by the next one.
   */
  piece(sample: PictureSample): Uint8Array;
  /** What the one file ends with. */
  readonly end?: Uint8Array;
}

/** One file that is more than its strips one after the other. */
interface WholePart extends PartBasics {
  begin(): ShardFile;
}

/** The file of a shard that is being put together. */
interface ShardFile {
  add(sample: PictureSample): void;
  /** All of it, once all strips were added. */
  end(): Uint8Array;
}

/** The files of a part of a shard, in the order of its paths. */
export interface ShardFiles {
  add(sample: PictureSample): void;
  end(): readonly Uint8Array[];
}

export function beginFiles(part: Part): ShardFiles {
  if ('begin' in part) {
    const file = part.begin();
    return { add: (sample) => file.add(sample), end: () => [file.end()] };
  }
  if (!part.isOneFile) {
    const pieces: Uint8Array[] = [];
    return { add: (sample) => pieces.push(part.piece(sample)), end: () => pieces };
  }
  const file = new GrowingBytes(part);
  return {
    add: (sample) => file.add(part.piece(sample)),
    end: () => {
      if (part.end) file.add(part.end);
      return [file.end()];
    },
  };
}

/** How long the last file of a part was: the next one will be about as long. */
const lastLengths = new WeakMap<Part, number>();

/** Bytes one behind the other. */
class GrowingBytes {
  private bytes: Uint8Array;
  private length = 0;

  constructor(private readonly part: Part) {
    this.bytes = Buffer.allocUnsafeSlow(Math.ceil(1.05 * (lastLengths.get(part) ?? 2 ** 18)));
  }

  add(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.bytes.length) {
      const more = Buffer.allocUnsafeSlow(Math.ceil(1.5 * needed));
      more.set(this.bytes.subarray(0, this.length));
      this.bytes = more;
    }
    this.bytes.set(piece, this.length);
    this.length = needed;
  }

  end(): Uint8Array {
    lastLengths.set(this.part, this.length);
    return this.bytes.subarray(0, this.length);
  }
}

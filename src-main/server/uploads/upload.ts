import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { appendPiece } from '../../files/durable-files.js';
import { remove } from '../../files/folders.js';
import { checkSpace } from '../../files/free-space.js';
import { fileError } from '../../files/system-errors.js';
import { makeFolder } from '../../setup/folders.mjs';
import { formatBytes } from '../../setup/space.mjs';
import { beginningProblem, fileKind } from './upload-names.js';
import { uploadsDirectory } from './uploads-directory.js';

const maxBytes = 4e9;
/** Far more than a run of 10,000 epochs has. */
const maxFiles = 20_000;

/** A run folder's files as they arrive, in a temporary folder of their own. */
export class Upload {
  /** Those of all pages: what they are still to bring is not free any more. */
  private static readonly underWay = new Set<Upload>();

  readonly id = randomBytes(8).toString('hex');
  readonly folder = join(uploadsDirectory(), this.id);
  private readonly sizes = new Map<string, number>();
  private total = 0;
  /** Pieces are written, and everything else done, one after another. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    /** What the folder is called on the page's machine. */
    readonly name: string,
    /** Of all files together. */
    private readonly announced: number,
  ) {}

  /** @throws AppError BAD_INPUT when it is too large, NO_SPACE, NOT_WRITABLE */
  static async begin({ name, bytes }: { name: string; bytes: number }): Promise<Upload> {
    if (bytes > maxBytes) {
      throw new AppError(
        'BAD_INPUT',
        `This folder holds ${formatBytes(bytes)}; at most ${formatBytes(maxBytes)} can be uploaded. Copy it into the folder of the runs by hand.`,
      );
    }
    const upload = new Upload(name, bytes);
    Upload.underWay.add(upload); // another may begin while the disk is asked
    const all = [...Upload.underWay];
    try {
      await checkSpace(uploadsDirectory(), {
        bytes: all.reduce((sum, { announced, total }) => sum + announced - total, 0),
        purpose:
          all.length === 1
            ? 'the files of this run'
            : 'the files of this run and of those that are being uploaded',
      });
      await makeFolder(upload.folder);
    } catch (error) {
      Upload.underWay.delete(upload);
      throw fileError(error, upload.folder, 'write');
    }
    return upload;
  }

  get files(): ReadonlyMap<string, number> {
    return this.sizes;
  }

  /**
   * Appends to a file.
   *
   * @throws AppError BAD_INPUT for what a run folder does not hold; NO_SPACE, NOT_WRITABLE
   */
  write(file: string, bytes: Uint8Array): Promise<void> {
    return this.inTurn(async () => {
      this.accept(file, bytes);
      const path = join(this.folder, file);
      try {
        await makeFolder(dirname(path));
        await appendPiece(path, bytes);
      } catch (error) {
        throw fileError(error, path, 'write');
      }
    });
  }

  /** @throws AppError BAD_INPUT when pieces are missing */
  complete<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.inTurn(() => {
      if (this.total === this.announced) return work();
      throw new AppError(
        'BAD_INPUT',
        `Only ${this.total} of ${this.announced} bytes of the folder have arrived. Upload it again.`,
      );
    });
  }

  /** Removes what has arrived. */
  discard(): Promise<void> {
    Upload.underWay.delete(this);
    return this.inTurn(() => remove(this.folder));
  }

  private accept(file: string, bytes: Uint8Array): void {
    const kind = fileKind(file);
    const { max } = kind;
    const before = this.sizes.get(file) ?? 0;
    const size = before + bytes.length;
    const refused = (what: string) => new AppError('BAD_INPUT', what, { details: { file } });
    if (size > max)
      throw refused(`${file} is longer than ${formatBytes(max)}: too long for a run.`);
    if (this.total + bytes.length > this.announced) {
      throw refused(`More has arrived than the ${this.announced} bytes that were announced.`);
    }
    const problem = before === 0 ? beginningProblem(kind, bytes) : null;
    if (problem !== null) throw refused(`${file} ${problem}.`);
    if (before === 0 && this.sizes.size >= maxFiles) throw refused('These are too many files.');
    this.sizes.set(file, size);
    this.total += bytes.length;
  }

  private inTurn<Value>(work: () => Value | Promise<Value>): Promise<Value> {
    const result = this.last.then(work);
    this.last = result.catch(() => {});
    return result;
  }
}

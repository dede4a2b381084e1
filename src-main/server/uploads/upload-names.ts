import {
  kerasBeginnings,
  kerasEndings,
  mostKerasBytes,
} from '../../../src-shared/config/model-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { mostGridSide } from '../../../src-shared/contract/runs.js';
import { digitSize } from '../../../src-shared/digits/grey-image.js';
import { pngPixels } from '../../service/images/png.js';

interface FileKind {
  readonly name: RegExp;
  /** Largest size, bytes. */
  readonly max: number;
  /** What its content begins with. */
  readonly begin?: Uint8Array;
  /** A picture that is read again: a small file can hold very many pixels. */
  readonly mostPixels?: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const text = (begin: string): Uint8Array => new TextEncoder().encode(begin);

/**
 * Every file that a run folder holds, or the folder of a model from elsewhere; `run.lock` is none: no process of
 * this machine writes it.
 */
const fileKinds: readonly FileKind[] = [
  { name: /^run\.json$/, max: MiB },
  { name: /^history\.csv$/, max: 8 * MiB, begin: text('epoch,step,images,') },
  { name: /^steps\.csv$/, max: 512 * MiB, begin: text('step,epoch,') },
  { name: /^allographs\.bin$/, max: 512 * MiB },
  { name: /^progress\.gif$/, max: 512 * MiB, begin: text('GIF8') },
  { name: /^losses_plot\.png$/, max: 16 * MiB, begin: png },
  {
    name: /^progress\/epoch-\d{4,5}\.png$/,
    max: MiB,
    begin: png,
    mostPixels: (mostGridSide * digitSize) ** 2,
  },
  { name: /^(?:(?:generator|discriminator|best)\/)?model\.json$/, max: MiB },
  { name: /^(?:(?:generator|discriminator|best)\/)?weights\.bin$/, max: 2048 * MiB },
  {
    name: /^(?:(?:generator|discriminator)\/)?group\d{1,3}-shard\d{1,4}of\d{1,4}\.bin$/,
    max: 512 * MiB,
  },
  ...kerasEndings.map((ending) => ({
    name: new RegExp(`^(?:generator|discriminator)[.]${ending.slice(1)}$`),
    max: mostKerasBytes,
    begin: kerasBeginnings[ending],
  })),
  { name: /^checkpoints\/step-\d{8,10}\/(?:manifest|state)\.json$/, max: MiB },
  {
    name: /^checkpoints\/step-\d{8,10}\/(?:generator|discriminator)(?:-adam|-average)?\.bin$/,
    max: 2048 * MiB,
  },
];

/**
 * The kind of file that a name in a run folder stands for. A name that is none of them is never made
 * a path.
 *
 * @throws AppError BAD_INPUT
 */
export function fileKind(file: string): FileKind {
  const kind = fileKinds.find(({ name }) => name.test(file));
  if (kind !== undefined) return kind;
  throw new AppError(
    'BAD_INPUT',
    `${JSON.stringify(file)} is no file of a run folder or a model, so it was not taken.`,
    { details: { file } },
  );
}

/** What is wrong with how a file begins, in words that follow its name; null when nothing is. */
export function beginningProblem(
  { begin, mostPixels }: FileKind,
  first: Uint8Array,
): string | null {
  if (begin?.some((byte, index) => first[index] !== byte)) {
    return 'does not begin as such a file of this program does';
  }
  if (mostPixels === undefined) return null;
  const pixels = pngPixels(first);
  if (pixels === null) return 'ends within its header, or came in too small a piece';
  return pixels > mostPixels ? `has more pixels than any grid of an epoch: ${pixels}` : null;
}

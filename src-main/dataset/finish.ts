import { dirname, join } from 'node:path';
import { splitNames } from '../../src-shared/config/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { stringRepeats } from '../../src-shared/grammar/string-repeats.js';
import type { SharedBank } from '../bank/bank.js';
import { sweepDrafts } from '../files/drafts.js';
import {
  type Content,
  type WrittenFile,
  writeFileDurably,
  writeJsonDurably,
} from '../files/durable-files.js';
import { makeFoldersWithin } from '../files/folders.js';
import { cardOf } from './card.js';
import type { ShardLook } from './check-shard.js';
import { digitLines, digitUse, handUse, labelError } from './digit-use.js';
import { formats } from './formats/formats.js';
import type { WholeFile, WholeSet } from './formats/whole-set.js';
import { gatherMarkers, together, usesOf } from './gather-markers.js';
import { madeFiles } from './made-files.js';
import { manifestFile, samplesFile } from './manifest.js';
import { openMaker } from './open-maker.js';
import { countOf, type Plan } from './plan.js';
import type { Watch } from './progress.js';
import { samplePicture } from './sample-picture.js';
import type { Shard } from './shards.js';

/** What whoever has just made a data set knows of it. */
interface Known {
  /** The plan's bank, where another has it open. */
  readonly bank?: SharedBank | null;
  /** Shards are looked at by their files' sizes where nobody has just made or looked at them. */
  readonly look?: ShardLook;
}

/**
 * Writes what tells of all strips, the manifest last.
 *
 * @returns whether it did: not where it was interrupted
 * @throws AppError NOT_FOUND naming shards that are not there; NO_SPACE, NOT_WRITABLE
 */
export async function finishDataset(
  folder: string,
  plan: Plan,
  watch: Watch,
  { bank: opened = null, look = 'sizes' }: Known = {},
): Promise<boolean> {
  const markers = await gatherMarkers(folder, plan, { ...watch, look });
  if (markers === null) return false;
  const maker = await openMaker(folder, plan, opened);
  const { shards, bytes, parquetBytes, tallies } = markers;
  const { coverage } = together(tallies).counts();
  const steps = new Steps(plan, watch);
  const set: WholeSet = {
    splits: splitNames.filter((split) => plan.split[split] > 0),
    counts: plan.split,
    characters: Object.keys(coverage).sort(),
    ...madeFiles(folder, plan, steps.next),
  };
  const { sha256: planSha256, ...specification } = plan;
  const files: WrittenFile[] = [];
  const write = async (path: string, content: Content) => {
    await makeFoldersWithin(folder, path);
    const place = join(folder, path);
    await sweepDrafts(dirname(place));
    files.push({ ...(await writeFileDurably(place, content)), name: path });
  };
  try {
    for (const name of plan.formats) {
      for (const { path, content } of wholeFiles(name, set)) await write(path, content);
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'CANCELLED') return false;
    throw error;
  }
  await write(samplesFile, samplePicture(maker, countOf(plan)));
  const { bank } = maker;
  await write('digits.csv', digitLines(bank, tallies));
  const manifest = {
    plan: planSha256,
    specification,
    bank: bank.facts,
    labelError: labelError(bank.facts, { digits: usesOf(tallies), strips: countOf(plan) }),
    ...{ count: countOf(plan), shards, bytes, coverage },
    use: { digits: digitUse(bank, tallies), hands: handUse(bank, tallies) },
    files,
  };
  const repeats = stringRepeats(maker.grammar);
  await write('README.md', cardOf(plan, { ...manifest, repeats, parquetBytes }));
  await writeJsonDurably(join(folder, manifestFile), manifest);
  return true;
}

/** Tells how far it is, in strips: each format reads all of them, some more than once. */
class Steps {
  private read = 0;
  private readonly readings: number;
  private readonly total: number;

  constructor(
    plan: Plan,
    private readonly watch: Watch,
  ) {
    this.readings = plan.formats.reduce((sum, name) => sum + (formats[name].readings ?? 0), 0);
    this.total = countOf(plan);
    watch.onProgress({ doing: 'finish', done: 0, total: this.total });
  }

  /** @throws AppError CANCELLED */
  readonly next = ({ count }: Shard): void => {
    if (this.watch.signal.aborted) throw new AppError('CANCELLED', 'It was interrupted.');
    this.read += count;
    const done = Math.min(this.total, Math.floor(this.read / Math.max(1, this.readings)));
    this.watch.onProgress({ doing: 'finish', done, total: this.total });
  };
}

const wholeFiles = (name: Plan['formats'][number], set: WholeSet): readonly WholeFile[] =>
  formats[name].whole?.(set) ?? [];

import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { stringRepeats } from '../../src-shared/grammar/string-repeats.js';
import {
  type Content,
  type WrittenFile,
  writeFileDurably,
  writeJsonDurably,
} from '../files/durable-files.js';
import { readForeignText } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import { makeFolder } from '../setup/folders.mjs';
import { cardOf } from './card.js';
import { formats } from './formats/formats.js';
import type { StripRecord, WholeFile, WholeSet } from './formats/whole-set.js';
import { type Marker, readMarker } from './marker.js';
import { openMaker } from './open-maker.js';
import { countOf, type Plan, type SplitName, splitNames } from './plan.js';
import { samplePicture } from './sample-picture.js';
import { shardName, shardsOf } from './shards.js';

const manifestFile = 'dataset.json';

/** Writes what tells of all strips, the manifest last. All shards have to be there. */
export async function finishDataset(
  folder: string,
  plan: Plan,
  bank: string | undefined,
): Promise<void> {
  const markers = await markersOf(folder, plan);
  const coverage = addUp(markers);
  const set: WholeSet = {
    splits: splitNames.filter((split) => plan.split[split] > 0),
    characters: Object.keys(coverage).sort(),
    records: (split) => recordsOf(folder, plan, split),
  };
  const maker = await openMaker(folder, plan, bank);
  const { sha256: planSha256, ...specification } = plan;
  const files: WrittenFile[] = [];
  const write = async (path: string, content: Content) => {
    const place = join(folder, path);
    await makeFolder(dirname(place));
    files.push({ ...(await writeFileDurably(place, content)), name: path });
  };
  for (const name of plan.formats) {
    for (const { path, content } of wholeFiles(name, set)) await write(path, content);
  }
  await write('samples.png', samplePicture(maker, countOf(plan)));
  const manifest = {
    plan: planSha256,
    specification,
    bank: maker.bank.facts,
    count: countOf(plan),
    shards: markers.length,
    bytes: markers.reduce(
      (sum, { parts }) => sum + parts.reduce((all, { bytes }) => all + bytes, 0),
      0,
    ),
    coverage,
    files,
  };
  const repeats = stringRepeats(maker.grammar);
  await write('README.md', cardOf(plan, { ...manifest, repeats }));
  await writeJsonDurably(join(folder, manifestFile), manifest);
}

const wholeFiles = (name: Plan['formats'][number], set: WholeSet): readonly WholeFile[] =>
  formats[name].whole?.(set) ?? [];

async function markersOf(folder: string, plan: Plan): Promise<Marker[]> {
  const markers: Marker[] = [];
  for (const shard of shardsOf(plan)) {
    const marker = await readMarker(folder, shard, plan.sha256);
    if (marker === null) throw new Error(`The shard ${shardName(shard)} is not there.`);
    markers.push(marker);
  }
  return markers;
}

function addUp(markers: readonly Marker[]): Record<string, number[]> {
  const all: Record<string, number[]> = {};
  for (const { coverage } of markers) {
    for (const [character, places] of Object.entries(coverage)) {
      all[character] ??= [];
      const sums = all[character];
      for (const [place, count] of places.entries()) sums[place] = (sums[place] ?? 0) + count;
    }
  }
  return all;
}

/** Longest lines are those of masks. */
const mostRecordBytes = 2 ** 30;

async function* recordsOf(
  folder: string,
  plan: Plan,
  split: SplitName,
): AsyncGenerator<StripRecord> {
  for (const shard of shardsOf(plan).filter((each) => each.split === split)) {
    const path = join(folder, 'shards', `${shardName(shard)}.jsonl`);
    const invalid = (what: string) =>
      new AppError('INVALID_DATA', `${path} can't be used: ${what}.`);
    const text = await readForeignText(path, { maxBytes: mostRecordBytes, invalid });
    for (const line of text.trimEnd().split('\n')) yield JSON.parse(line) as StripRecord;
  }
}

const manifestSchema = z.object({
  plan: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});

/** Whether the manifest of this plan is there. */
export async function isFinished(folder: string, plan: Plan): Promise<boolean> {
  return (await filesOf(folder, plan)) !== null;
}

/** What tells of all strips; null when the data set is not finished. */
export async function filesOf(folder: string, plan: Plan): Promise<readonly WrittenFile[] | null> {
  const path = join(folder, manifestFile);
  const invalid = (what: string) => new AppError('INVALID_DATA', `${path}: ${what}.`);
  try {
    const text = await readForeignText(path, { maxBytes: 2 ** 26, invalid });
    const manifest = parseJson(text, manifestSchema, invalid);
    return manifest.plan === plan.sha256 ? manifest.files : null;
  } catch {
    return null;
  }
}

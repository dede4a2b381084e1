import { resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { encodeStripPng } from '../../dataset/encode-png.js';
import { factsOf } from '../../dataset/formats/webdataset.js';
import { type DatasetState, inspectDataset } from '../../dataset/inspect-dataset.js';
import { openMaker } from '../../dataset/open-maker.js';
import { countOf, readPlan } from '../../dataset/plan.js';
import { sampleKey } from '../../dataset/shards.js';
import { type Cli, exitCodes } from '../cli.js';
import { watchInterrupts } from '../terminal/interrupts.js';
import { whole } from '../terminal/whole.js';
import { fileDestination, writeFileAt } from './destination.js';

/** Names that are told of many. */
const mostNames = 10;

/** Says what is there of a data set; what is damaged or, where all bytes are read, missing is a failure. */
export async function tellState(
  cli: Cli,
  { folder, bytes, json }: { folder: string; bytes: boolean; json: boolean },
): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const state = await inspectDataset(resolve(folder), { plan, bytes });
  const isWhole =
    state.missing.length + state.damaged.length === 0 &&
    state.damagedFiles?.length === 0 &&
    state.damagedList === null;
  if (json) cli.output.json({ ...state, whole: isWhole, count: countOf(plan) });
  else cli.output.lines(linesOf(folder, state, { count: countOf(plan), isWhole, bytes }));
  if (bytes && !isWhole) cli.finish(exitCodes.failed);
}

function linesOf(
  folder: string,
  { strips, missing, damaged, damagedFiles, damagedList }: DatasetState,
  { count, isWhole, bytes }: { count: number; isWhole: boolean; bytes: boolean },
): string[] {
  const there = `${folder}: ${whole(strips)} of ${whole(count)} strips are there`;
  if (isWhole) return [bytes ? `${there}, and every byte is as it was written.` : `${there}.`];
  const names = damaged.slice(0, mostNames).map(({ shard, path }) => `Damaged: ${shard} (${path})`);
  const more = damaged.length - names.length;
  const isDamaged = damaged.length > 0 || Boolean(damagedFiles?.length);
  const isMendable = isDamaged || missing.length > 0 || damagedFiles === null;
  return [
    `${there}.`,
    ...(missing.length > 0 ? [`Not made yet: ${whole(missing.length)} shards.`] : []),
    ...names,
    ...(more > 0 ? [`and ${whole(more)} more.`] : []),
    ...(damagedFiles ?? []).map((path) => `Damaged: ${path}`),
    ...(damagedList === null
      ? []
      : [`Damaged: ${damagedList}: put back the one that the data set was planned with.`]),
    ...(isMendable
      ? [`Mend it with digits dataset make ${folder}${isDamaged ? ' --check' : ''}`]
      : []),
  ];
}

interface ShowAsked {
  readonly folder: string;
  /** Number of the strip. */
  readonly sample: number;
  readonly out: string | undefined;
  /** What its bank is called here; undefined is by its name. */
  readonly bank: string | undefined;
}

/** Makes one strip again. */
export async function showSample(
  cli: Cli,
  { folder, sample, out, bank }: ShowAsked,
): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const count = countOf(plan);
  if (sample >= count) {
    throw new AppError(
      'BAD_INPUT',
      `--sample must be from 0 to ${count - 1}, for ${folder} has ${whole(count)} strips, not ${sample}.`,
      { details: { option: '--sample', value: sample } },
    );
  }
  const made = (await openMaker(resolve(folder), plan, bank)).make(sample);
  const png = encodeStripPng(made);
  const key = sampleKey(sample);
  const interrupts = watchInterrupts(cli, { kill: () => {} });
  try {
    const destination = fileDestination(out, 'png')(`strip-${key}.png`);
    const written = await writeFileAt(cli, destination, { content: png, interrupts });
    cli.output.json({ out: resolve(written), key, ...factsOf({ ...made, key, png }) });
  } finally {
    interrupts.dispose();
  }
}

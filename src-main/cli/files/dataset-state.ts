import { resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { listed } from '../../../src-shared/text/plain-text.js';
import { encodeStripPng } from '../../dataset/encode-png.js';
import { factsOf } from '../../dataset/formats/webdataset.js';
import {
  type DatasetState,
  inspectDataset,
  type VerifiedState,
  verifyDataset,
} from '../../dataset/inspect-dataset.js';
import { openMaker } from '../../dataset/open-maker.js';
import { countOf } from '../../dataset/plan.js';
import type { Watch } from '../../dataset/progress.js';
import { readPlan } from '../../dataset/read-plan.js';
import { sampleKey } from '../../dataset/shards.js';
import { shellWord } from '../../files/shell-word.js';
import { type Cli, exitCodes, Interrupted } from '../cli.js';
import { watchInterrupts } from '../terminal/interrupts.js';
import { whole } from '../terminal/whole.js';
import { showProgress } from './dataset-progress.js';
import { fileDestination, writeFileAt } from './destination.js';
import { tellWritten } from './tell-written.js';

/** Names that are told of many. */
const mostNames = 10;

interface StateAsked {
  readonly folder: string;
  readonly json: boolean;
}

/** Says how far a data set is. */
export async function tellStatus(cli: Cli, { folder, json }: StateAsked): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const state = await watched(cli, (watch) => inspectDataset(resolve(folder), { plan, ...watch }));
  if (json) cli.output.json(state);
  else cli.output.lines(linesOf(folder, state));
}

/** Reads every byte and says what is missing or damaged, which is a failure. */
export async function tellVerified(cli: Cli, { folder, json }: StateAsked): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const state = await watched(cli, (watch) => verifyDataset(resolve(folder), { plan, ...watch }));
  if (json) cli.output.json(state);
  else if (state.whole) {
    cli.output.line(`${thereWords(folder, state)}, and every byte is as it was written.`);
  } else cli.output.lines(verifiedLines(folder, state));
  if (!state.whole) cli.finish(exitCodes.failed);
}

async function watched<State>(cli: Cli, work: (watch: Watch) => Promise<State>): Promise<State> {
  const { onProgress, clear } = await showProgress(cli);
  const interrupts = watchInterrupts(cli, { kill: () => {} });
  try {
    return await interrupts.race(work({ signal: interrupts.signal, onProgress })).finally(clear);
  } catch (error) {
    throw error instanceof Interrupted ? new Interrupted(interrupts.signal, stopped) : error;
  } finally {
    interrupts.dispose();
  }
}

const stopped = 'Interrupted before all was looked at.';

const thereWords = (folder: string, { strips, count }: DatasetState): string =>
  `${folder}: ${whole(strips)} of ${whole(count)} strips are there`;

function linesOf(folder: string, state: DatasetState): string[] {
  const { missing, damaged, finished } = state;
  const name = shellWord(folder);
  const isMade = missing.length + damaged.length === 0;
  return [
    `${thereWords(folder, state)}.`,
    ...stateLines(state),
    ...(isMade ? [] : [`Go on with digits dataset make ${name}`]),
    ...(isMade && !finished
      ? [`Write what tells of all strips with digits dataset finish ${name}`]
      : []),
  ];
}

function verifiedLines(folder: string, state: VerifiedState): string[] {
  const { missing, damaged, damagedFiles, damagedInputs, finished } = state;
  const isDamaged = damaged.length + damagedFiles.length > 0;
  const isMendable = isDamaged || missing.length > 0 || !finished;
  return [
    `${thereWords(folder, state)}.`,
    ...stateLines(state),
    ...damagedFiles.map((path) => `Damaged: ${path}`),
    ...damagedInputs.map(
      (path) => `Damaged: ${path}: put back the one that the data set was planned with.`,
    ),
    ...(isMendable
      ? [`Mend it with digits dataset make ${shellWord(folder)}${isDamaged ? ' --check' : ''}`]
      : []),
  ];
}

function stateLines({ missing, damaged }: DatasetState): string[] {
  const names = damaged.slice(0, mostNames).map(({ shard, path }) => `Damaged: ${shard} (${path})`);
  const more = damaged.length - names.length;
  return [
    ...(missing.length > 0
      ? [`Not made yet: ${whole(missing.length)} shards (${listed(missing, mostNames)}).`]
      : []),
    ...names,
    ...(more > 0 ? [`and ${whole(more)} more.`] : []),
  ];
}

interface ShowAsked {
  readonly folder: string;
  /** Number of the strip. */
  readonly sample: number;
  readonly out: string | undefined;
}

/** Makes one strip again. */
export async function showSample(cli: Cli, { folder, sample, out }: ShowAsked): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const count = countOf(plan);
  if (sample >= count) {
    throw new AppError(
      'BAD_INPUT',
      `--sample must be from 0 to ${count - 1}, for ${folder} has ${whole(count)} strips, not ${sample}.`,
      { details: { option: '--sample', value: sample } },
    );
  }
  const made = (await openMaker(resolve(folder), plan)).make(sample);
  const png = encodeStripPng(made);
  const key = sampleKey(sample);
  const interrupts = watchInterrupts(cli, { kill: () => {} });
  try {
    const destination = fileDestination(out, 'png')(`strip-${key}.png`);
    const written = await writeFileAt(cli, destination, { content: png, interrupts });
    const facts = { key, ...factsOf({ ...made, key, png }) };
    await tellWritten(cli, { out: written, json: true, facts, lines: [] });
  } finally {
    interrupts.dispose();
  }
}

import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { sliceDigits } from '../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../src-shared/digits/tile-grid.js';
import { writeFileDurably } from '../files/durable-files.js';
import { fileError } from '../files/system-errors.js';
import { drawLossPlot } from './images/loss-plot.js';
import { decodeGreyPng, encodeGreyPng } from './images/png.js';
import { encodeProgressGif } from './images/progress-gif.js';
import { readSteps } from './loss-record.js';

type EpochEvent = Extract<TrainingEvent, { kind: 'epoch' }>;
type StartedEvent = Extract<TrainingEvent, { kind: 'started' }>;

const progressFolder = (run: string): string => join(run, 'progress');
const epochPicture = (epoch: number): string => `epoch-${String(epoch).padStart(4, '0')}.png`;

/** Writes progress/epoch-0001.png and so on. */
export async function saveEpochPicture(run: string, event: EpochEvent): Promise<void> {
  const { digits, rows, columns, epoch } = event;
  const grid = tileGrid(sliceDigits(digits), { rows, columns });
  await writeFileDurably(join(progressFolder(run), epochPicture(epoch)), encodeGreyPng(grid));
}

/** Pictures of epochs that a resumed training will make again. */
export async function removeLaterPictures(run: string, { epoch }: StartedEvent): Promise<void> {
  for (const name of await epochPictures(run)) {
    if (byLengthThenName(name, epochPicture(epoch)) > 0)
      await rm(join(progressFolder(run), name), { force: true });
  }
}

/** Writes progress.gif, a frame an epoch, and losses_plot.png, from what the run folder holds. */
export async function saveRunSummary(run: string, started: StartedEvent): Promise<void> {
  const gif = await progressGif(run);
  if (gif !== null) await writeFileDurably(join(run, 'progress.gif'), gif);
  const { stepsPerEpoch, run: title } = started;
  await writeFileDurably(
    join(run, 'losses_plot.png'),
    await drawLossPlot({ steps: await readSteps(run), stepsPerEpoch, title }),
  );
}

/** The progress GIF of a run's epochs up to now, in pieces; null before the first. */
export async function progressGif(run: string): Promise<AsyncIterable<Uint8Array> | null> {
  const names = await epochPictures(run);
  if (names.length === 0) return null;
  return encodeProgressGif({ frames: readFrames(run, names), frameCount: names.length });
}

/** The epochs that a run has a picture of, ascending. */
export async function picturedEpochs(run: string): Promise<number[]> {
  return (await epochPictures(run)).map((name) =>
    Number(name.slice('epoch-'.length, -'.png'.length)),
  );
}

/**
 * The picture of an epoch, a PNG.
 *
 * @throws AppError NOT_FOUND
 */
export async function readEpochPicture(run: string, epoch: number): Promise<Uint8Array> {
  const path = join(progressFolder(run), epochPicture(epoch));
  try {
    return plainBytes(await readFile(path));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw fileError(error, path, 'read');
    throw new AppError('NOT_FOUND', `${run} has no picture of epoch ${epoch}.`, {
      details: { folder: run, epoch },
    });
  }
}

/** Without what a Buffer adds, which not every transport carries. */
export const plainBytes = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

async function epochPictures(run: string): Promise<string[]> {
  const names = await readdir(progressFolder(run)).catch((): string[] => []);
  return names.filter((name) => /^epoch-\d{4,}\.png$/.test(name)).sort(byLengthThenName);
}

/** epoch-10000 comes after epoch-9999. */
const byLengthThenName = (a: string, b: string): number =>
  a.length - b.length || a.localeCompare(b);

async function* readFrames(run: string, names: readonly string[]) {
  for (const name of names) yield decodeGreyPng(await readFile(join(progressFolder(run), name)));
}

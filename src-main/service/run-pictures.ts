import { join } from 'node:path';
import { stepsPerEpoch } from '../../src-shared/config/training.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import { mostGridSide, type RunRecord } from '../../src-shared/contract/runs.js';
import { digitSize, type GreyImage, sliceDigits } from '../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../src-shared/digits/tile-grid.js';
import { writeFileDurably } from '../files/durable-files.js';
import { exists } from '../files/exists.js';
import { makeSubfolder, namesIn, remove } from '../files/folders.js';
import { readForeignFile } from '../files/foreign-file.js';
import { readRunRecord, runPaths } from '../files/run-record.js';
import { drawLossPlot } from './images/loss-plot.js';
import { decodeGreyPng, encodeGreyPng } from './images/png.js';
import { encodeProgressGif } from './images/progress-gif.js';
import { readLossRecord } from './loss-record.js';

type PreviewEvent = Extract<TrainingEvent, { kind: 'preview' }>;
type StartedEvent = Extract<TrainingEvent, { kind: 'started' }>;

const epochPicture = (epoch: number): string => `epoch-${String(epoch).padStart(4, '0')}.png`;

/** A grid of the most digits, not compressed at all, has no more. */
const mostPixels = (mostGridSide * digitSize) ** 2;
const mostBytes = 2 ** 20;

type DrawnGrid = Pick<PreviewEvent, 'digits' | 'rows' | 'columns'>;

/** What a training has drawn, as a PNG. */
export function gridPicture({ digits, rows, columns }: DrawnGrid): Uint8Array {
  return encodeGreyPng(tileGrid(sliceDigits(digits), { rows, columns }));
}

/** Writes progress/epoch-0001.png and so on; epoch-0000.png is from before the training. */
export async function saveEpochPicture(
  run: string,
  event: DrawnGrid & { readonly epoch: number },
): Promise<void> {
  const { progress } = runPaths(run);
  await makeSubfolder(progress);
  await writeFileDurably(join(progress, epochPicture(event.epoch)), gridPicture(event));
}

/** Pictures of epochs that a resumed training will make again. */
export async function removeLaterPictures(run: string, { epoch }: StartedEvent): Promise<void> {
  for (const name of await epochPictures(run)) {
    if (byLengthThenName(name, epochPicture(epoch)) > 0)
      await remove(join(runPaths(run).progress, name));
  }
}

const gifFile = 'progress.gif';
const plotFile = 'losses_plot.png';

/**
 * Writes progress.gif, a frame an epoch, and losses_plot.png, from what the run folder holds.
 *
 * @returns sentences on pictures of epochs that can't be read
 */
export async function saveRunSummary(run: string): Promise<string[]> {
  const record = await readRunRecord(run);
  const gif = await progressGif(run);
  if (gif !== null) await writeFileDurably(join(run, gifFile), gif.pieces);
  await writeFileDurably(join(run, plotFile), await lossPlot(run, record, record.name));
  return gif?.problems ?? [];
}

/** Whether a run has both pictures of its whole training; without an epoch, it needs no GIF. */
export async function hasSummary(run: string): Promise<boolean> {
  return (
    (await exists(join(run, plotFile))) &&
    (!(await hasEpoch(run)) || (await exists(join(run, gifFile))))
  );
}

/** Whether there is a picture of more than what was drawn before the training. */
const hasEpoch = async (run: string): Promise<boolean> =>
  (await picturedEpochs(run)).some((epoch) => epoch > 0);

/** A run's losses as a PNG. */
export async function lossPlot(
  run: string,
  { dataset, config }: RunRecord,
  title: string,
): Promise<Uint8Array> {
  const steps = await readLossRecord(run);
  const { batchSize } = config;
  return drawLossPlot({
    steps,
    stepsPerEpoch: stepsPerEpoch({ images: dataset.images, batchSize }),
    title,
  });
}

export interface ProgressGif {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Sentences on pictures that can't be read: they are left out. */
  readonly problems: string[];
}

/**
 * The progress GIF of a run: what was drawn before the training, and its epochs up to now. Null when
 * there is no picture of an epoch to make it of.
 */
export async function progressGif(run: string): Promise<ProgressGif | null> {
  if (!(await hasEpoch(run))) return null;
  const problems: string[] = [];
  const sound: string[] = [];
  // Each is looked at first, the last one's size being that of all: how long a frame is shown depends on
  // how many there are, and only one at a time is held.
  let size: Pick<GreyImage, 'width' | 'height'> | null = null;
  for (const name of (await epochPictures(run)).reverse()) {
    try {
      const { width, height } = await readFrame(run, name);
      size ??= { width, height };
      if (width !== size.width || height !== size.height) throw new RangeError('Another size.');
      sound.unshift(name);
    } catch {
      problems.unshift(
        `The picture ${join(runPaths(run).progress, name)} is damaged or no picture of this run: the GIF leaves it out.`,
      );
    }
  }
  if (sound.length === 0) return null;
  const frames = readFrames(run, sound);
  return { pieces: encodeProgressGif({ frames, frameCount: sound.length }), problems };
}

async function* readFrames(run: string, names: readonly string[]) {
  for (const name of names) {
    yield { grid: await readFrame(run, name), caption: `epoch ${epochOf(name)}` };
  }
}

const readFrame = async (run: string, name: string): Promise<GreyImage> =>
  decodeGreyPng(await readPicture(run, name), mostPixels);

/** The epochs that a run has a picture of, ascending. */
export async function picturedEpochs(run: string): Promise<number[]> {
  return (await epochPictures(run)).map(epochOf);
}

/** @param picture its file's name */
const epochOf = (picture: string): number => Number(picture.slice('epoch-'.length, -'.png'.length));

/**
 * The picture of an epoch, a PNG.
 *
 * @throws AppError NOT_FOUND, INVALID_RUN
 */
export async function readEpochPicture(run: string, epoch: number): Promise<Uint8Array> {
  try {
    return await readPicture(run, epochPicture(epoch));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    throw new AppError('NOT_FOUND', `${run} has no picture of epoch ${epoch}.`, {
      details: { folder: run, epoch },
    });
  }
}

function readPicture(run: string, name: string): Promise<Uint8Array> {
  const path = join(runPaths(run).progress, name);
  const invalid = (what: string) =>
    new AppError('INVALID_RUN', `The picture ${path} can't be read: ${what}.`, {
      details: { path },
    });
  return readForeignFile(path, { maxBytes: mostBytes, within: run, invalid });
}

/** Without what a Buffer adds, which not every transport carries. */
export const plainBytes = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

async function epochPictures(run: string): Promise<string[]> {
  const names = await namesIn(runPaths(run).progress);
  return names
    .filter((name) => /^epoch-(?:\d{4}|[1-9]\d{4,})\.png$/.test(name))
    .sort(byLengthThenName);
}

/** epoch-10000 comes after epoch-9999. */
const byLengthThenName = (a: string, b: string): number =>
  a.length - b.length || a.localeCompare(b);

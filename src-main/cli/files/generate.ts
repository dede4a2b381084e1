import { resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { sliceDigits } from '../../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../../src-shared/digits/tile-grid.js';
import { digitOfSeries, laterHand } from '../../../src-shared/random/hands.js';
import { isFileOutput } from '../../files/output-target.js';
import { drawSeed } from '../../service/defaults.js';
import { encodeGreyPng } from '../../service/images/png.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import type { ChosenHand } from '../options/hand-options.js';
import { prepareEngine } from '../prepare-engine.js';
import type { Interrupts } from '../terminal/interrupts.js';
import { labelWords } from '../terminal/label-words.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';
import { withService } from '../with-service.js';
import { type Destination, writeAt, writeFileAt } from './destination.js';
import { sampleDigits } from './sample-digits.js';
import { tellWritten } from './tell-written.js';
import { type DigitFormat, labelsPath, requireEmpty, writeDigits } from './write-digits.js';

interface GenerateOptions {
  readonly model: string | undefined;
  readonly seed: number | undefined;
  /** What is asked for, in this order; undefined for all that the model knows. */
  readonly classes: readonly number[] | undefined;
  readonly hand: ChosenHand;
  readonly destination: Destination;
  readonly json: boolean;
}

/** A seed's digits, as a command writes them. */
interface Series extends ChosenHand {
  readonly seed: number;
  /** One after the other; null for a model that draws what comes. */
  readonly classes: readonly number[] | null;
  readonly interrupts: Interrupts;
  /** The first of them as grey levels, [n, 28, 28] at a time. */
  readonly draw: (count: number) => AsyncIterable<Uint8Array>;
}

/** A picture of rows · columns digits. Without columns, one for each class: then each row is a hand. */
export async function generateGrid(
  cli: Cli,
  options: GenerateOptions & { readonly rows: number; readonly columns: number | undefined },
): Promise<void> {
  const { rows, destination } = options;
  await generate(cli, { ...options, labels: false }, async (series) => {
    const columns = options.columns ?? series.classes?.length ?? 4;
    const count = rows * columns;
    const pixels: Uint8Array[] = [];
    for await (const chunk of series.draw(count)) pixels.push(chunk);
    const grid = tileGrid(pixels.flatMap(sliceDigits), { rows, columns });
    const out = await writeFileAt(cli, destination, {
      content: encodeGreyPng(grid),
      interrupts: series.interrupts,
    });
    return {
      out,
      facts: { count, rows, columns },
      lines: [`Wrote ${out}: ${rows} x ${columns} digits, ${told(series, count)}.`],
    };
  });
}

/** Single digits, in a file or a folder, and beside them what they are. */
export async function generateDigits(
  cli: Cli,
  options: GenerateOptions & {
    readonly count: number;
    readonly format: DigitFormat;
    readonly labels: boolean;
  },
): Promise<void> {
  const { count, format, destination, labels } = options;
  if (format === 'png' && destination.isGiven) await requireEmpty(resolve(destination.path));
  if (labels && format !== 'png' && !(await isFileOutput(destination.path))) {
    throw new AppError(
      'BAD_INPUT',
      `--labels are written beside the digits, and beside ${destination.path} no file can lie. Write the digits into a file.`,
      { details: { option: '--labels' } },
    );
  }
  const what = count === 1 ? '1 digit' : `${whole(count)} digits`;
  await generate(cli, options, async (series) => {
    const { classes, seed, hand } = series;
    const wanted =
      labels && classes ? (i: number) => digitOfSeries(i, { labels: classes, seed, hand }) : null;
    const kind = format === 'png' ? 'folder' : 'files';
    const parts = (path: string) =>
      labels && kind === 'files' ? [labelsPath(format, path), path] : [path];
    const out = await writeAt(cli, { destination, kind, parts }, async (path) => {
      const digits = series.draw(count);
      await writeDigits(format, { out: path, count, digits, wanted, race: series.interrupts.race });
    });
    const beside = labels ? labelsPath(format, out) : null;
    return {
      out,
      facts: { count, format, labels: beside && resolve(beside) },
      lines: [
        `Wrote ${out}: ${what} (${format}), ${told(series, count)}.`,
        ...(beside === null ? [] : [`Wrote ${beside}: their labels.`]),
      ],
    };
  });
}

/** Milliseconds of work that need no progress. */
const patience = 2_000;

/** Has digits drawn and written, and tells with what they were drawn. */
async function generate(
  cli: Cli,
  options: GenerateOptions & { readonly labels: boolean },
  write: (series: Series) => Promise<{ out: string; facts: object; lines: readonly string[] }>,
): Promise<void> {
  const { json, hand } = options;
  const seed = options.seed ?? drawSeed();
  await withService(cli, async ({ service, interrupts }) => {
    const { generatorFolder: model, labels } = await chooseModel(cli, {
      service,
      model: options.model,
    });
    if (options.labels && labels === null) {
      throw new AppError(
        'INVALID_MODEL',
        'This model draws what comes: its digits have no labels. Leave out --labels, or choose a conditional model.',
      );
    }
    await prepareEngine(cli, interrupts.signal);
    const progress = await openProgress({ stream: cli.stderr, now: cli.now, patience });
    const asked = { seed, ...hand };
    const classes = labels && (options.classes ?? labels);
    const drawing = { service, interrupts, progress, model, labels: options.classes, ...asked };
    const draw = (count: number) => sampleDigits({ ...drawing, count });
    const { out, facts, lines } = await write({ ...asked, classes, interrupts, draw }).finally(
      progress.clear,
    );
    await tellWritten(cli, { out, json, facts: { ...asked, classes, model, ...facts }, lines });
  });
}

/** `seed 5`, and of a model that was asked `seed 5: 0 to 9 in the hands 5 to 8`. */
function told({ seed, classes, hand }: Series, count: number): string {
  if (classes === null) return `seed ${seed}`;
  const rounds = Math.ceil(count / classes.length);
  return `seed ${seed}: ${labelWords(classes)} in ${handWords({ seed, hand, rounds })}`;
}

/** @param rounds of the classes: each is written by a hand of its own, unless told */
function handWords({ seed, hand, rounds }: Pick<Series, 'seed' | 'hand'> & { rounds: number }) {
  if (hand === 'each') return 'a hand each';
  if (hand !== null || rounds === 1) return `the hand ${hand ?? seed}`;
  return `the hands ${seed} to ${laterHand(seed, rounds - 1)}`;
}

import { resolve } from 'node:path';
import { sliceDigits } from '../../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../../src-shared/digits/tile-grid.js';
import { writeFileDurably } from '../../files/durable-files.js';
import { drawSeed } from '../../service/defaults.js';
import { encodeGreyPng } from '../../service/images/png.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import { prepareEngine } from '../prepare-engine.js';
import { openProgress } from '../terminal/progress.js';
import { withService } from '../with-service.js';
import { sampleDigits } from './sample-digits.js';
import { type DigitFormat, requireEmpty, writeDigits } from './write-digits.js';

interface GenerateOptions {
  readonly model: string | undefined;
  readonly seed: number | undefined;
  readonly out: string;
  readonly json: boolean;
}

/** A picture of rows · columns digits. */
export async function generateGrid(
  cli: Cli,
  options: GenerateOptions & { readonly rows: number; readonly columns: number },
): Promise<void> {
  const { rows, columns, out } = options;
  const count = rows * columns;
  const told = await draw(cli, { ...options, count }, async (chunks) => {
    const pixels: Uint8Array[] = [];
    for await (const chunk of chunks) pixels.push(chunk);
    const grid = tileGrid(pixels.flatMap(sliceDigits), { rows, columns });
    await writeFileDurably(resolve(out), encodeGreyPng(grid));
  });
  if (options.json) cli.output.json({ ...told, rows, columns });
  else cli.output.line(`Wrote ${out}: ${rows} x ${columns} digits, seed ${told.seed}.`);
}

/** Single digits, in a file or a folder. */
export async function generateDigits(
  cli: Cli,
  options: GenerateOptions & { readonly count: number; readonly format: DigitFormat },
): Promise<void> {
  const { count, format, out } = options;
  if (format === 'png') await requireEmpty(resolve(out));
  const told = await draw(cli, options, (digits) =>
    writeDigits(format, { out: resolve(out), count, digits }),
  );
  const what = count === 1 ? '1 digit' : `${count.toLocaleString('en-US')} digits`;
  if (options.json) cli.output.json({ ...told, format });
  else cli.output.line(`Wrote ${out}: ${what} (${format}), seed ${told.seed}.`);
}

/** Milliseconds of work that need no progress. */
const patience = 2_000;

/** Draws the digits and hands them on as they come; answers what they were drawn with. */
async function draw(
  cli: Cli,
  options: GenerateOptions & { readonly count: number },
  write: (digits: AsyncIterable<Uint8Array>) => Promise<void>,
) {
  const { count, out } = options;
  const seed = options.seed ?? drawSeed();
  return withService(cli, async ({ service, interrupts }) => {
    const model = await chooseModel(cli, { service, model: options.model });
    await prepareEngine(cli, interrupts.signal);
    const progress = await openProgress({ stream: cli.stderr, now: cli.now, patience });
    try {
      await write(sampleDigits({ service, interrupts, progress, model, seed, count }));
    } finally {
      progress.clear();
    }
    return { out: resolve(out), seed, count, model };
  });
}

import { basename } from 'node:path';
import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { Look } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { NumberRow } from '../../../src-shared/text/number-table.js';
import { type Cli, Interrupted } from '../cli.js';
import { whole } from '../terminal/whole.js';
import { type DestinationOf, placeFile, writeFileAt } from './destination.js';
import { type Drawing, withDrawing } from './drawing.js';
import { numberFacts, numberLines } from './number-facts.js';
import type { numberNames } from './number-names.js';
import { writeNumberTable } from './number-table.js';
import { tellWritten } from './tell-written.js';

export interface ComposeOptions {
  /** At least one. */
  readonly configs: readonly ComposingConfig[];
  readonly model: string | undefined;
  readonly look: Look;
  readonly format: PictureFormat;
  readonly nameOf: ReturnType<typeof numberNames>;
  /** Where a number of this name goes. */
  readonly destinationOf: DestinationOf;
  readonly json: boolean;
}

/** Writes a number as a picture. */
export async function composeNumber(cli: Cli, options: ComposeOptions): Promise<void> {
  await withDrawing(cli, { ...options, count: 1 }, async (drawing) => {
    const { number, config, destination } = await draw(options, drawing, 0);
    const { interrupts, labels, model } = drawing;
    const out = await writeFileAt(cli, destination, { content: number.file, interrupts });
    await tellWritten(cli, {
      out,
      json: options.json,
      facts: { ...numberFacts({ config, number }, options), model },
      lines: numberLines(out, { config, number, labels }),
    });
  });
}

/**
 * Writes numbers as pictures into a folder, and beside them a table of what they are. Whatever ends it
 * before its end, the pictures that are there stay, and the table has them.
 */
export async function composeSeries(
  cli: Cli,
  options: ComposeOptions & { readonly folder: string },
): Promise<void> {
  const { configs, json, folder } = options;
  await withDrawing(cli, { ...options, count: configs.length }, async (drawing) => {
    const rows: NumberRow[] = [];
    const writeTable = () => writeNumberTable(folder, rows, drawing.interrupts);
    try {
      await writeSeries(cli, options, { drawing, rows });
    } catch (error) {
      const table = rows.length > 0 ? await writeTable().catch(() => null) : null;
      throw table !== null && error instanceof Interrupted
        ? new Interrupted(
            drawing.interrupts.signal,
            `Interrupted: ${whole(rows.length)} of ${whole(configs.length)} numbers were written, and ${table} lists them.`,
          )
        : error;
    }
    const table = await writeTable();
    drawing.progress.clear();
    if (json) return;
    cli.output.line(`Wrote ${table}: what each of the ${whole(rows.length)} pictures is.`);
    cli.output.remark('Each number can be had again alone, with its own seed.');
  });
}

async function writeSeries(
  cli: Cli,
  options: ComposeOptions,
  { drawing, rows }: { drawing: Drawing; rows: NumberRow[] },
): Promise<void> {
  const { json, configs } = options;
  const { interrupts, labels, model, progress } = drawing;
  let kept = 0;
  for (const place of configs.keys()) {
    const { number, config, destination } = await draw(options, drawing, place);
    const out = await placeFile(destination, { content: number.file, interrupts });
    const { text, hand, width, height } = number;
    rows.push({ file: basename(out), text, seed: config.seed, hand, width, height });
    if (basename(out) !== basename(destination.path)) kept += 1;
    progress.clear();
    const [wrote] = numberLines(out, { config, number, labels });
    await tellWritten(cli, {
      out,
      json,
      facts: { ...numberFacts({ config, number }, options), model },
      lines: [wrote],
    });
  }
  if (kept > 0) cli.output.remark(keptWords(kept));
}

const keptWords = (count: number): string =>
  count === 1
    ? 'One name was taken already; what was there was kept.'
    : `${whole(count)} names were taken already; what was there was kept.`;

/** @param place of the number among all of them */
async function draw(
  { configs, look, format, nameOf, destinationOf }: ComposeOptions,
  { service, interrupts, model, progress }: Drawing,
  place: number,
) {
  const config = configs[place];
  if (config === undefined) throw new RangeError(`There is no number ${place}.`);
  const number = await progress.next((search) =>
    interrupts.race(service.call['number.compose']({ model, config, search, look, format })),
  );
  const { usual, otherwise } = nameOf(place, number);
  return { number, config, destination: destinationOf(usual, otherwise) };
}

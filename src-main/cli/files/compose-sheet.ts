import { basename, dirname, join, parse, resolve } from 'node:path';
import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { Look } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { SheetConfig } from '../../../src-shared/config/sheet.js';
import type { NumberSheet } from '../../../src-shared/contract/drawings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { isFileOutput } from '../../files/output-target.js';
import { writeOutputs } from '../../files/write-output.js';
import type { Cli } from '../cli.js';
import { whole } from '../terminal/whole.js';
import { type Destination, writeAt } from './destination.js';
import { type Drawing, withDrawing } from './drawing.js';
import { tellWritten } from './tell-written.js';

export interface SheetOptions {
  /** At least one, and no more than a sheet takes. */
  readonly configs: readonly ComposingConfig[];
  readonly model: string | undefined;
  readonly look: Look;
  readonly sheet: SheetConfig;
  readonly format: PictureFormat;
  readonly destination: Destination;
  readonly json: boolean;
}

/** Writes numbers on pages: all in one PDF, in other formats a file a page. */
export async function composeSheet(cli: Cli, options: SheetOptions): Promise<void> {
  const { configs, destination, json, format, look, sheet } = options;
  await withDrawing(cli, { ...options, count: 1 }, async (drawing) => {
    const { pages, files, numbers } = await drawPages(options, drawing);
    const { interrupts, model } = drawing;
    const parts = (path: string) => pagePaths(path, files.length);
    // Nobody named the files of several pages: they replace nothing.
    const isGiven = destination.isGiven && files.length === 1;
    const to = { ...destination, isGiven };
    const out = await writeAt(cli, { destination: to, kind: 'files', parts }, (path) =>
      writeOutputs(
        parts(path).map((page, at) => ({ path: page, content: files[at] ?? new Uint8Array() })),
        interrupts.race,
      ),
    );
    const written = parts(out);
    const [first = out] = written;
    await tellWritten(cli, {
      out: first,
      json,
      facts: {
        files: written.map((path) => (path === '-' ? path : resolve(path))),
        pages,
        numbers: numbers.map(({ text, hand }, at) => ({
          number: text,
          seed: configs[at]?.seed,
          hand,
        })),
        look,
        format,
        sheet,
        model,
      },
      lines: [sheetLine(written, { numbers: numbers.length, pages })],
    });
  });
}

/** Every page in its file. */
async function drawPages(
  { configs, destination, look, sheet, format }: SheetOptions,
  { service, interrupts, model, progress }: Drawing,
): Promise<Pick<NumberSheet, 'pages' | 'numbers'> & { files: Uint8Array[] }> {
  const numbers = configs.map((config) => ({ config }));
  const draw = (page: number) =>
    progress.next((search) =>
      interrupts.race(
        service.call['numbers.sheet']({ model, numbers, look, sheet, format, page, search }),
      ),
    );
  const first = await draw(0);
  const files = [first.file];
  if (format === 'pdf' || first.pages === 1) return { ...first, files };
  if (!(await isFileOutput(destination.path))) {
    throw new AppError(
      'BAD_INPUT',
      `The numbers fill ${first.pages} pages, and beside ${destination.path} no file can lie: write a PDF, which has all of them (--format pdf), or into files.`,
      { details: { option: '--out', value: destination.path } },
    );
  }
  for (let page = 1; page < first.pages; page++) files.push((await draw(page)).file);
  return { ...first, files };
}

/** `page.png`, or with several `page-1.png`, `page-2.png` and so on, beside each other. */
function pagePaths(path: string, count: number): string[] {
  if (count === 1) return [path];
  const { name, ext } = parse(basename(path));
  return Array.from({ length: count }, (_, at) => {
    const page = String(at + 1).padStart(String(count).length, '0');
    return join(dirname(path), `${name}-${page}${ext}`);
  });
}

function sheetLine(
  files: readonly string[],
  { numbers, pages }: { numbers: number; pages: number },
): string {
  const [first = '', last = first] = [files[0], files.at(-1)];
  const where = files.length === 1 ? first : `${first} to ${basename(last)}`;
  const many = numbers === 1 ? 'one number' : `${whole(numbers)} numbers`;
  return `Wrote ${where}: ${many} on ${pages === 1 ? 'one page' : `${whole(pages)} pages`}.`;
}

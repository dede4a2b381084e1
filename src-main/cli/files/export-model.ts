import { join, parse, resolve } from 'node:path';
import { type ModelFormat, modelFormatWords } from '../../../src-shared/config/model-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { RunFile } from '../../../src-shared/contract/run-views.js';
import type { GanNetwork } from '../../../src-shared/networks/architecture.js';
import { discriminatorBeside } from '../../files/model-places.js';
import { fillFolder, requireEmptyFolder } from '../../files/output-folder.js';
import { isFileOutput, isStandardOutput } from '../../files/output-target.js';
import { writeOutputs } from '../../files/write-output.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import type { Interrupts } from '../terminal/interrupts.js';
import { withService } from '../with-service.js';
import { type Destination, writeAt } from './destination.js';
import { tellWritten } from './tell-written.js';

interface ExportOptions {
  readonly model: string | undefined;
  readonly format: ModelFormat;
  readonly destination: Destination;
  /** Whether the discriminator is written beside the generator. */
  readonly discriminator: boolean;
  readonly json: boolean;
}

/** Writes a model's networks in the form of another program. */
export async function exportModel(cli: Cli, options: ExportOptions): Promise<void> {
  const { format, destination, json } = options;
  // The discriminator first: where none was kept, that is all there is to say.
  const networks: GanNetwork[] = options.discriminator
    ? ['discriminator', 'generator']
    : ['generator'];
  const kind = format === 'tfjs' ? 'folder' : 'files';
  const parts = (path: string) => networks.map((network) => placeOf(network, path));
  await requirePlaces(options, parts(destination.path));
  requireDiscriminator(options);
  await withService(cli, async ({ service, interrupts }) => {
    const { model: name } = options;
    const { generatorFolder: model } = await chooseModel(cli, { service, model: name });
    const exported = new Map<GanNetwork, RunFile[]>();
    for (const network of networks) {
      const asked = { model, network, format };
      exported.set(network, await interrupts.race(service.call['model.export'](asked)));
    }
    const out = await writeAt(cli, { destination, kind, parts }, (path) =>
      format === 'tfjs'
        ? writeFolders([...exported].map(([network, files]) => [placeOf(network, path), files]))
        : writeFiles(exported, { path, race: interrupts.race }),
    );
    const written = networks.map((network) => ({ network, out: placeOf(network, out) }));
    const beside = options.discriminator ? resolve(placeOf('discriminator', out)) : null;
    await tellWritten(cli, {
      out,
      json,
      facts: { format, model, discriminator: beside },
      lines: written.map(
        ({ network, out }) => `Wrote ${out}: the ${network} (${modelFormatWords[format]}).`,
      ),
    });
  });
}

/**
 * Where a network goes: the discriminator of `generator.keras` to `discriminator.keras`, that of
 * `evening.keras` to `evening-discriminator.keras`.
 */
export function placeOf(network: GanNetwork, path: string): string {
  if (network === 'generator') return path;
  const { dir, name, ext } = parse(path);
  return discriminatorBeside(path) ?? join(dir, `${name}-discriminator${ext}`);
}

/** @throws AppError before anything is looked for, where what is asked for can't be written */
async function requirePlaces(
  { format, destination, discriminator }: ExportOptions,
  places: readonly string[],
): Promise<void> {
  if (!destination.isGiven) return;
  if (format === 'tfjs') {
    if (await isStandardOutput(destination.path)) {
      throw new AppError(
        'BAD_INPUT',
        'A TensorFlow.js model is two files, which need a folder: name one with --out.',
        { details: { option: '--out' } },
      );
    }
    for (const place of places) await requireEmptyFolder(resolve(place), whyEmpty);
  } else if (discriminator && !(await isFileOutput(destination.path))) {
    throw new AppError(
      'BAD_INPUT',
      `The discriminator is written beside the generator, and beside ${destination.path} no file can lie. Write the generator into a file.`,
      { details: { option: '--discriminator' } },
    );
  }
}

/** What comes with the program is known without asking. @throws AppError NOT_FOUND */
function requireDiscriminator({ model, discriminator }: ExportOptions): void {
  if (!discriminator || model !== undefined) return;
  throw new AppError(
    'NOT_FOUND',
    'The model that comes with the program has no discriminator with it: name a run, or leave --discriminator away.',
    { details: { option: '--discriminator' } },
  );
}

const writeFiles = (
  exported: ReadonlyMap<GanNetwork, readonly RunFile[]>,
  { path, race }: { path: string; race: Interrupts['race'] },
): Promise<void> =>
  writeOutputs(
    [...exported].flatMap(([network, files]) =>
      files.map(({ bytes }) => ({ path: placeOf(network, path), content: bytes })),
    ),
    race,
  );

/** One after the other; none stays when one can't be written. */
async function writeFolders(
  folders: readonly (readonly [folder: string, files: readonly RunFile[]])[],
): Promise<void> {
  const [first, ...others] = folders;
  if (first === undefined) return;
  const [folder, files] = first;
  await fillFolder(folder, whyEmpty, async ({ put }) => {
    for (const { name, bytes } of files) await put(name, bytes);
    await writeFolders(others);
  });
}

const whyEmpty = 'the model would mix with what is there. Choose a new folder with --out.';

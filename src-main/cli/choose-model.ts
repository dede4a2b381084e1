import { basename } from 'node:path';
import type { Service } from '../service/service.js';
import type { Cli } from './cli.js';
import { referenceOf } from './options/run-word.js';
import { nearPath } from './training/run-reference.js';

/**
 * The generator to draw with: the one named, or the most recent run's, which is then said. It is
 * found before an engine is installed for it, and kept: a run that begins meanwhile changes nothing.
 *
 * @returns its folder
 */
export async function chooseModel(
  cli: Cli,
  { service, model }: { service: Service; model: string | undefined },
): Promise<string> {
  const found = await service.call['model.find'](
    model === undefined ? {} : { model: await referenceOf(model) },
  );
  if (model === undefined) {
    const { runFolder, generatorFolder } = found;
    const name = runFolder === null ? '' : ` "${basename(runFolder)}"`;
    cli.output.remark(
      `Model: the most recent run${name}, ${nearPath(runFolder ?? generatorFolder)}`,
    );
  }
  return found.generatorFolder;
}

import { basename } from 'node:path';
import type { FoundModel } from '../../src-shared/contract/run-views.js';
import type { Service } from '../service/service.js';
import type { Cli } from './cli.js';
import { referenceOf } from './options/run-word.js';
import { nearPath } from './training/run-reference.js';

/**
 * The generator to draw with: the one named, or the one that comes with the program, which is then
 * said. It is found before an engine is installed for it, and kept: a run that begins meanwhile
 * changes nothing.
 */
export async function chooseModel(
  cli: Cli,
  { service, model }: { service: Service; model: string | undefined },
): Promise<FoundModel> {
  const found = await service.call['model.find'](
    model === undefined ? {} : { model: await referenceOf(model) },
  );
  const { runFolder } = found;
  if (model === undefined) cli.output.remark('Model: the one that comes with the program.');
  else if (model === 'latest' && runFolder !== null) {
    cli.output.remark(`Model: "${basename(runFolder)}", ${nearPath(runFolder)}`);
  }
  if (found.damage !== null) cli.output.remark(`Warning: ${found.damage}`);
  return found;
}

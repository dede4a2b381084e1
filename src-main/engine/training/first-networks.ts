import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import type { Architecture } from '../../../src-shared/networks/architecture.js';
import { isKerasName } from '../../files/model-places.js';
import { openNetwork } from '../models/model-folder.js';
import { finiteBytes } from '../models/weight-files.js';
import { type FirstNetworks, type GanSize, ganArchitectures } from './gan-trainer.js';

/** Where they lie: see `openNetwork`. */
interface Places {
  readonly generator: string;
  readonly discriminator: string | null;
}

/**
 * Reads networks of a training's size.
 *
 * @throws AppError NOT_FOUND; INVALID_MODEL, also where one is of another size
 */
export async function readFirstNetworks(
  { generator, discriminator }: Places,
  size: GanSize,
): Promise<FirstNetworks> {
  const architectures = ganArchitectures(size);
  const read = async (path: string, expected: Architecture) => {
    const { architecture, values } = await openNetwork(path);
    if (isDeepStrictEqual(architecture, expected)) return values();
    throw new AppError(
      'INVALID_MODEL',
      `${path} is no ${expected.name} of the size of the preset ${size.preset}: the two networks of a training must be of one size.`,
      { details: { path } },
    );
  };
  return {
    generator: await read(generator, architectures.generator),
    discriminator:
      discriminator === null ? null : await read(discriminator, architectures.discriminator),
  };
}

/** What a run's record keeps of them. */
export function firstNetworksRecord(
  places: Places,
  { generator, discriminator }: FirstNetworks,
): Pick<RunRecord, 'beganWith'> {
  const sha256 = (values: readonly Float32Array[]) => {
    const hash = createHash('sha256');
    for (const bytes of finiteBytes(values)) hash.update(bytes);
    return hash.digest('hex');
  };
  return {
    beganWith: {
      name: nameOf(places.generator),
      generatorSha256: sha256(generator),
      discriminatorSha256: discriminator && sha256(discriminator),
    },
  };
}

/** What a person should know of a training that begins so. */
export function firstNetworksWords({ generator, discriminator }: Places): string {
  return discriminator === null
    ? `The training begins with the generator of ${nameOf(generator)}. No discriminator lies beside it, so that a new one begins, and both optimizers: the digits get worse before they get better.`
    : `The training begins with both networks of ${nameOf(generator)}; their optimizers begin anew.`;
}

/** A file by its own name, a folder `generator` by the one that it lies in. */
const nameOf = (generator: string): string =>
  isKerasName(generator) || basename(generator) !== 'generator'
    ? basename(generator)
    : basename(dirname(generator));

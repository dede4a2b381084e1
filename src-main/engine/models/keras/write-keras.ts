import { type Zippable, zipSync } from 'fflate';
import { type ExportedNetwork, networkFacts } from '../exported-network.js';
import { kerasConfig } from './keras-config.js';
import { kerasWeights } from './write-weights.js';

/** The first moment that a zip knows. */
const noTime = new Date(1980, 0, 1);

/**
 * A `.keras` file: a zip of `metadata.json`, `config.json` and `model.weights.h5`, not packed, as Keras
 * itself writes it. The same network is the same bytes.
 */
export async function kerasArchive(network: ExportedNetwork): Promise<Uint8Array> {
  const files: Zippable = {
    'metadata.json': json(metadata(network)),
    'config.json': json(kerasConfig(network)),
    'model.weights.h5': await kerasWeights(network),
  };
  return zipSync(files, { level: 0, mtime: noTime });
}

/**
 * Keras reads none of it: the first two are what it writes, the others are for who draws with the file, this
 * program included.
 */
const metadata = (network: ExportedNetwork): object => ({
  keras_version: '3.0.0',
  date_saved: (network.origin?.savedAt ?? '1980-01-01T00:00:00Z').slice(0, 19).replace('T', '@'),
  ...networkFacts(network),
  ...(network.condition && { userDefinedMetadata: { condition: network.condition } }),
});

const json = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

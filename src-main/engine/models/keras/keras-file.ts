import { kerasBeginnings, mostKerasBytes } from '../../../../src-shared/config/model-formats.js';
import { AppError } from '../../../../src-shared/contract/errors.js';
import type { Architecture, GanNetwork } from '../../../../src-shared/networks/architecture.js';
import type { Condition } from '../../../../src-shared/networks/condition.js';
import { layerTable } from '../../../../src-shared/networks/layer-table.js';
import { type OpenFile, withForeignFile } from '../../../files/foreign-file.js';
import { parseJson } from '../../../files/parse-json.js';
import {
  describedSchema,
  kerasMetadataFile,
  mostDescriptionBytes,
} from '../../../files/said-condition.js';
import { readEntry, type ZipEntry, zipEntries } from '../../../files/zip-file.js';
import { ganArchitecture } from '../fit-architecture.js';
import { checkCondition } from '../saved-condition.js';
import { networkConfigSchema, readChain, type SavedChain } from '../saved-layers.js';
import { archiveWeights, h5Weights } from './keras-weights.js';
import { type Hdf5File, withHdf5 } from './read-hdf5.js';

/** A network as a file of Keras holds it. */
export interface KerasNetwork {
  readonly architecture: Architecture<GanNetwork>;
  /** Of a generator that knows labels, which this program exported: Keras knows nothing of it. */
  readonly condition: Condition | null;
  /** Every weight, in the order of `weightsOf`. */
  readonly values: readonly Float32Array[];
}

type Invalid = (what: string, cause?: unknown) => AppError;

/**
 * Reads a network that Keras saved: the archive of Keras 3 (`.keras`), or the HDF5 file of Keras 2 (`.h5`).
 * Which of them it is says its content. Nothing in it is run: layers, settings, names, shapes and sizes are
 * compared with those of the generator or discriminator that it must be.
 *
 * @param path named by a person, or one whose folder was looked at
 * @throws AppError NOT_FOUND; INVALID_MODEL saying what is wrong
 */
export function readKerasFile(path: string): Promise<KerasNetwork> {
  const invalid: Invalid = (what, cause) =>
    new AppError(
      'INVALID_MODEL',
      `${path} is no generator or discriminator of Keras that this program knows: ${what}.`,
      {
        details: { path },
        cause,
      },
    );
  return withForeignFile(path, { maxBytes: mostKerasBytes, invalid }, async (file) => {
    const begin = await file.read(0, 8);
    if (beginsAs(begin, '.keras')) return readArchive(file, invalid);
    if (beginsAs(begin, '.h5')) return readH5(await file.read(0, file.size), invalid);
    throw invalid('it is neither a zip file, as Keras 3 writes, nor HDF5, as Keras 2 does');
  });
}

const beginsAs = (begin: Uint8Array, ending: keyof typeof kerasBeginnings): boolean =>
  kerasBeginnings[ending].every((byte, i) => begin[i] === byte);

const configFile = 'config.json';
const weightsFile = 'model.weights.h5';
const otherFiles = [kerasMetadataFile, 'assets/'];
/** Beside the values: HDF5's own. */
const mostOverheadBytes = 2 ** 20;

/** Each weight, and three numbers for it that an optimizer may keep. */
const mostWeightBytes = (architecture: Architecture): number =>
  4 * layerTable(architecture).bytes + mostOverheadBytes;

async function readArchive(file: OpenFile, invalid: Invalid): Promise<KerasNetwork> {
  const entries = await zipEntries(file, invalid);
  const config = entryNamed(entries, configFile, invalid);
  const weights = entryNamed(entries, weightsFile, invalid);
  const other = entries.find(
    (entry) => entry !== config && entry !== weights && !otherFiles.includes(entry.name),
  );
  if (other) throw invalid(`it holds ${JSON.stringify(other.name)}, which no model needs`);
  const textOf = async (entry: ZipEntry) =>
    new TextDecoder().decode(await readEntry(file, entry, { most: mostDescriptionBytes, invalid }));
  const isMetadata = entries.some(({ name }) => name === kerasMetadataFile);
  const metadata = isMetadata
    ? parseJson(
        await textOf(entryNamed(entries, kerasMetadataFile, invalid)),
        describedSchema,
        invalid,
      )
    : {};
  const condition = metadata.userDefinedMetadata?.condition ?? null;
  const network = describedNetwork(await textOf(config), condition, invalid);
  const most = mostWeightBytes(network.architecture);
  const bytes = await readEntry(file, weights, { most, invalid });
  const values = await withHdf5(bytes, invalid, (hdf5) =>
    archiveWeights(hdf5, { ...network, invalid }),
  );
  return { architecture: network.architecture, condition, values };
}

function entryNamed(entries: readonly ZipEntry[], name: string, invalid: Invalid): ZipEntry {
  const [entry, another] = entries.filter((each) => each.name === name);
  if (entry === undefined) throw invalid(`it holds no ${name}, as a model saved by Keras does`);
  if (another !== undefined) throw invalid(`it holds ${name} twice`);
  return entry;
}

async function readH5(bytes: Uint8Array, invalid: Invalid): Promise<KerasNetwork> {
  return withHdf5(bytes, invalid, (file) => {
    const text = file.text('model_config');
    if (text === null) throw invalid(withoutModel(file));
    if (text.length > mostDescriptionBytes)
      throw invalid('its description is longer than any of a model');
    const network = describedNetwork(text, null, invalid);
    if (bytes.length > mostWeightBytes(network.architecture)) {
      throw invalid(`it holds ${bytes.length} bytes, far more than its network needs`);
    }
    const values = h5Weights(file, { ...network, invalid });
    return { architecture: network.architecture, condition: null, values };
  });
}

const withoutModel = (file: Hdf5File): string =>
  file.names('').includes('layers') || file.names('').includes('layer_names')
    ? 'it holds weights alone. Save the whole model: model.save("generator.keras")'
    : 'it is HDF5, but no model of Keras';

function describedNetwork(
  text: string,
  condition: Condition | null,
  invalid: Invalid,
): { chain: SavedChain; architecture: Architecture<GanNetwork> } {
  const chain = readChain(parseJson(text, networkConfigSchema, invalid), invalid);
  const architecture = ganArchitecture(chain, condition, invalid);
  const problem = condition && checkCondition(condition, architecture);
  if (problem) throw invalid(problem);
  return { chain, architecture };
}

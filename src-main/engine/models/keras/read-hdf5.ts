import { randomBytes } from 'node:crypto';
import type { Dataset, File } from 'h5wasm';
import { AppError } from '../../../../src-shared/contract/errors.js';
import { elementCount } from '../../../../src-shared/networks/layer-table.js';
import { shortened } from '../../../../src-shared/text/plain-text.js';
import { type Hdf5, loadHdf5 } from './open-hdf5.js';

type Invalid = (what: string, cause?: unknown) => AppError;

/** Filters that weights may be packed by: gzip, the order of bytes, a checksum. */
const readFilters = [1, 2, 3];
/** Of HDF5's floating-point numbers. */
const floatClass = 1;
/** Names in a group: more than a network has layers. */
const mostNames = 256;

/**
 * Has work done with an HDF5 file in memory. Links, virtual data sets and data in other files are refused:
 * what is read is what these bytes hold.
 *
 * @param invalid the error for what is wrong, in words that follow a colon
 */
export async function withHdf5<Value>(
  bytes: Uint8Array,
  invalid: Invalid,
  work: (file: Hdf5File) => Value,
): Promise<Value> {
  const library = await loadHdf5();
  const module = await library.ready;
  // A name that no file can lead to.
  const name = randomBytes(16).toString('hex');
  const path = `/${name}`;
  module.FS.createDataFile('/', name, bytes, true, false, true);
  try {
    const file = new library.File(path, 'r');
    try {
      return work(new Hdf5File(file, { library, module, invalid }));
    } finally {
      file.close();
    }
  } catch (error) {
    // What the library says is for who wrote it.
    throw error instanceof AppError ? error : invalid('its HDF5 is damaged', error);
  } finally {
    module.FS.unlink(path);
  }
}

interface Parts {
  readonly library: Hdf5;
  readonly module: Awaited<Hdf5['ready']>;
  readonly invalid: Invalid;
}

/** What an HDF5 file holds. Paths are absolute, that of the root is empty. */
export class Hdf5File {
  private readonly known = new Map<string, readonly string[]>();

  constructor(
    private readonly file: File,
    private readonly parts: Parts,
  ) {}

  /** The names in a group; none where there is no such group. @throws `invalid` for too many, and for links */
  names(path: string): readonly string[] {
    const before = this.known.get(path);
    if (before !== undefined) return before;
    const found = this.find(path);
    const names = found instanceof this.parts.library.Group ? found.keys() : [];
    if (names.length > mostNames) {
      throw this.parts.invalid(
        `${path} in it holds ${names.length} parts, more than a network has`,
      );
    }
    this.known.set(path, names);
    return names;
  }

  /** Whether values lie there. @throws `invalid` for links */
  isData(path: string): boolean {
    return this.find(path) instanceof this.parts.library.Dataset;
  }

  /** A text that is kept as an attribute of the root; null where there is none of that name. */
  text(attribute: string): string | null {
    const { module } = this.parts;
    const { file_id: id } = this.file;
    if (!module.get_attribute_names(id, '/').includes(attribute)) return null;
    const { type, shape } = module.get_attribute_metadata(id, '/', attribute);
    const isText = type === module.H5T_class_t.H5T_STRING.value && shape?.length === 0;
    const value = isText ? this.file.get_attribute(attribute, false) : null;
    return typeof value === 'string' ? value : null;
  }

  /** Float32 values of a shape that is known. @throws `invalid` where they are of another, or missing */
  values(path: string, shape: readonly number[]): Float32Array {
    const { library, invalid } = this.parts;
    const found = this.find(path);
    if (!(found instanceof library.Dataset)) throw invalid(`it has no weights ${path}`);
    const problem = problemOf(found, shape);
    if (problem !== null) throw invalid(`its weights ${path} ${problem}`);
    const values = this.read(found);
    if (values.length === elementCount(shape)) return values;
    throw invalid(`its weights ${path} are damaged`);
  }

  private read(dataset: Dataset): Float32Array {
    const { value } = dataset;
    if (value instanceof Float32Array) return value;
    throw new Error('values of another type than the data set has');
  }

  /** No link is followed: of any part of the path, what has that name must lie there itself. */
  private find(path: string) {
    const { module, invalid } = this.parts;
    const names = path.split('/').slice(1);
    let place = '';
    for (const name of names) {
      if (!this.names(place).includes(name)) return null;
      place = `${place}/${name}`;
      const target =
        module.get_symbolic_link(this.file.file_id, place) ??
        module.get_external_link(this.file.file_id, place).filename;
      if (typeof target !== 'string') continue;
      throw invalid(`${place} in it is a link to ${shortened(target)}, and no link is followed`);
    }
    return place === '' ? this.file : this.file.get(place);
  }
}

/** What is wrong with a data set, in words that follow its name; null when nothing is. */
function problemOf({ metadata, filters }: Dataset, expected: readonly number[]): string | null {
  const { type, size, littleEndian, shape, chunks, virtual_sources: sources } = metadata;
  if (sources !== undefined) return 'lie in other files, and none is opened';
  if (type !== floatClass || size !== 4 || !littleEndian) {
    return 'are not float32. Save the model in float32';
  }
  if (shape?.join() !== expected.join()) {
    return `have the shape ${shape?.join(' × ')}, but their layer needs ${expected.join(' × ')}`;
  }
  const filter = filters.find(({ id }) => !readFilters.includes(id));
  if (filter) return `are packed by ${shortened(filter.name) || filter.id}; only gzip is read`;
  const count = elementCount(expected);
  return chunks && elementCount(chunks) > count
    ? `lie in parts of ${elementCount(chunks)} values, but are only ${count}`
    : null;
}

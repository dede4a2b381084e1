import { readFileSync } from 'node:fs';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { loadHdf5 } from '../../src-main/engine/models/keras/open-hdf5.js';

/** A fixture that the real Keras wrote: see tests/keras. */
export const kerasFixture = (name: string): string =>
  new URL(`../keras/fixtures/${name}`, import.meta.url).pathname;

export type JsonObject = Record<string, unknown>;

export interface SavedModel {
  readonly class_name: string;
  readonly config: JsonObject & { readonly layers: SavedModelLayer[] };
}

export interface SavedModelLayer extends JsonObject {
  readonly class_name: string;
  readonly config: JsonObject;
}

/** The parts of a generator of width 1/64 as Keras 3 archived them. */
export function kerasArchive() {
  const files = unzipSync(readFileSync(kerasFixture('keras-3/generator.keras')));
  const part = (name: string): Uint8Array => files[name] ?? new Uint8Array();
  const config = part('config.json');
  return {
    weights: part('model.weights.h5'),
    config: (): SavedModel => JSON.parse(new TextDecoder().decode(config)),
    /** Packed again, with other files in their places. */
    packed: (others: Zippable = {}, level: 0 | 9 = 0): Uint8Array =>
      zipSync({ ...files, ...others }, { level }),
  };
}

/** What of `model.weights.h5` is written in another way: by its path. */
export type OtherWeights = Readonly<
  Record<string, (place: { path: string; file: Hdf5File; values: Float32Array }) => void>
>;
type Hdf5File = InstanceType<Awaited<ReturnType<typeof loadHdf5>>['File']>;

/** The weights of Keras's archive written anew, some of them otherwise. */
export async function rewritten(weights: Uint8Array, others: OtherWeights): Promise<Uint8Array> {
  const library = await loadHdf5();
  const { FS } = await library.ready;
  FS.writeFile('/before.h5', weights);
  const before = new library.File('/before.h5', 'r');
  const after = new library.File('/after.h5', 'w');
  for (const path of before.paths()) {
    const entity = before.get(path);
    if (entity instanceof library.Group) after.create_group(path);
    if (!(entity instanceof library.Dataset)) continue;
    const { value: values, shape } = entity;
    if (!(values instanceof Float32Array)) throw new Error(`${path} is no weight`);
    const other = others[path];
    if (other) other({ path, file: after, values });
    else after.create_dataset({ name: path, data: values, shape });
  }
  before.close();
  after.close();
  const bytes = FS.readFile('/after.h5');
  for (const path of ['/before.h5', '/after.h5']) FS.unlink(path);
  return bytes;
}

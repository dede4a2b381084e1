import { layerTable } from '../../../../src-shared/networks/layer-table.js';
import type { ExportedNetwork } from '../exported-network.js';
import { loadHdf5 } from './open-hdf5.js';

/** In the library's file system, which is in memory. */
const file = 'model.weights.h5';

/**
 * `model.weights.h5` of a Keras 3 model: `layers/NAME/vars/0`, `1` and so on hold a layer's weights,
 * float32 in the shapes that tfjs has too.
 */
export async function kerasWeights({ architecture, values }: ExportedNetwork): Promise<Uint8Array> {
  const { File, ready } = await loadHdf5();
  const { FS } = await ready;
  return withoutTime(() => {
    const weights = values.values();
    const root = new File(file, 'w');
    try {
      root.create_group('vars');
      const layers = root.create_group('layers');
      for (const layer of layerTable(architecture).layers) {
        const vars = layers.create_group(layer.name).create_group('vars');
        for (const [place, { shape }] of layer.weights.entries()) {
          const { value: data = new Float32Array() } = weights.next();
          vars.create_dataset({ name: String(place), data, shape: [...shape], dtype: '<f4' });
        }
      }
    } finally {
      root.close();
    }
    const bytes = FS.readFile(file);
    FS.unlink(file);
    return bytes;
  });
}

/**
 * HDF5 writes when a dataset was made, which this build of it asks the clock for and can't be told. The
 * same weights are to be the same bytes: nothing else runs meanwhile.
 */
function withoutTime<Value>(work: () => Value): Value {
  const { now } = Date;
  Date.now = () => 0;
  try {
    return work();
  } finally {
    Date.now = now;
  }
}
